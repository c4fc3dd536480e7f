import { describe, expect, it } from 'vitest';
import { historyReply } from '../../../lib/protocol/rest/history.ts';
import { linksOn } from '../../../lib/protocol/rest/listing.ts';

const said = (id: string, more: object = {}) => ({ id, role: 'user', content: id, ...more });
const read = (body: unknown) => historyReply.parse(body);
const order = (body: unknown): string[] => read(body).messages.map(({ id }) => id);
const at = (second: number): string => `2026-01-31T09:00:0${second}Z`;

describe('R21: the order of a history', () => {
  it.each<[what: string, body: object[], ids: string[]]>([
    ['by number', [said('b', { sequence_number: 2 }), said('a', { sequence_number: 1 })], ['a', 'b']],
    [
      'by number, whatever the time says',
      [
        said('b', { sequence_number: 2, created_at: at(1) }),
        said('a', { sequence_number: 1, created_at: at(2) }),
      ],
      ['a', 'b'],
    ],
    [
      'by time, where one has no number',
      [said('b', { sequence_number: 1, created_at: at(2) }), said('a', { created_at: at(1) })],
      ['a', 'b'],
    ],
    ['as it comes, where one has neither', [said('b', { created_at: at(2) }), said('a')], ['b', 'a']],
    [
      'as it comes in one moment',
      [said('a', { created_at: at(1) }), said('b', { created_at: at(1) })],
      ['a', 'b'],
    ],
    [
      'turned round in one moment, where all of it is',
      [said('c', { created_at: at(2) }), said('b', { created_at: at(1) }), said('a', { created_at: at(1) })],
      ['a', 'b', 'c'],
    ],
  ])('%s', (_, body, ids) => {
    expect(order(body)).toEqual(ids);
  });
});

describe('R21: a history that says that there is more', () => {
  it.each<[fields: object, isWhole: boolean]>([
    [{}, true],
    [{ has_more: true }, false],
    [{ hasMore: true }, false],
    [{ has_more: false }, true],
    [{ next: '/page/2' }, false],
    [{ next_cursor: 'x' }, false],
    [{ nextPage: 2 }, false],
    [{ next: null }, true],
    [{ next: '' }, true],
    [{ total: 2 }, false],
    [{ total_count: 2 }, false],
    [{ total: 1 }, true],
    [{ total: 'many' }, true],
    [{ nextSteps: 'x', context: 1 }, true],
  ])('%j: is whole: %s', (fields, isWhole) => {
    expect(read({ items: [said('a')], ...fields }).isWhole).toBe(isWhole);
  });

  it.each([
    [null, false],
    ['<https://a.test/?page=2>; rel="next"', true],
    ['<https://a.test/?page=2>; rel=next', true],
    ['<https://a.test/?page=1>; rel="first", <https://a.test/?page=2>; title="x"; rel="last next"', true],
    ['<https://a.test/next>; rel="prev"', false],
    ['<https://a.test/?page=2>; rel="nextgen"', false],
  ])('Link: %s leads on: %s', (link, leads) => {
    expect(linksOn(link)).toBe(leads);
  });
});

it('R21: keeps sources and tokens of an answer, where they can be read', () => {
  const sources = [{ title: 'T', url: 'https://a.example/' }];
  const answer = { id: 'm', role: 'assistant', content: 'So.' };
  const { messages } = read([
    { ...answer, metadata: { sources, total_tokens: 12, cost_estimate: 1 } },
    { ...answer, metadata: { sources: 'many', total_tokens: -1 } },
    { ...answer, metadata: 7 },
  ]);
  expect(messages[0]).toMatchObject({ sources, totalTokens: 12 });
  for (const bare of messages.slice(1)) {
    expect(bare).not.toHaveProperty('sources');
    expect(bare).not.toHaveProperty('totalTokens');
  }
});
