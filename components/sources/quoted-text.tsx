import { Fragment } from 'react';
import { plainInline } from '../../lib/markdown/inline-tree.ts';
import type { Inline } from '../../lib/markdown/tree.ts';
import { createQuotedPlaces, type QuotedPlace, type QuotedPlaces } from '../../lib/passages/quoted-place.ts';
import { quotationsIn } from '../../lib/passages/quotations.ts';
import type { UserMessage } from '../../lib/shared/conversation.ts';
import { placeWords } from '../../lib/view/words/place-words.ts';
import type { DrawQuoted } from '../markdown/InlineText.tsx';
import { ShowOnPage } from './ShowOnPage.tsx';

/** Behind which character of what is drawn the way to a place stands. */
interface Way {
  readonly behind: number;
  readonly place: QuotedPlace;
}

/** Puts *Show on page* behind the quotations of an answer whose words stand in a page that its question took along. */
export function drawQuotedOf({ id, attachments }: UserMessage): DrawQuoted {
  const places = createQuotedPlaces(attachments);
  const called = ({ attachmentId, start, end }: QuotedPlace): string => {
    const page = attachments.find((one) => one.id === attachmentId);
    return placeWords.passage(page?.text.slice(start, end) ?? '');
  };
  return (inlines, drawn, isQuote) => {
    const text = plainInline(inlines);
    const ways = (isQuote && wayOfBlock(text, places)) || waysIn(text, places);
    if (ways.length === 0) return drawn(inlines);
    return cutAt(inlines, ways).map(({ stretch, place }, index) => (
      <Fragment key={index}>
        {drawn(stretch)}
        {place && <ShowOnPage questionId={id} place={place} to={called(place)} />}
      </Fragment>
    ));
  };
}

/** Of a paragraph of a blockquote: as a whole, or line by line where somebody is named below it. */
function wayOfBlock(text: string, places: QuotedPlaces): Way[] | null {
  const place = places.find(text);
  if (place !== null) return [{ behind: text.length, place }];
  const ways: Way[] = [];
  let behind = -1;
  for (const line of text.includes('\n') ? text.split('\n') : []) {
    behind += line.length + 1;
    const found = places.find(line);
    if (found !== null) ways.push({ behind, place: found });
  }
  return ways.length === 0 ? null : ways;
}

function waysIn(text: string, places: QuotedPlaces): Way[] {
  return quotationsIn(text).flatMap(({ start, end, behind }) => {
    const place = places.find(text.slice(start, end));
    return place === null ? [] : [{ behind, place }];
  });
}

interface Cut {
  readonly stretch: readonly Inline[];
  readonly place: QuotedPlace | null;
}

/** Plain text is cut within; of all else, as a link or an emphasis, what ends in it comes behind it. @param ways in order */
function cutAt(inlines: readonly Inline[], ways: readonly Way[]): Cut[] {
  const cuts: Cut[] = [];
  let stretch: Inline[] = [];
  let start = 0;
  for (const inline of inlines) {
    const end = start + plainInline([inline]).length;
    const ending = ways.filter(({ behind }) => behind > start && behind <= end);
    let rest: Inline | null = inline;
    let from = start;
    for (const { behind, place } of ending) {
      if (inline.type === 'text') {
        stretch.push({ type: 'text', text: inline.text.slice(from - start, behind - start) });
        from = behind;
      } else if (rest !== null) stretch.push(rest);
      rest =
        inline.type === 'text' && from < end ? { type: 'text', text: inline.text.slice(from - start) } : null;
      cuts.push({ stretch, place });
      stretch = [];
    }
    if (rest !== null) stretch.push(rest);
    start = end;
  }
  cuts.push({ stretch, place: null });
  return cuts;
}
