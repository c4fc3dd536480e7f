import { describe, expect, it } from 'vitest';
import { answersUnseen, knock } from '../../../lib/transport/http/knock.ts';
import { passTime } from '../../doubles/pass-time.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

const silent: typeof globalThis.fetch = (_, init) =>
  new Promise((__, reject) => {
    const end = (): void => reject(new DOMException('', 'AbortError'));
    if (init?.signal?.aborted === true) end();
    init?.signal?.addEventListener('abort', end);
  });

function open(fetch: typeof globalThis.fetch) {
  const clock = createVirtualClock();
  const left = new AbortController();
  const options = { fetch, clock, signal: left.signal };
  return { clock, left, options };
}

const apiUrl = 'https://api.example.org';

describe('a knock', () => {
  it.each([200, 404, 503])('is answered by %i', async (status) => {
    const { clock, options } = open(() => Promise.resolve(new Response('', { status })));
    expect(await knock(apiUrl, 'cors', options)).toBe('answered');
    expect(clock.count()).toBe(0);
  });

  it('that nobody hears is not', async () => {
    const { options } = open(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await knock(apiUrl, 'cors', options)).toBe('no-answer');
    expect(await answersUnseen(apiUrl, options)).toBe(false);
  });

  it.each([
    ['not yet', 9_999, []],
    ['then', 10_000, ['too-slow']],
  ])('is given up after 10 s: %s', async (_when, ms, expected) => {
    const { clock, options } = open(silent);
    const outcomes: string[] = [];
    void knock(apiUrl, 'cors', options).then((outcome) => outcomes.push(outcome));
    await passTime(clock, ms);
    expect(outcomes).toEqual(expected);
  });

  it('is given up at once by whoever leaves', async () => {
    const { clock, left, options } = open(silent);
    const knocked = knock(apiUrl, 'cors', options);
    left.abort();
    expect(await knocked).toBe('no-answer');
    expect(clock.count()).toBe(0);
  });

  it('whose answer nobody may see is answered all the same', async () => {
    const modes: unknown[] = [];
    const { options } = open((_, init) => {
      modes.push(init?.mode);
      return Promise.resolve(new Response(''));
    });
    expect(await answersUnseen(apiUrl, options)).toBe(true);
    expect(modes).toEqual(['no-cors']);
  });
});
