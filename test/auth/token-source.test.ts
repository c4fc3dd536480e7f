import { describe, expect, it, vi } from 'vitest';
import { createTokenSource, signedOut, type TokenSourceOptions } from '../../lib/auth/token-source.ts';
import type { Issued, Tokens } from '../../lib/auth/tokens.ts';
import type { LogEntry } from '../../lib/shared/log.ts';
import { createReport } from '../../lib/shared/report.ts';
import { StorageError } from '../../lib/shared/storage-error.ts';
import { passTime, settled } from '../doubles/pass-time.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 15, 12);

const tokens = (n: number, change: Partial<Tokens> = {}): Tokens => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`,
  receivedAt: start,
  lifetime: hour,
  ...change,
});
const issued = (n: number, change: Partial<Issued> = {}): Issued => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`,
  lifetime: hour,
  ...change,
});

type Exchange = TokenSourceOptions['exchange'];

/** A store and an exchange that note what happens, in order. Issues 2, 3 … unless it is told otherwise. */
const stage = (stored: Tokens | 'ended' | null, exchange?: Exchange) => {
  const log: string[] = [];
  const faults: LogEntry[] = [];
  const clock = createVirtualClock(start);
  const store = { tokens: stored, isFull: false, isBroken: false };
  let last = 1;
  const answer: Exchange = exchange ?? (() => Promise.resolve(issued((last += 1))));
  const source = createTokenSource({
    clock,
    report: createReport((entry) => void faults.push(entry)),
    read: () => (store.isBroken ? Promise.reject(new Error('broken')) : Promise.resolve(store.tokens)),
    write(next) {
      if (store.isFull) return Promise.reject(new Error('full'));
      store.tokens = next;
      log.push(`write ${next === 'ended' ? next : next.accessToken}`);
      return Promise.resolve();
    },
    exchange(refreshToken, signal) {
      log.push(`exchange ${refreshToken}`);
      return answer(refreshToken, signal);
    },
  });
  return { source, store, log, faults, clock };
};

const fifty = <Value>(ask: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: 50 }, ask));

describe('whether there is anything to refresh with', () => {
  it.each([
    ['a refresh token', tokens(1), true],
    ['none', tokens(1, { refreshToken: null }), false],
    ['nobody signed in', null, true],
  ])('%s: the source says so', async (_, stored, isRenewable) => {
    expect(await stage(stored).source.isRenewable?.()).toBe(isRenewable);
  });

  it('is left to the refresh where storage can’t say it', async () => {
    const { source, store } = stage(tokens(1));
    store.isBroken = true;
    expect(await source.isRenewable?.()).toBe(true);
  });
});

describe('the token', () => {
  it('is the stored one, or null when signed out', async () => {
    expect(await stage(tokens(1)).source.accessToken()).toBe('access-1');
    expect(await stage(null).source.accessToken()).toBeNull();
    expect(await stage('ended').source.accessToken()).toBeNull();
    expect(await signedOut.accessToken()).toBeNull();
  });

  it('is refreshed before its end, and not asked for more often than that', async () => {
    const { source, log, clock } = stage(tokens(1));
    clock.setTo(start + hour - 60_001);
    expect(await source.accessToken()).toBe('access-1');
    clock.setTo(start + hour - 60_000);
    expect(await source.accessToken()).toBe('access-2');
    expect(await source.accessToken()).toBe('access-2');
    expect(log).toEqual(['exchange refresh-1', 'write access-2']);
  });

  it('that is due is one request for fifty callers, who all get the new one', async () => {
    const { source, log, clock } = stage(tokens(1));
    clock.setTo(start + hour);
    expect(new Set(await fifty(() => source.accessToken()))).toEqual(new Set(['access-2']));
    expect(log).toEqual(['exchange refresh-1', 'write access-2']);
  });

  it('that is due is one request, also where half of the callers come with a 401', async () => {
    const { source, log, clock } = stage(tokens(1));
    clock.setTo(start + hour);
    await Promise.all([
      fifty(() => source.accessToken()),
      fifty(() => source.refresh('access-1')),
      fifty(() => source.accessToken()),
    ]);
    expect(log).toEqual(['exchange refresh-1', 'write access-2']);
  });

  it.each([
    ['has no refresh token', { refreshToken: null }],
    ['lasts nobody knows how long', { lifetime: null }],
  ])('that %s is used until it is refused', async (_name, change) => {
    const { source, log, clock } = stage(tokens(1, change));
    clock.setTo(start + 100 * hour);
    expect(await source.accessToken()).toBe('access-1');
    expect(log).toEqual([]);
  });

  it('that is due stays in use where no other can be had, and is asked about every 30 s at most', async () => {
    const { source, store, log, clock } = stage(tokens(1), () => Promise.resolve('unavailable'));
    clock.setTo(start + hour);
    for (let s = 0; s < 60; s += 1) {
      expect(await source.accessToken()).toBe('access-1');
      clock.setTo(clock.now() + 1000);
    }
    expect(log).toEqual(['exchange refresh-1', 'exchange refresh-1']);
    expect(store.tokens).toEqual(tokens(1));
  });

  it('is asked about at once by a 401, whatever failed a moment ago', async () => {
    const { source, log, clock } = stage(tokens(1), () => Promise.resolve('unavailable'));
    clock.setTo(start + hour);
    await source.accessToken();
    expect(await source.refresh('access-1')).toBe('unavailable');
    expect(log).toHaveLength(2);
  });

  it('is not left as it is for longer by a clock that was set back after a failure', async () => {
    const { source, log, clock } = stage(tokens(1, { receivedAt: start - 10 * hour }), () =>
      Promise.resolve('unavailable'),
    );
    await source.accessToken();
    clock.setTo(start - 600_000);
    await source.accessToken();
    expect(log).toHaveLength(2);
  });

  it('is null where storage can’t be read', async () => {
    const { source, store } = stage(tokens(1));
    store.isBroken = true;
    expect(await source.accessToken()).toBeNull();
  });
});

describe('a sign-in', () => {
  it.each([
    ['that stands', tokens(1), false],
    ['that never was', null, false],
    ['that the platform ended', 'ended' as const, true],
  ])('%s has ended: %s → %s', async (_name, stored, hasEnded) => {
    expect(await stage(stored).source.hasEnded()).toBe(hasEnded);
  });

  it('of which storage can’t tell is not taken for nobody’s', async () => {
    const { source, store } = stage(null);
    store.isBroken = true;
    expect(await source.hasEnded()).toBe(true);
  });

  it('of nobody has not ended', async () => {
    expect(await signedOut.hasEnded()).toBe(false);
  });
});

describe('a refresh', () => {
  it('is one request for fifty callers, and they all see the new token', async () => {
    const { source, log } = stage(tokens(1));
    const outcomes = await fifty(async () => [await source.refresh('access-1'), await source.accessToken()]);
    expect(log).toEqual(['exchange refresh-1', 'write access-2']);
    expect(new Set(outcomes.map(String))).toEqual(new Set(['refreshed,access-2']));
  });

  it('has stored the new pair before anyone is told of it', async () => {
    const { source, store, log } = stage(tokens(1));
    const stored = (): string => (store.tokens as Tokens).accessToken;
    const asked = source.refresh('access-1').then(() => log.push(`told with ${stored()} stored`));
    const token = source.accessToken().then((value) => log.push(`token ${value} with ${stored()} stored`));
    await Promise.all([asked, token]);
    expect(log.slice(0, 2)).toEqual(['exchange refresh-1', 'write access-2']);
    expect(new Set(log.slice(2))).toEqual(
      new Set(['told with access-2 stored', 'token access-2 with access-2 stored']),
    );
  });

  it('keeps the refresh token that it spent where it gets no other', async () => {
    const { source, store } = stage(tokens(1), () => Promise.resolve(issued(2, { refreshToken: null })));
    await source.refresh('access-1');
    expect(store.tokens).toEqual(tokens(2, { refreshToken: 'refresh-1' }));
  });

  it('asks nobody for a token that is already replaced', async () => {
    const { source, log } = stage(tokens(2));
    expect(await source.refresh('access-1')).toBe('refreshed');
    expect(log).toEqual([]);
  });

  it.each([null, 'ended' as const])('has nothing to do when signed out (%s)', async (stored) => {
    const { source, log } = stage(stored);
    expect(await source.refresh('access-1')).toBe('signed-out');
    expect(log).toEqual([]);
  });

  it('that is refused ends the sign-in, and is not tried again', async () => {
    const { source, store, log } = stage(tokens(1), () => Promise.resolve('refused'));
    expect(await source.refresh('access-1')).toBe('refused');
    expect(store.tokens).toBe('ended');
    expect(await source.hasEnded()).toBe(true);
    expect(await source.accessToken()).toBeNull();
    expect(await source.refresh('access-1')).toBe('signed-out');
    expect(log).toEqual(['exchange refresh-1', 'write ended']);
  });

  it('that has nothing to refresh with ends the sign-in without a request', async () => {
    const { source, store, log } = stage(tokens(1, { refreshToken: null }));
    expect(await source.refresh('access-1')).toBe('refused');
    expect(store.tokens).toBe('ended');
    expect(log).toEqual(['write ended']);
  });

  it.each<[string, Exchange]>([
    ['answers that it is unavailable', () => Promise.resolve('unavailable')],
    ['throws', () => Promise.reject(new Error('down'))],
  ])('whose exchange %s leaves the user signed in, and can be tried again', async (_, exchange) => {
    const { source, store, log } = stage(tokens(1), exchange);
    expect(await source.refresh('access-1')).toBe('unavailable');
    expect(await source.accessToken()).toBe('access-1');
    await source.refresh('access-1');
    expect(log).toEqual(['exchange refresh-1', 'exchange refresh-1']);
    expect(store.tokens).toEqual(tokens(1));
  });

  it.each<[string, unknown, readonly object[]]>([
    [
      'a mistake of ours is logged, by name',
      new TypeError('of access-1'),
      [{ event: 'internal', error: 'TypeError', where: 'tokens' }],
    ],
    [
      'storage is not our fault',
      new StorageError('full'),
      [{ event: 'storage', trouble: 'full', where: 'tokens' }],
    ],
  ])('what is thrown meanwhile ends no sign-in: %s', async (_name, thrown, logged) => {
    const { source, store, faults } = stage(tokens(1), () => Promise.reject(thrown));
    expect(await source.refresh('access-1')).toBe('unavailable');
    expect(store.tokens).toEqual(tokens(1));
    expect(faults).toEqual(logged);
  });

  it('is aborted after 15 s', async () => {
    const exchange = vi.fn<Exchange>(
      (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve('unavailable'))),
    );
    const { source, clock } = stage(tokens(1), exchange);
    const outcome = source.refresh('access-1');
    await passTime(clock, 14_999);
    expect(exchange.mock.calls[0]?.[1].aborted).toBe(false);
    await passTime(clock, 1);
    expect(await outcome).toBe('unavailable');
    expect(clock.count()).toBe(0);
  });
});

describe('what happens during a refresh stands', () => {
  const during = async (answer: Issued | 'refused', found: Tokens | 'ended' | null) => {
    let respond: (answer: Issued | 'refused') => void = () => undefined;
    const { source, store, log } = stage(tokens(1), () => new Promise((resolve) => (respond = resolve)));
    const outcome = source.refresh('access-1');
    await settled();
    expect(log).toEqual(['exchange refresh-1']);
    store.tokens = found;
    respond(answer);
    return { outcome: await outcome, stored: store.tokens, token: await source.accessToken() };
  };
  const other = tokens(9);

  it.each([
    ['a sign-out is not undone by the new pair', issued(2), null, 'signed-out', null],
    ['nor is the end of the sign-in', issued(2), 'ended' as const, 'signed-out', null],
    ['another person is not replaced by the new pair', issued(2), other, 'refreshed', 'access-9'],
    [
      'a refusal of the old token does not end a sign-in with a newer one',
      'refused' as const,
      other,
      'refreshed',
      'access-9',
    ],
  ])('%s', async (_name, answer, found, outcome, token) => {
    expect(await during(answer, found)).toEqual({ outcome, stored: found, token });
  });
});

describe('a new pair that storage refuses', () => {
  const refused = async () => {
    const fixture = stage(tokens(1));
    fixture.store.isFull = true;
    expect(await fixture.source.refresh('access-1')).toBe('unavailable');
    return fixture;
  };

  it('is not used; the old one is, so that nobody is asked in nobody’s name', async () => {
    const { source, log } = await refused();
    expect(await source.accessToken()).toBe('access-1');
    expect(await source.hasEnded()).toBe(false);
    expect(log).toEqual(['exchange refresh-1']);
  });

  it('is not asked for again with the refresh token that it has spent, as long as it is not written', async () => {
    const { source, store, log, clock } = await refused();
    clock.setTo(start + 2 * hour);
    expect(await source.refresh('access-1')).toBe('unavailable');
    expect(await source.accessToken()).toBe('access-1');
    expect(store.tokens).toEqual(tokens(1));
    expect(log).toEqual(['exchange refresh-1']);
  });

  it('is written without another exchange once storage recovers, and all fifty callers get it', async () => {
    const { source, store, log } = await refused();
    store.isFull = false;
    expect(new Set(await fifty(() => source.accessToken()))).toEqual(new Set(['access-2']));
    expect(log.filter((entry) => entry.startsWith('exchange'))).toEqual(['exchange refresh-1']);
    expect(store.tokens).toMatchObject({ accessToken: 'access-2', refreshToken: 'refresh-2' });
  });

  it('is what a 401 to the old one gets, once storage recovers', async () => {
    const { source, store, log } = await refused();
    store.isFull = false;
    expect(await source.refresh('access-1')).toBe('refreshed');
    expect(await source.accessToken()).toBe('access-2');
    expect(log).toEqual(['exchange refresh-1', 'write access-2']);
  });

  it.each([
    ['signed out', null, null],
    ['signed in as somebody else', tokens(9), 'access-9'],
  ])('is dropped once the user has %s', async (_name, found, token) => {
    const { source, store } = await refused();
    store.isFull = false;
    store.tokens = found;
    expect(await source.accessToken()).toBe(token);
    expect(store.tokens).toEqual(found);
  });
});
