import { useContext, useState, type ReactElement } from 'react';
import { Info, RotateCw } from 'lucide-react';
import { isOpenAnswer, type AssistantMessage } from '../../lib/shared/conversation.ts';
import { answerEnd } from '../../lib/view/answer-end.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { CopyButton } from '../common/CopyButton.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { CurrentSources } from '../markdown/CitedText.tsx';
import { CurrentMasks } from '../markdown/shown-masks.ts';
import { CurrentQuoted } from '../markdown/InlineText.tsx';
import { AnswerText } from './AnswerText.tsx';
import type { ArticleProps } from './article-props.ts';
import { answerHtml, LazyMessageDetails, LazySources } from '../chat/on-demand.tsx';
import { OnDemand } from '../chat/OnDemand.tsx';
import { LazyCutNote } from '../chat/problems-on-demand.tsx';
import { MessageTime } from './MessageTime.tsx';
import { MessageTrouble } from './MessageTrouble.tsx';
import { focusComposer } from '../composer/focus-composer.ts';
import { useCited } from '../sources/use-cited.ts';
import { useQuoted } from '../sources/use-quoted.ts';

export function AssistantArticle({
  message,
  isCurrent,
  onFocus,
}: ArticleProps<AssistantMessage>): ReactElement {
  const { actions, store } = usePanel();
  const { id, status, text, sources, createdAt, problem } = message;
  const open = isOpenAnswer(message);
  const cited = useCited(message);
  const broken = !open && status !== 'complete';
  const isLast = usePanelState(({ messages }) => messages.at(-1)?.id === id);
  // The page of a question from elsewhere is not known here: it can't be asked again as it was.
  const mayRegenerate = isLast && status === 'complete' && message.isElsewhere !== true;
  const tabIndex = isCurrent ? 0 : -1;
  const state = answerEnd(message);

  const masks = useContext(CurrentMasks);
  const quoted = useQuoted(message);
  const [isDetailed, setDetailed] = useState(false);
  const whole = (): string => store.live(id)?.whole() ?? text;

  return (
    <article
      className="message is-assistant"
      aria-label={words.message.assistant}
      data-status={status}
      data-message={id}
      aria-busy={open}
      tabIndex={tabIndex}
      onFocus={() => onFocus(id)}
    >
      {status === 'pending' && <Thinking />}
      <CurrentSources value={cited}>
        <CurrentQuoted value={quoted}>
          <AnswerText messageId={id} text={text} isOpen={open} />
        </CurrentQuoted>
      </CurrentSources>
      {open && (
        <OnDemand>
          <LazyCutNote messageId={id} />
        </OnDemand>
      )}
      {sources.length > 0 && (
        <OnDemand>
          <LazySources message={message} />
        </OnDemand>
      )}
      {!open && (
        <div className="message-foot">
          <MessageTime at={createdAt} />
          <MessageTrouble state={state} isBad={status === 'failed'} problem={broken ? problem : undefined} />
          <div className={broken ? 'message-actions is-shown' : 'message-actions'}>
            {broken && (
              <IconButton
                label={words.message.retry}
                icon={RotateCw}
                size={15}
                onPress={() => {
                  actions.retry(id);
                  // The button goes away with what it was about.
                  focusComposer();
                }}
                tabIndex={tabIndex}
              />
            )}
            {(text !== '' || !broken) && (
              <CopyButton
                label={words.message.copy}
                text={() => masks?.copied(whole()) ?? whole()}
                html={() => answerHtml(whole(), masks?.copied)}
                tabIndex={tabIndex}
              />
            )}
            {mayRegenerate && (
              <IconButton
                label={words.message.regenerate}
                icon={RotateCw}
                size={15}
                onPress={() => {
                  actions.regenerate(id);
                  // The button goes away with its answer.
                  focusComposer();
                }}
                tabIndex={tabIndex}
              />
            )}
            <IconButton
              label={words.message.details}
              icon={Info}
              size={15}
              onPress={() => setDetailed(true)}
              tabIndex={tabIndex}
            />
          </div>
          {isDetailed && (
            <OnDemand>
              <LazyMessageDetails message={message} onClose={() => setDetailed(false)} />
            </OnDemand>
          )}
        </div>
      )}
    </article>
  );
}

/** What the platform says that it does; one answer at a time is waited for. */
function Thinking(): ReactElement {
  const doing = usePanelState(({ status }) => (status.kind === 'connected' ? status.doing : undefined));
  return (
    <p className="thinking">
      <span className="thinking-mark" aria-hidden="true" />
      <bdi>{doing ?? words.message.thinking}</bdi>
    </p>
  );
}
