import type { Attachment } from '../shared/conversation.ts';
import { findPassage } from './find-passage.ts';
import { partsOf } from './quotations.ts';
import { isTelling, wordsOf, type WordList } from './word-list.ts';

/** A stretch of what was attached: UTF-16 code units of its text, the end exclusive. */
export interface QuotedPlace {
  readonly attachmentId: string;
  readonly start: number;
  readonly end: number;
}

export interface QuotedPlaces {
  /** Where a page says that, if one of them does: a few words may be others. */
  find(quotation: string): QuotedPlace | null;
}

/** Four of five words, in order: people and assistants quote with small changes, and more would be another sentence. */
const leastAlike = 0.8;
/** Quotations of an answer that are looked for: beyond, it is no answer any more. */
const mostQuotations = 60;
/** Code units. Parts of a quotation that stand further apart are two of them. */
const furthestApart = 1_500;

/** Read once for all that quotes them. */
const known = new WeakMap<Attachment, WordList>();

function wordsOfPage(page: Attachment): WordList {
  const words = known.get(page) ?? wordsOf(page.text);
  known.set(page, words);
  return words;
}

/** @param pages what went along with the question; what was pasted has no page to be shown on */
export function createQuotedPlaces(pages: readonly Attachment[]): QuotedPlaces {
  const readable = pages.filter(({ url }) => url !== '');
  let left = mostQuotations;

  function placeOf(quotation: string): QuotedPlace | null {
    if (!isTelling(wordsOf(quotation))) return null;
    left -= 1;
    let best: (QuotedPlace & { readonly likeness: number }) | null = null;
    for (const page of readable) {
      const [found] = findPassage(wordsOfPage(page), { text: quotation }, leastAlike);
      if (found !== undefined && found.likeness > (best?.likeness ?? 0))
        best = { attachmentId: page.id, ...found };
    }
    return best && { attachmentId: best.attachmentId, start: best.start, end: best.end };
  }

  return {
    find(quotation) {
      if (left <= 0) return null;
      const whole = placeOf(quotation);
      if (whole !== null) return whole;
      const parts = partsOf(quotation);
      if (parts.length < 2) return null;
      const places = parts.map((part) => (left > 0 ? placeOf(part) : null)).filter((place) => place !== null);
      const [first] = places;
      const last = places.at(-1);
      if (first === undefined || last === undefined) return null;
      const isOne =
        first.attachmentId === last.attachmentId &&
        last.end > first.start &&
        last.end - first.start <= furthestApart;
      return isOne ? { ...first, end: Math.max(first.end, last.end) } : first;
    },
  };
}
