import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKeptPlace, type KeptPlace } from '../../lib/view/kept-place.ts';

const place: KeptPlace = {
  conversationId: 'c',
  caret: { start: 1, end: 2, isBackward: false, length: 3, top: 0 },
  anchor: { messageId: 'm', ordinal: 7, block: [0, 4], offset: -12.5 },
  focus: { messageId: null, index: 3 },
};

describe('a kept place', () => {
  it.each([
    ['whole', place],
    ['at the end, in the box', { ...place, caret: null, anchor: null, focus: null }],
    ['at a message', { ...place, anchor: { messageId: 'm', ordinal: 7, block: null, offset: 0 } }],
  ])('%s is read as it was written', (_, kept) => {
    expect(readKeptPlace(JSON.stringify(kept))).toEqual(kept);
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{"conversationId"'],
    ['a number', '5'],
    ['no conversation', JSON.stringify({ ...place, conversationId: 5 })],
    ['a caret of words', JSON.stringify({ ...place, caret: { ...place.caret, start: 'a' } })],
    [
      'an anchor without a message',
      JSON.stringify({ ...place, anchor: { ordinal: 7, offset: 0, block: null } }),
    ],
    [
      'an anchor of a message nowhere',
      JSON.stringify({ ...place, anchor: { ...place.anchor, ordinal: null } }),
    ],
    ['a block of words', JSON.stringify({ ...place, anchor: { ...place.anchor, block: ['a'] } })],
    ['a focus without a place', JSON.stringify({ ...place, focus: { messageId: null } })],
  ])('of %s is none', (_, text) => {
    expect(readKeptPlace(text)).toBeNull();
  });

  it('is none of anything else, and never fails', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => readKeptPlace(text) === null));
  });
});
