import type { Source } from '../shared/conversation.ts';
import { pageAddress } from './page-address.ts';

/** A source of an answer, by the number under which its text cites it. */
export interface CitedSource {
  /** From 1. */
  readonly number: number;
  readonly source: Source;
}

/** A page that an answer rests on, with what it takes from there: never empty, in the order of the numbers. */
export type SourcePage = readonly [CitedSource, ...CitedSource[]];

/**
 * The sources of an answer by the page that they are of, whichever place in it is meant; pages stand where the first of
 * theirs does. What has no address may be anything, and stands alone.
 */
export function sourcePages(sources: readonly Source[]): readonly SourcePage[] {
  const pages: [CitedSource, ...CitedSource[]][] = [];
  const known = new Map<string, [CitedSource, ...CitedSource[]]>();
  for (const [index, source] of sources.entries()) {
    const passage = { number: index + 1, source };
    const address = pageAddress(source.url);
    const page = known.get(address);
    if (page !== undefined) {
      page.push(passage);
      continue;
    }
    const begun: [CitedSource, ...CitedSource[]] = [passage];
    pages.push(begun);
    if (URL.canParse(address)) known.set(address, begun);
  }
  return pages;
}
