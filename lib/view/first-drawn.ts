import type { Message } from '../shared/conversation.ts';

/** px, each at the least: what stands around a message's words, a line of them, and a letter. */
const least = { frame: 40, line: 18, letter: 5 };

/**
 * How many of the newest messages fill the view, however little room they take; all, where they don't.
 * Of a chat that is opened, these are drawn before the others.
 * @param view px
 */
export function firstDrawn(
  messages: readonly Message[],
  { innerWidth, innerHeight }: { innerWidth: number; innerHeight: number },
): number {
  let left = innerHeight;
  const first = messages.findLastIndex(({ text }) => {
    left -= least.frame + Math.ceil((text.length * least.letter) / innerWidth) * least.line;
    return left <= 0;
  });
  return first < 0 ? messages.length : messages.length - first;
}
