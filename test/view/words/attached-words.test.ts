import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../../lib/shared/conversation.ts';
import { attachedWords } from '../../../lib/view/words/attached-words.ts';
import { attachedPage } from '../messages.ts';

const extent = (fields: Partial<Attachment>): string => attachedWords.extent(attachedPage(fields));

describe('how much of a page goes along', () => {
  it.each([
    [620, 1_000, '62 % of the page, 620 characters'],
    [1_000, 1_000, '100 % of the page, 1,000 characters'],
    [999, 1_000, '99 % of the page, 999 characters'],
    [1, 10_000, '1 % of the page, 1 character'],
    [1, 2, '50 % of the page, 1 character'],
    [0, 10, '0 % of the page, 0 characters'],
  ])('%i of %i: %s', (length, pageLength, told) => {
    expect(extent({ text: 'x'.repeat(length), pageLength, source: 'article' })).toBe(told);
  });

  it.each([
    ['a selection', { source: 'selection' }, 'Selection, 19 characters'],
    ['of what was cut, its beginning', { captured: 40 }, 'First 48 % only, 19 characters'],
    ['of a cut selection, too', { source: 'selection', captured: 40 }, 'First 48 % only, 19 characters'],
    // What the user wrote is no share of the page, however long it is.
    ['what was edited', { isEdited: true }, 'Edited by you, 19 characters'],
    ['what was cut and edited', { isEdited: true, captured: 40 }, 'Edited by you, 19 characters'],
    [
      'a frame that was not read is missing, so there is no share',
      { unreadFrames: 1, pageLength: 19 },
      '19 characters, without 1 frame of the page that can’t be read',
    ],
    [
      'several of them',
      { unreadFrames: 3 },
      '19 characters, without 3 frames of the page that can’t be read',
    ],
  ] as const)('%s', (_, fields, told) => {
    expect(extent({ text: 'x'.repeat(19), pageLength: 100, source: 'visible', ...fields })).toBe(told);
  });

  it.each([
    ['counted', {}, '14 posts, 19 % of the page, 19 characters'],
    ['one, as one', { posts: 1 }, '1 post, 19 % of the page, 19 characters'],
    ['many, as the language writes it', { posts: 1_204 }, '1,204 posts, 19 % of the page, 19 characters'],
    [
      'of what was cut, all that it is the beginning of',
      { captured: 40 },
      'First 48 % of 14 posts only, 19 characters',
    ],
    [
      'beside a frame that was not read',
      { unreadFrames: 1 },
      '14 posts, 19 characters, without 1 frame of the page that can’t be read',
    ],
    // Who has edited it may have taken posts out.
    ['not counted where the text was edited', { isEdited: true }, 'Edited by you, 19 characters'],
  ] as const)('the posts of a thread are %s', (_, fields, told) => {
    expect(extent({ text: 'x'.repeat(19), pageLength: 100, source: 'thread', posts: 14, ...fields })).toBe(
      told,
    );
  });

  it('says what was left out, where something was', () => {
    expect(attachedWords.leftOut(attachedPage())).toEqual([]);
    expect(attachedWords.leftOut(attachedPage({ removed: 1, hidden: 2 }))).toEqual([
      '1 invisible character taken out',
      '2 characters that can’t be seen left out',
    ]);
  });
});
