import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createTokenSource,
  signedOut,
  type Tokens,
  type TokenSourceOptions,
} from '../../lib/auth/token-source.ts';

const first: Tokens = { accessToken: 'access-1', refreshToken: 'refresh-1' };
const second: Tokens = { accessToken: 'access-2', refreshToken: 'refresh-2' };

/** A store and an exchange that note what happens, in order. */
const stage = (
  stored: Tokens | null,
  exchange: TokenSourceOptions['exchange'] = () => Promise.resolve(second),
) => {
  const log: string[] = [];
  const store = { tokens: stored, full: false };
  const source = createTokenSource({
    read: () => Promise.resolve(store.tokens),
    write: (tokens) => {
      if (store.full) return Promise.reject(new Error('full'));
      store.tokens = tokens;
      log.push(`write ${tokens?.accessToken ?? 'nothing'}`);
      return Promise.resolve();
    },
    exchange: (refreshToken, signal) => {
      log.push(`exchange ${refreshToken}`);
      return exchange(refreshToken, signal);
    },
  });
  return { source, store, log };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('hands out the stored token, or null when signed out', async () => {
  expect(await stage(first).source.accessToken()).toBe('access-1');
  expect(await stage(null).source.accessToken()).toBeNull();
  expect(await signedOut.accessToken()).toBeNull();
});

describe('a refresh', () => {
  it('is one request for fifty callers, and they all see the new token', async () => {
    const { source, log } = stage(first);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, async () => [await source.refresh('access-1'), await source.accessToken()]),
    );
    expect(log).toEqual(['exchange refresh-1', 'write access-2']);
    expect(new Set(outcomes.map(String))).toEqual(new Set(['refreshed,access-2']));
  });

  it('has stored the new pair before anyone is told of it', async () => {
    const { source, store, log } = stage(first);
    const asked = source
      .refresh('access-1')
      .then(() => log.push(`told with ${store.tokens?.accessToken} stored`));
    const token = source.accessToken().then((value) => log.push(`token ${value}`));
    await Promise.all([asked, token]);
    expect(log.slice(0, 2)).toEqual(['exchange refresh-1', 'write access-2']);
    expect(new Set(log.slice(2))).toEqual(new Set(['told with access-2 stored', 'token access-2']));
  });

  it('asks nobody for a token that is already replaced', async () => {
    const { source, log } = stage(second);
    expect(await source.refresh('access-1')).toBe('refreshed');
    expect(log).toEqual([]);
  });

  it('has nothing to do when signed out', async () => {
    const { source, log } = stage(null);
    expect(await source.refresh('access-1')).toBe('signed-out');
    expect(log).toEqual([]);
  });

  it('that is refused forgets the pair', async () => {
    const { source, store } = stage(first, () => Promise.resolve('refused'));
    expect(await source.refresh('access-1')).toBe('refused');
    expect(store.tokens).toBeNull();
  });

  it.each([
    ['answers that it is unavailable', () => Promise.resolve('unavailable' as const)],
    ['throws', () => Promise.reject(new Error('down'))],
  ])('whose exchange %s leaves the user signed in, and can be tried again', async (_, exchange) => {
    const { source, log } = stage(first, exchange);
    expect(await source.refresh('access-1')).toBe('unavailable');
    expect(await source.accessToken()).toBe('access-1');
    await source.refresh('access-1');
    expect(log).toEqual(['exchange refresh-1', 'exchange refresh-1']);
  });

  it('is aborted after 15 s', async () => {
    const exchange = vi.fn(
      (_: string, signal: AbortSignal) =>
        new Promise<'unavailable'>((resolve) =>
          signal.addEventListener('abort', () => resolve('unavailable')),
        ),
    );
    const outcome = stage(first, exchange).source.refresh('access-1');
    await vi.advanceTimersByTimeAsync(14_999);
    expect(exchange.mock.calls[0]?.[1].aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await outcome).toBe('unavailable');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what happens during a refresh stands', () => {
  const during = async (answer: Tokens | 'refused', tokens: Tokens | null) => {
    let respond: (answer: Tokens | 'refused') => void = () => undefined;
    const { source, store, log } = stage(first, () => new Promise((resolve) => (respond = resolve)));
    const outcome = source.refresh('access-1');
    await vi.advanceTimersByTimeAsync(0);
    expect(log).toEqual(['exchange refresh-1']);
    store.tokens = tokens;
    respond(answer);
    return { outcome: await outcome, stored: store.tokens };
  };
  const other: Tokens = { accessToken: 'access-9', refreshToken: 'refresh-9' };

  it('a sign-out is not undone by the new pair', async () => {
    expect(await during(second, null)).toEqual({ outcome: 'signed-out', stored: null });
  });
  it('another account is not replaced by the new pair', async () => {
    expect(await during(second, other)).toEqual({ outcome: 'refreshed', stored: other });
  });
  it('a refusal of the old token does not end a sign-in with a newer one', async () => {
    expect(await during('refused', other)).toEqual({ outcome: 'refreshed', stored: other });
  });
});

describe('a new pair that storage refuses', () => {
  it('is not used, not lost, and written without another exchange once storage recovers', async () => {
    const { source, store, log } = stage(first);
    store.full = true;
    expect(await source.refresh('access-1')).toBe('unavailable');
    expect(await source.accessToken()).toBeNull();
    store.full = false;
    expect(await source.accessToken()).toBe('access-2');
    expect(log).toEqual(['exchange refresh-1', 'write access-2']);
  });

  it('is dropped once the user signed out', async () => {
    const { source, store } = stage(first);
    store.full = true;
    await source.refresh('access-1');
    store.full = false;
    store.tokens = null;
    expect(await source.accessToken()).toBeNull();
    expect(store.tokens).toBeNull();
  });
});
