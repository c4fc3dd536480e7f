import { longestPage } from './limits.ts';

/** How much of a page is copied at most. */
export interface CopyLimits {
  readonly nodes: number;
  readonly characters: number;
}

/** Nodes: about a second of a slow machine's time. */
export const copyLimits: CopyLimits = { nodes: 150_000, characters: longestPage };

/** Of a page so much longer than what is read of one, only a beginning can be attached, whatever is left out of it. */
const muchLonger = 4 * longestPage;
/** A third more than the most that can be attached. */
const beginning = 80_000;

/** @param roughLength of the page (`rough-length.ts`) */
export function copyLimitsFor(roughLength: number): CopyLimits {
  return roughLength > muchLonger ? { ...copyLimits, characters: beginning } : copyLimits;
}
