import { describe, expect, it } from 'vitest';
import { currentBudget, freshBudget, sendEveryMs, burst } from '../../lib/session/budget.ts';
import type { Effect } from '../../lib/session/effect.ts';
import { step, type Step } from '../../lib/session/step.ts';
import { connected } from './beginnings.ts';
import type { Scenario } from './scenario.ts';

/** The clock is now so many ms from where it was, and no timer has fired meanwhile. */
const jump = ({ state, now }: Scenario, ms: number): Step =>
  step(state, { type: 'clock-jumped' }, { now: now + ms, random: 0.5 });

/** ms until it fires, as it was set last. */
const timer = (effects: readonly Effect[], name: string): number | undefined =>
  effects
    .flatMap((effect) => (effect.type === 'set-timer' && effect.timer === name ? [effect.ms] : []))
    .at(-1);

const typesOf = (effects: readonly Effect[]): string[] => effects.map(({ type }) => type);

describe('a limit, when the computer slept', () => {
  const limited = (): Scenario => connected().asks('Q').hears({ type: 'rate-limited', retryAfterMs: 30_000 });

  it('is waited for as long as is left of it', () => {
    const { state, effects } = jump(limited(), 25_000);
    expect(timer(effects, 'limit')).toBe(5_000);
    expect(state.budget.limitedUntil).not.toBeNull();
  });

  it.each([30_000, 30_001, 3_600_000])('is over where it has ended in %d ms of sleep', (ms) => {
    const { state, effects } = jump(limited(), ms);
    expect(state.budget.limitedUntil).toBeNull();
    expect(timer(effects, 'limit')).toBeUndefined();
    expect(typesOf(effects)).toContain('clear-timer');
  });
});

describe('a wait for a rate that nobody looks at', () => {
  const waiting = (): Scenario => connected().drops(1008, 'rate limit exceeded').watched(0);

  it('is looked at again at once, and leads to no connection', () => {
    const s = waiting();
    expect(s.at).toBe('backing-off');
    const { state, effects } = jump(s, 3_600_000);
    expect(typesOf(effects)).not.toContain('connect');
    expect(timer(effects, 'retry')).toBe(1);
    expect(
      step(state, { type: 'timer-fired', timer: 'retry' }, { now: s.now, random: 0.5 }).state.connection.at,
    ).toBe('idle');
  });
});

describe('a budget at a moment', () => {
  const now = 1_000_000;

  it.each([
    [null, null],
    [now - 1, null],
    [now, null],
    [now + 1, now + 1],
    [now + 15 * 60_000, now + 15 * 60_000],
    [now + 15 * 60_000 + 1, now + 15 * 60_000],
  ])('limited until %s is limited until %s', (limitedUntil, expected) => {
    expect(currentBudget({ ...freshBudget, limitedUntil }, now).limitedUntil).toBe(expected);
  });

  it('is never more than a whole burst away', () => {
    const whole = burst * sendEveryMs;
    for (const fullAt of [0, now, now + whole - 1, now + whole])
      expect(currentBudget({ ...freshBudget, fullAt }, now).fullAt).toBe(fullAt);
    expect(currentBudget({ ...freshBudget, fullAt: now + whole + 1 }, now).fullAt).toBe(now + whole);
  });
});

describe('our own spacing (P37)', () => {
  it('holds back what is asked a millisecond too early', () => {
    const s = connected();
    for (let n = 1; n <= burst; n += 1) s.asks('Q', `q${n}`).completes({ content: 'A' });
    s.waits(sendEveryMs - 1).asks('Q', 'early');
    expect(s.asked()).not.toContain('early');
    expect(s.due('pace')).toBe(1);
    expect(s.waits(1).asked()).toContain('early');
  });

  it('lets go at once what is asked in time', () => {
    const s = connected();
    for (let n = 1; n <= burst; n += 1) s.asks('Q', `q${n}`).completes({ content: 'A' });
    s.waits(sendEveryMs).asks('Q', 'in-time');
    expect(s.asked()).toContain('in-time');
  });
});

describe('a line that was doubted after a sleep', () => {
  it('is believed like any other once it has answered', () => {
    const s = connected().takes({ type: 'clock-jumped' }).hears({ type: 'pong' });
    s.waits(20_000).hears({ type: 'unknown' });
    expect(s.due('pong')).toBeNull();
    expect(s.waits(19_999).at).toBe('ready');
  });
});
