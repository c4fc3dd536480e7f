import { Fragment, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { ArrowDown } from 'lucide-react';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { dayMarks } from '../../lib/view/day-marks.ts';
import { shownMessages } from '../../lib/view/message-list.ts';
import { shownVersions } from '../../lib/view/shown-versions.ts';
import { DayMark } from './DayMark.tsx';
import { EmptyState } from './EmptyState.tsx';
import { MessageRow } from './MessageRow.tsx';
import { useFollow } from './use-follow.ts';
import { usePlace } from './use-place.ts';
import { useToday } from './use-today.ts';
import { walkTarget } from './walk.ts';

export function Transcript(): ReactElement {
  const { heldPlace } = usePanel();
  const all = usePanelState((state) => state.messages);
  const isQueueOpen = usePanelState((state) => state.isQueueOpen);
  const chosen = usePanelState((state) => state.versions);
  const { messages, places } = useMemo(
    () => shownVersions(shownMessages(all, isQueueOpen), chosen),
    [all, isQueueOpen, chosen],
  );
  const loaded = usePanelState((state) => state.conversation !== null);
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
  );
  usePlace(content, leave);
  /** The one message that Tab stops at; arrow keys move it. */
  const [current, setCurrent] = useState<string | null>(null);
  const stop = messages.some(({ id }) => id === current) ? current : messages.at(-1)?.id;

  const today = useToday(messages.length > 0);
  // Anew with each list, which no word of a stream changes; and `now` is within the day that it is.
  const days = useMemo(() => dayMarks(messages, Math.max(today, Date.now())), [messages, today]);

  const walk = (event: KeyboardEvent): void => {
    const target = walkTarget(event);
    if (!target) return;
    event.preventDefault();
    target.focus();
  };

  return (
    <section className="transcript" aria-label={words.panel.conversation} ref={scroller} onKeyDown={walk}>
      <h2 className="off-screen">{words.panel.conversation}</h2>
      <div className="transcript-content" ref={content}>
        <EarlierMessages />
        {loaded && messages.length === 0 && <EmptyState />}
        {messages.map((message) => (
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
      </div>
      {!isFollowing && (
        <div className="jump">
          <button type="button" className="button is-floating" onClick={jump}>
            <ArrowDown size={15} strokeWidth={2} aria-hidden="true" />
            {words.panel.latest}
          </button>
        </div>
      )}
    </section>
  );
}

function EarlierMessages(): ReactElement | null {
  const { actions } = usePanel();
  const hasEarlier = usePanelState((state) => state.hasEarlier);
  const isPart = usePanelState((state) => state.conversation?.isPart);
  const [loading, setLoading] = useState(false);
  if (!hasEarlier) return isPart ? <p className="is-part">{words.panel.isPart}</p> : null;
  const load = (): void => {
    if (loading) return;
    setLoading(true);
    void actions.loadEarlier().finally(() => setLoading(false));
  };
  return (
    <>
      <button type="button" className="button is-quiet earlier" onClick={load}>
        {loading ? words.panel.earlierLoading : words.panel.earlier}
      </button>
      <p className="print-only">{words.panel.earlierUnprinted}</p>
    </>
  );
}
