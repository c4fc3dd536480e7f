import {
  Fragment,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { ArrowDown } from 'lucide-react';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { firstDrawn } from '../../lib/view/first-drawn.ts';
import { dayMarks } from '../../lib/view/day-marks.ts';
import { shownMessages } from '../../lib/view/message-list.ts';
import { isUnsetPanel } from '../../lib/view/panel-state.ts';
import { messagesRead } from '../../lib/view/message-window.ts';
import { shownVersions } from '../../lib/view/shown-versions.ts';
import { CurrentMasks, type ShownMasks } from '../markdown/shown-masks.ts';
import { DayMark } from './DayMark.tsx';
import { EmptyState } from './EmptyState.tsx';
import { heldMessages } from './held-messages.ts';
import { LazyFirstRunCard, LazyMaskWatch } from '../chat/on-demand.tsx';
import { OnDemand } from '../chat/OnDemand.tsx';
import { MessageRow } from './MessageRow.tsx';
import { MoreMessages } from './MoreMessages.tsx';
import { useFollow } from './use-follow.ts';
import { usePlace } from './use-place.ts';
import { useToday } from './use-today.ts';
import { walkBeyond, walkTarget } from './walk.ts';

export function Transcript(): ReactElement {
  const panel = usePanel();
  const { heldPlace, actions, openSettingsPort } = panel;
  const isUnset = usePanelState(isUnsetPanel);
  const all = usePanelState((state) => state.messages);
  const isQueueOpen = usePanelState((state) => state.isQueueOpen);
  const gap = usePanelState((state) => state.gap);
  const chosen = usePanelState((state) => state.versions);
  const { messages, places } = useMemo(
    () => shownVersions(shownMessages(messagesRead({ messages: all, gap }), isQueueOpen), chosen),
    [all, gap, isQueueOpen, chosen],
  );
  const chatId = usePanelState((state) => state.conversation?.id);
  // Of a chat that is opened, what is in view is drawn at once, and what stands above it when there is time.
  const [drawn, setDrawn] = useState<string>();
  const isWhole = useDeferredValue(chatId) === chatId || heldPlace.isHeld || drawn === chatId;
  // Once it is there it stays: somebody may be reading it.
  if (isWhole && drawn !== chatId) setDrawn(chatId);
  const scroller = useRef<HTMLElement>(null);
  const content = useRef<HTMLDivElement>(null);
  // A chat opened anew and words of one's own are read from their end, wherever the user had scrolled before.
  const occasion = usePanelState(({ conversation, lastSent }) => `${conversation?.id} ${lastSent}`);
  const { isFollowing, jump, leave } = useFollow(
    scroller,
    content,
    occasion,
    messages.length === 0,
    heldPlace,
    gap < Infinity,
  );
  usePlace(content, leave, isWhole);
  /** The one message that Tab stops at; arrow keys move it. */
  const [current, setCurrent] = useState<string | null>(null);
  const stop = messages.some(({ id }) => id === current) ? current : messages.at(-1)?.id;

  const today = useToday(messages.length > 0);
  // Anew with each list, which no word of a stream changes; and `now` is within the day that it is.
  const days = useMemo(() => dayMarks(messages, Math.max(today, Date.now())), [messages, today]);

  /** A chat that goes on in an open panel grows at its end: as it is followed, its beginning is let go of. */
  const newest = all.at(-1)?.id;
  useEffect(() => {
    if (isFollowing) actions.letGo('later', heldMessages);
  }, [isFollowing, newest, actions]);

  const walk = (event: KeyboardEvent): void => {
    const target = walkTarget(event);
    const isAtEdge = target === null || target === event.target || event.key === 'End';
    const beyond = isAtEdge ? walkBeyond(event, panel) : null;
    if (beyond === null && !target) return;
    event.preventDefault();
    if (beyond === null) return target?.focus();
    const { key, currentTarget, target: from } = event;
    // Once what was loaded has been drawn.
    void beyond.then(() =>
      requestAnimationFrame(() => walkTarget({ key, currentTarget, target: from })?.focus()),
    );
  };
  const toNewest = (): void => {
    actions.showNewest();
    jump();
  };

  const hasMasks = all.some((one) => one.role === 'user' && one.attachments.some(({ masked }) => masked));
  const [masks, setMasks] = useState<ShownMasks | null>(null);

  return (
    <section className="transcript" aria-label={words.panel.conversation} ref={scroller} onKeyDown={walk}>
      <h2 className="off-screen">{words.panel.conversation}</h2>
      {hasMasks && (
        <OnDemand>
          <LazyMaskWatch onMasks={setMasks} />
        </OnDemand>
      )}
      <div className="transcript-content" ref={content}>
        <CurrentMasks value={masks}>
          {isWhole && <EarlierMessages first={messages[0]?.id} />}
          {chatId !== undefined && messages.length === 0 && !isUnset && <EmptyState />}
          {(isWhole ? messages : messages.slice(-firstDrawn(messages, window))).map((message) => (
            <Fragment
              // One version takes the place of another without a loss of the focus that walks among them.
              key={places.get(message.id)?.ids[0] ?? message.id}
            >
              {days.has(message.id) && <DayMark day={days.get(message.id) ?? today} today={today} />}
              <MessageRow
                message={message}
                versions={places.get(message.id)}
                isCurrent={message.id === stop}
                onFocus={setCurrent}
              />
            </Fragment>
          ))}
          {gap < Infinity && <MoreMessages isLater edge={gap} />}
          {isUnset && openSettingsPort && (
            <OnDemand>
              <LazyFirstRunCard openPort={openSettingsPort} onFocus={leave} />
            </OnDemand>
          )}
        </CurrentMasks>
      </div>
      {(!isFollowing || gap < Infinity) && !isUnset && (
        <div className="jump">
          <button type="button" className="button is-floating" onClick={toNewest}>
            <ArrowDown size={15} strokeWidth={2} aria-hidden="true" />
            {words.panel.latest}
          </button>
        </div>
      )}
    </section>
  );
}

function EarlierMessages({ first }: { first: string | undefined }): ReactElement | null {
  const hasEarlier = usePanelState((state) => state.hasEarlier);
  const isPart = usePanelState((state) => state.conversation?.isPart);
  if (hasEarlier) return <MoreMessages isLater={false} edge={first} />;
  return isPart ? <p className="is-part">{words.panel.isPart}</p> : null;
}
