import type { ReactElement } from 'react';
import { foldedQueue, queuedMessages } from '../../lib/view/message-list.ts';
import { useCountdownClock, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { between } from '../../lib/view/words/counting.ts';
import { queueWords as words, waitsFor } from '../../lib/view/words/queue-words.ts';

/** How many messages wait, what for, and the way to be rid of them, and to have them back. */
export function QueueBar(): ReactElement {
  const { actions } = usePanel();
  const messages = usePanelState((state) => state.messages);
  const removed = usePanelState((state) => state.removed);
  const isOpen = usePanelState((state) => state.isQueueOpen);
  const status = usePanelState((state) => state.status);
  const now = useCountdownClock(status);
  const isUnset = usePanelState((state) => state.destination === null);
  const queue = queuedMessages(messages);
  return (
    <div className="composer-note queue" role="group" aria-label={words.name}>
      {queue.length > 1 && (
        <>
          <span>
            {words.waiting(queue.length) + between + (isUnset ? words.unset : waitsFor(status, now))}
          </span>
          {queue.length > foldedQueue && (
            <button
              type="button"
              className="link-button"
              aria-expanded={isOpen}
              onClick={() => actions.showQueue(!isOpen)}
            >
              {isOpen ? words.showFewer : words.showAll}
            </button>
          )}
          <button type="button" className="link-button" onClick={() => actions.removeQueued(queue)}>
            {words.deleteAll}
          </button>
        </>
      )}
      {removed.length > 0 && (
        <>
          {/* Said by the news of the panel: what comes with its region is told by few screen readers. */}
          <span>{words.removed(removed.length)}</span>
          <button type="button" className="link-button" onClick={actions.undoRemoval}>
            {words.undo}
          </button>
        </>
      )}
    </div>
  );
}

/** In the foot of a message that waits: the first waits for the way, the others for the answers before them. */
export function QueueReason({ messageId }: { messageId: string }): ReactElement {
  const isFirst = usePanelState(({ messages }) => queuedMessages(messages)[0]?.id === messageId);
  const status = usePanelState((state) => state.status);
  const now = useCountdownClock(status);
  const isUnset = usePanelState((state) => state.destination === null);
  const reason = isUnset ? words.unset : waitsFor(status, now);
  return <span className="message-state">{isFirst ? reason : words.answerAbove}</span>;
}
