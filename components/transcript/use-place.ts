import { useLayoutEffect, type RefObject } from 'react';
import { mayLack, messagesRead } from '../../lib/view/message-window.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';

/**
 * Brings the message that is asked for into view, with the focus on it, once its chat is on screen; what stands before the
 * messages that are there is fetched first. One that is not there any more is given up.
 * @param leave what follows the end of the transcript is told not to
 */
export function usePlace(
  content: RefObject<HTMLElement | null>,
  leave: () => void,
  /** All that is to be drawn is. */
  isWhole: boolean,
): void {
  const { actions } = usePanel();
  const place = usePanelState((state) =>
    state.conversation?.id === state.place?.conversationId ? state.place : null,
  );
  const isThere = usePanelState((state) => messagesRead(state).some(({ id }) => id === place?.messageId));
  const isElsewhere = usePanelState((state) => place !== null && mayLack(state, place.ordinal));
  const versions = usePanelState((state) => state.versions);
  const isQueueOpen = usePanelState((state) => state.isQueueOpen);

  useLayoutEffect(() => {
    if (place === null || !isWhole) return;
    if (!isThere && isElsewhere) {
      let isOver = false;
      void actions.loadAround(place.ordinal).then(() => {
        // Found by then; what could not be fetched is told, and not asked for again and again.
        if (!isOver) actions.showPlace(null);
      });
      return () => {
        isOver = true;
      };
    }
    const articles = [...(content.current?.querySelectorAll('article') ?? [])];
    const article = articles.find(({ dataset }) => dataset['message'] === place.messageId);
    // In a version that is not shown: looked for again once it is.
    if (article === undefined && isThere && actions.showVersion(place.messageId)) return;
    // In a queue that is folded.
    if (article === undefined && isThere && !isQueueOpen) return actions.showQueue(true);
    actions.showPlace(null);
    if (article === undefined) return;
    leave();
    if (place.isQuiet) return;
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: 'start' });
  }, [place, isThere, isElsewhere, versions, isQueueOpen, content, leave, isWhole, actions]);
}
