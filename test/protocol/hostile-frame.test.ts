import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeServerFrame,
  longestFrame,
  type FrameFault,
  type ServerFrame,
} from '../../lib/protocol/server-frame.ts';
import { scaled } from '../run/scale.ts';

const deep = 100_000;

const faults: readonly [what: string, data: unknown, fault: FrameFault][] = [
  ['an empty text', '', 'not-json'],
  ['half a frame', '{"type":"response_chunk","content":"Hel', 'not-json'],
  ['two frames in one', '{"type":"ping"}{"type":"ping"}', 'not-json'],
  ['a page of HTML', '<!doctype html><title>502 Bad Gateway</title>', 'not-json'],
  ['brackets without an end', '['.repeat(deep), 'not-json'],
  ['an array', '[{"type":"ping"}]', 'not-a-frame'],
  ['an array within arrays', '['.repeat(deep) + ']'.repeat(deep), 'not-a-frame'],
  ['null', 'null', 'not-a-frame'],
  ['a number', '42', 'not-a-frame'],
  ['a text within the text', '"ping"', 'not-a-frame'],
  ['an object without a type', '{"data":{"type":"ping"}}', 'not-a-frame'],
  ['a type that is no text', '{"type":7}', 'not-a-frame'],
  ['a type in the prototype', '{"__proto__":{"type":"ping"}}', 'not-a-frame'],
  ['a buffer', new ArrayBuffer(8), 'not-text'],
  ['bytes', new TextEncoder().encode('{"type":"ping"}'), 'not-text'],
  ['a blob', new Blob(['{"type":"ping"}']), 'not-text'],
  ['nothing', undefined, 'not-text'],
  ['an object instead of its text', { type: 'ping' }, 'not-text'],
  ['16 MB of text', `{"type":"response_chunk","content":"${'x'.repeat(16_000_000)}"}`, 'too-large'],
];

describe('what is no frame', () => {
  it.each(faults)('P3: %s is a fault', (_, data, fault) => {
    // Only its kind is told: a fault may be logged, and the content may be anybody's.
    expect(decodeServerFrame(data)).toEqual({ ok: false, failure: fault });
  });

  it('P3: text of exactly the longest length is still read, and one character more is not', () => {
    const envelope = JSON.stringify({ type: 'response_chunk', content: '' }).length;
    const longest = JSON.stringify({ type: 'response_chunk', content: 'x'.repeat(longestFrame - envelope) });
    expect(longest.length).toBe(longestFrame);
    expect(decodeServerFrame(longest).ok).toBe(true);
    expect(decodeServerFrame(`${longest} `)).toEqual({ ok: false, failure: 'too-large' });
  });

  it('P3: a frame that is nested a hundred thousand deep is read for what is on its surface', () => {
    const nested = `${'{"data":'.repeat(deep)}{}${'}'.repeat(deep)}`;
    const decoded = decodeServerFrame(
      `{"type":"response_chunk","content":"Hi","sources":${nested},"data":${nested}}`,
    );
    expect(decoded).toEqual({ ok: true, value: { type: 'chunk', messageId: null, content: 'Hi' } });
  });
});

const complete = (fields: object): Extract<ServerFrame, { type: 'complete' }> => {
  const decoded = decodeServerFrame(JSON.stringify({ type: 'response_complete', content: 'All', ...fields }));
  if (!decoded.ok || decoded.value.type !== 'complete') throw new Error('not read as the end of an answer');
  return decoded.value;
};

describe('sources of an answer', () => {
  it('keeps title, address and snippet, and nothing else', () => {
    const sources = [{ title: 'A', url: 'https://a.example', snippet: 's', score: 0.5 }];
    expect(complete({ sources }).sources).toEqual([{ title: 'A', url: 'https://a.example', snippet: 's' }]);
  });

  it('names a source by its address where it has no title', () => {
    expect(complete({ sources: [{ url: 'https://a.example', title: 7, snippet: [] }] }).sources).toEqual([
      { title: 'https://a.example', url: 'https://a.example' },
    ]);
  });

  it.each([
    ['null'],
    ['"https://a.example"'],
    ['{}'],
    ['[null, 1, "x", [], {}, {"url": 7}, {"title": "no address"}]'],
  ])('drops what is no source, and keeps the answer: %s', (json) => {
    expect(complete({ sources: JSON.parse(json) as unknown })).toMatchObject({ content: 'All', sources: [] });
  });

  it('keeps the good among the bad, and at most fifty', () => {
    const good = { title: 'A', url: 'https://a.example' };
    expect(complete({ sources: [null, good, { url: {} }] }).sources).toEqual([good]);
    expect(complete({ sources: Array.from({ length: 5000 }, () => good) }).sources).toHaveLength(50);
  });
});

describe('decodeServerFrame', () => {
  const types = [
    'response_chunk',
    'response_complete',
    'error',
    'rate_limit_exceeded',
    'chat_joined',
    'processing',
  ];
  const names = [
    'message_id',
    'content',
    'message',
    'code',
    'error_code',
    'detail',
    'retry_after',
    'total_chunks',
    'sources',
  ];

  it('P3: never throws, for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void decodeServerFrame(text)));
  });

  it('P3: never throws, for anything at all', () => {
    fc.assert(fc.property(fc.anything(), (data) => void decodeServerFrame(data)));
  });

  it('P3: never throws, for any JSON', () => {
    fc.assert(fc.property(fc.json(), (json) => void decodeServerFrame(json)));
  });

  it('P2: reads every object of a known type, whatever its fields hold', () => {
    const hostile = fc.dictionary(fc.constantFrom(...names, 'data', '__proto__'), fc.jsonValue());
    fc.assert(
      fc.property(fc.constantFrom(...types), hostile, hostile, (type, beside, inside) => {
        const decoded = decodeServerFrame(JSON.stringify({ data: inside, ...beside, type }));
        expect(decoded.ok && decoded.value.type !== 'unknown').toBe(true);
      }),
      { numRuns: scaled(500) },
    );
  });

  it('P20: never lets a server silence us for ever, or make us hurry', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (wait) => {
        const decoded = decodeServerFrame(JSON.stringify({ type: 'rate_limit_exceeded', retry_after: wait }));
        const ms =
          decoded.ok && decoded.value.type === 'rate-limited' ? decoded.value.retryAfterMs : Number.NaN;
        expect(ms).toBeGreaterThanOrEqual(1000);
        expect(ms).toBeLessThanOrEqual(15 * 60_000);
      }),
    );
  });
});
