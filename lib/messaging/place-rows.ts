import { z } from 'zod/mini';
import { wholeNumber } from '../shared/bounded.ts';
import type { CommandReplies, CommandRows } from './command-row.ts';

/**
 * What became of a place that was to be shown. near: the page has changed, and this is the likeliest place · hidden: it is
 * there, and can't be seen · gone: it isn't there any more · opened: the page was opened anew, and the browser looks for it.
 */
const shownPlace = z.enum(['found', 'near', 'hidden', 'gone', 'opened']);
export type ShownPlace = z.infer<typeof shownPlace>;

/** From what an answer quotes to the page that it is from. */
export const placeRows = {
  /**
   * Shows on its page a stretch of what was attached: UTF-16 code units of its text, the end exclusive. It is named by its
   * place and not by its words, so that nothing but what was read from a page can reach it.
   */
  'page/show': {
    ports: ['panel'],
    screen: 'same',
    input: () =>
      z.object({
        messageId: z.string(),
        attachmentId: z.string(),
        start: wholeNumber(0),
        end: wholeNumber(1),
      }),
  },
} as const satisfies CommandRows;

export const placeReplies = {
  'page/show': { shape: shownPlace, isSlow: true },
} as const satisfies CommandReplies<typeof placeRows>;
