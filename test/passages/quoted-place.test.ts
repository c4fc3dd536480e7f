import { describe, expect, it } from 'vitest';
import { createQuotedPlaces } from '../../lib/passages/quoted-place.ts';
import { attachedPage } from '../view/messages.ts';
import { sentencesOf, writtenTexts } from './written-texts.ts';

const text = `# Crossings\n\n${writtenTexts.English}\n\n- ${'Filler words of some other kind stand here. '.repeat(50)}\n\nThe office is closed on Sundays and on the day of the regatta.`;
const page = attachedPage({ text });

function said(quotation: string, pages = [page]): string | null {
  const place = createQuotedPlaces(pages).find(quotation);
  return (
    place && (pages.find(({ id }) => id === place.attachmentId)?.text.slice(place.start, place.end) ?? null)
  );
}

describe('what an answer quotes', () => {
  it.each<[string, string, string | null]>([
    ['word for word', 'The crew counts the passengers twice', 'The crew counts the passengers twice'],
    [
      'with a small change',
      'the crew always counts passengers twice before the ramp goes up',
      'The crew counts the passengers twice before the ramp goes up',
    ],
    [
      'with something left out',
      'The ferry leaves the north pier … the crew counts the passengers',
      'The ferry leaves the north pier at ten past every hour. The crew counts the passengers',
    ],
    [
      'with too much left out, by its first part',
      'The ferry leaves the north pier [...] closed on Sundays and on the day',
      'The ferry leaves the north pier',
    ],
    [
      'with a part that is nowhere',
      'The ferry leaves the north pier … nobody has ever said that here',
      'The ferry leaves the north pier',
    ],
    ['in words of its own', 'the boat goes from the quay in the north each hour', null],
    ['too shortly', 'the north pier', null],
    ['not at all', '', null],
  ])('%s', (_, quotation, where) => {
    expect(said(quotation)).toBe(where);
  });

  it.each(Object.entries(writtenTexts))('is found in what is written in %s', (_, written) => {
    for (const sentence of sentencesOf(written))
      expect(said(`»${sentence}«`, [attachedPage({ text: written })])).not.toBeNull();
  });

  it('is from the page that says it, and never from what was pasted', () => {
    const other = attachedPage({ id: 'other', text: 'Nothing of the kind is told on this page here.' });
    const quotation = 'The crew counts the passengers twice';
    expect(createQuotedPlaces([other, page]).find(quotation)?.attachmentId).toBe(page.id);
    expect(said(quotation, [{ ...page, url: '', source: 'paste' }])).toBeNull();
    expect(said(quotation, [])).toBeNull();
  });

  it('is looked for so many times, and then no more', () => {
    const places = createQuotedPlaces([page]);
    for (let asked = 0; asked < 60; asked += 1)
      expect(places.find('The crew counts the passengers twice')).not.toBeNull();
    expect(places.find('The crew counts the passengers twice')).toBeNull();
  });
});
