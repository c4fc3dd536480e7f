import type { AttentionSigns, ChatNotice, WaitingChats } from '../../lib/shared/attention-signs.ts';

/** What a browser shows outside of our pages, and keeps whatever becomes of the worker. */
export interface ShownSigns {
  readonly given: AttentionSigns;
  /** What the button says. */
  waiting(): WaitingChats;
  /** Every notification that was shown, oldest first. */
  readonly notices: ChatNotice[];
  /** Those that are there now, by chat. */
  standing(): string[];
}

export function createShownSigns(): ShownSigns {
  let marked: WaitingChats = { answers: 0, needs: 0 };
  const notices: ChatNotice[] = [];
  const standing = new Set<string>();
  return {
    given: {
      mark: (waiting) => void (marked = waiting),
      notify(notice) {
        notices.push(notice);
        standing.add(notice.conversationId);
      },
      withdraw: ({ conversationId }) => void standing.delete(conversationId),
    },
    waiting: () => marked,
    notices,
    standing: () => [...standing],
  };
}
