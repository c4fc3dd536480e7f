import { z } from 'zod/mini';
import { boundedText } from './bounded.ts';

/** Characters (UTF-16 units) of a selection as the browser's menu tells it: as many as a page may have. */
export const longestSelection = 400_000;

/** Characters of words typed behind our keyword: more than any address bar is used for, and than fit a message. */
export const longestTyped = 8_000;

/** The entry of those words; every other is an entry of the menu, or a command of the manifest. */
export const typedEntry = 'words';

/** What a person has asked for outside of our pages, for the panel of a window: as the browser told it, and bounded. */
export const handOff = z.object({
  windowId: z.number(),
  /** Epoch ms. */
  at: z.number(),
  entry: boundedText(1, 120),
  /** Typed behind our keyword. */
  typed: z.optional(boundedText(0, longestTyped)),
  /** What was selected where the menu was opened. */
  selected: z.optional(
    z.object({
      text: boundedText(1, longestSelection),
      url: z.string(),
      title: z.string(),
      /** In a frame of the page, and so perhaps out of the reader's sight. */
      isOfFrame: z.boolean(),
      /** In a field of the page, whose values are never read. */
      isOfField: z.boolean(),
    }),
  ),
});
export type HandOff = z.infer<typeof handOff>;

/** As it arrives. */
export type HandOffEvent = Omit<HandOff, 'at'>;

export type SelectedText = NonNullable<HandOff['selected']>;
