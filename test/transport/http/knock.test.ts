import { describe, expect, it } from 'vitest';
import { knock } from '../../../lib/transport/http/knock.ts';
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

const address = 'https://api.example.org/api/v1/health';

describe('a knock', () => {
  it.each([200, 404, 503])('is answered by %i', async (status) => {
    const { clock, options } = open(() => Promise.resolve(new Response('', { status })));
    expect(await knock(address, options)).toBe('answered');
    expect(clock.count()).toBe(0);
  });

  it('that nobody hears is not', async () => {
    const { options } = open(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await knock(address, options)).toBe('no-answer');
  });

  it.each([
    ['not yet', 9_999, []],
    ['then', 10_000, ['too-slow']],
  ])('is given up after 10 s: %s', async (_when, ms, expected) => {
    const { clock, options } = open(silent);
    const outcomes: string[] = [];
    void knock(address, options).then((outcome) => outcomes.push(outcome));
    await passTime(clock, ms);
    expect(outcomes).toEqual(expected);
  });

  it('is given up at once by whoever leaves', async () => {
    const { clock, left, options } = open(silent);
    const knocked = knock(address, options);
    left.abort();
    expect(await knocked).toBe('no-answer');
    expect(clock.count()).toBe(0);
  });

  it('follows no redirect, and asks for nothing that it may not see', async () => {
    const asked: unknown[] = [];
    const { options } = open((_, init) => {
      asked.push([init?.mode, init?.redirect, init?.credentials, init?.headers]);
      return Promise.resolve(Response.redirect('https://elsewhere.example/'));
    });
    expect(await knock(address, options)).toBe('answered');
    expect(asked).toEqual([['cors', 'manual', 'omit', undefined]]);
  });
});
