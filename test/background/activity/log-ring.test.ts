import { describe, expect, it } from 'vitest';
import {
  emptyLog,
  mostCharacters,
  mostLines,
  toLogLine,
  withLine,
  type LogRing,
} from '../../../lib/background/activity/log-ring.ts';
import type { LogEntry } from '../../../lib/shared/log.ts';

const call: LogEntry = { event: 'call', call: 'message', status: 200, ms: 12 };
const lengthOf = ({ lines }: LogRing): number => lines.reduce((sum, line) => sum + line.length, 0);

describe('a line of the log', () => {
  it('is JSON, with its time and its level', () => {
    expect(JSON.parse(toLogLine(call, Date.UTC(2026, 0, 15)))).toEqual({
      at: '2026-01-15T00:00:00.000Z',
      level: 'debug',
      ...call,
    });
  });

  it('leaves out whatever is no name and no number, however it got past the types', () => {
    const smuggled = {
      ...call,
      words: 'my password is',
      token: `eyJhbGciOiJub25lIn0.${'x'.repeat(20)}`,
      long: 'a'.repeat(41),
      address: 'https://api.example.test/?q=1',
      nested: { token: 'abc' },
      list: ['abc'],
      nothing: undefined,
    };
    expect(JSON.parse(toLogLine(smuggled, 0))).toEqual(JSON.parse(toLogLine(call, 0)));
  });

  it('is short', () => {
    const longest = { event: 'call-failed', call: 'sso-discovery', failure: 'tenant-mismatch' } as const;
    expect(toLogLine(longest, 8.64e15).length).toBeLessThan(mostCharacters / mostLines);
  });
});

describe('the ring', () => {
  it('of 100,000 entries keeps the newest thousand', () => {
    let ring = emptyLog;
    for (let n = 0; n < 100_000; n += 1) ring = withLine(ring, `{"n":${n}}`);
    expect(ring.lines).toHaveLength(mostLines);
    expect(ring.lines[0]).toBe(`{"n":${100_000 - mostLines}}`);
    expect(ring.lines.at(-1)).toBe('{"n":99999}');
    expect(ring.size).toBe(lengthOf(ring));
  });

  it('keeps within its size, too, whatever the lengths', () => {
    let ring = emptyLog;
    for (let n = 0; n < 3_000; n += 1) {
      ring = withLine(ring, 'x'.repeat((n * 37) % 900));
      if (ring.size !== lengthOf(ring) || ring.size > mostCharacters || ring.lines.length > mostLines)
        throw new Error(`Out of bounds after ${n}: ${ring.size} in ${ring.lines.length}`);
    }
    expect(ring.lines.length).toBeLessThan(mostLines);
  });
});
