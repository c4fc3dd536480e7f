import { useContext, type ReactElement } from 'react';
import { Pencil, RotateCw, Trash2 } from 'lucide-react';
import type { UserMessage } from '../../lib/shared/conversation.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { CopyButton } from '../common/CopyButton.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { CurrentMasks } from '../markdown/shown-masks.ts';
import type { ArticleProps } from './article-props.ts';
import { MessageTime } from './MessageTime.tsx';
import { MessageTrouble } from './MessageTrouble.tsx';
import { LazyQueueReason, LazySentPage, LazyVersionWalk, questionHtml } from '../chat/on-demand.tsx';
import { OnDemand } from '../chat/OnDemand.tsx';
import { focusComposer } from '../composer/focus-composer.ts';

export function UserArticle(props: ArticleProps<UserMessage>): ReactElement {
  const { message, isCurrent, onFocus, versions } = props;
  const { actions } = usePanel();
  const { id, status, text, attachments, problem } = message;
  const undelivered = status === 'failed' || status === 'unknown';
  // To be sent a second time or not is for the user to say, in so many words.
  const choice = status === 'unknown' || status === 'checking';
  const isRepeatable = undelivered || choice;
  const isRemovable = isRepeatable || status === 'queued';
  const editable = status === 'queued' || status === 'failed';
  const tabIndex = isCurrent ? 0 : -1;
  const isStopped = status === 'unknown' && problem === undefined;
  const state = message.isElsewhere ? words.message.elsewhere : stateWords(status, isStopped);
  const again = againWords(status);
  const masks = useContext(CurrentMasks);
  const copied = (): string => masks?.copied(text) ?? text;

  const editButton = (
    <IconButton
      label={status === 'sent' ? words.message.editAndResend : words.message.edit}
      icon={Pencil}
      size={15}
      onPress={() => {
        actions.edit(message);
        focusComposer();
      }}
      tabIndex={tabIndex}
    />
  );

  return (
    <article
      className="message is-user"
      aria-label={words.message.you}
      data-status={status}
      data-message={id}
      tabIndex={tabIndex}
      onFocus={() => onFocus(id)}
    >
      {versions && (
        <OnDemand>
          <LazyVersionWalk place={versions} tabIndex={tabIndex} onWalk={onFocus} />
        </OnDemand>
      )}
      {attachments.length > 0 && (
        <OnDemand>
          {attachments.map((page) => (
            <LazySentPage key={page.id} page={page} tabIndex={tabIndex} />
          ))}
        </OnDemand>
      )}
      {(text !== '' || attachments.length === 0) && (
        <div className="bubble" dir="auto">
          {masks?.draw(text) ?? text}
        </div>
      )}
      <div className="message-foot">
        <MessageTrouble
          state={state}
          isBad={undelivered && !isStopped}
          problem={undelivered || problem?.code === 'message-doubled' ? problem : undefined}
        />
        {status === 'queued' && (
          <OnDemand>
            <LazyQueueReason messageId={id} />
          </OnDemand>
        )}
        <div className={isRemovable ? 'message-actions is-shown' : 'message-actions'}>
          {isRepeatable && (
            <IconButton
              label={again}
              text={choice ? again : undefined}
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
          {editable && editButton}
          <CopyButton
            label={words.message.copy}
            text={copied}
            html={() => questionHtml(copied())}
            tabIndex={tabIndex}
          />
          {status === 'sent' && editButton}
          {isRemovable && (
            <IconButton
              label={choice ? words.message.discard : words.message.remove}
              text={choice ? words.message.discard : undefined}
              icon={Trash2}
              size={15}
              onPress={() => actions.remove(id)}
              tabIndex={tabIndex}
            />
          )}
        </div>
        <MessageTime at={message.createdAt} />
      </div>
    </article>
  );
}

function stateWords(status: UserMessage['status'], isStopped: boolean): string {
  return isStopped ? words.message.handedOver : words.message.status[status];
}

function againWords(status: UserMessage['status']): string {
  if (status === 'checking') return words.message.sendAgainNow;
  return status === 'unknown' ? words.message.sendAgain : words.message.retry;
}
