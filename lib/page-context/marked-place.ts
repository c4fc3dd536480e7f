import { z } from 'zod/mini';

/**
 * What became of a place that was to be shown on a page. near: the page has changed, and this is the likeliest place · hidden: it
 * is there, and can't be seen, as in a part that is folded away · gone: it isn't there.
 */
export const markedPlace = z.enum(['found', 'near', 'hidden', 'gone']);
export type MarkedPlace = z.infer<typeof markedPlace>;
