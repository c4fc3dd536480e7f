import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burst, currentBudget, freshBudget, paceMs, sendEveryMs, spend } from '../../lib/session/budget.ts';
import { connected } from './beginnings.ts';
import { session, type Scenario } from './scenario.ts';

/** Asks and is answered at once, so that only the spacing holds the next one back. */
const exchange = (s: Scenario, id: string): Scenario => s.asks('Q', id).completes({ content: 'A' });
const spent = (): Scenario => {
  const s = connected();
  for (let n = 1; n <= burst; n += 1) exchange(s, `q${n}`);
  return s;
};

describe('P37: our own spacing', () => {
  it('lets a burst of ten go at once, and the eleventh wait its turn', () => {
    const s = spent().asks('Q', 'q11');
    expect(s.asked()).toHaveLength(10);
    expect(s.transcript.question('q11')?.status).toBe('queued');
    expect(s.status).toEqual({ kind: 'connected' });
    expect(s.waits(sendEveryMs - 1).asked()).toHaveLength(10);
    expect(s.waits(1).asked().at(-1)).toBe('q11');
  });

  it('is stored with the message that spends it', () => {
    const s = connected().forgets().asks('Q');
    expect(s.changes.map(({ type }) => type)).toEqual([
      'draft-spent',
      'titled',
      'message-put',
      'message-put',
      'budget-changed',
    ]);
  });

  it('holds for a session that another worker, or conversation, has left with nothing', () => {
    const { budget } = spent().state;
    const next = session({ budget }).watched().connects().asks('Q', 'q11');
    expect(next.asked()).toEqual([]);
    const told = connected().takes({ type: 'budget-told', budget }).asks('Q', 'q11');
    expect(told.asked()).toEqual([]);
    expect(told.waits(sendEveryMs).asked()).toEqual(['q11']);
  });

  it('never sends more than 60 in a minute after the burst, whenever messages are asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 200 }), (gaps) => {
        let now = 1_000_000;
        let budget = freshBudget;
        const sentAt: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (paceMs(budget, now) > 0) continue;
          budget = spend(budget, now);
          sentAt.push(now);
        }
        for (const [index, at] of sentAt.entries()) {
          const inMinute = sentAt.slice(index).filter((later) => later < at + 60_000).length;
          expect(inMinute).toBeLessThanOrEqual(burst + 60_000 / sendEveryMs);
        }
      }),
    );
  });

  it('a clock that was set back makes nobody wait longer than one place', () => {
    const ahead = spend(freshBudget, 9_000_000_000);
    expect(paceMs(ahead, 1000)).toBeLessThanOrEqual(sendEveryMs);
    expect(currentBudget({ ...ahead, limitedUntil: 9e9, connectAfter: 9e9 }, 1000)).toEqual({
      fullAt: 1000 + burst * sendEveryMs,
      limitedUntil: 1000 + 15 * 60_000,
      connectAfter: 1000 + 15 * 60_000,
    });
  });
});

describe('P20: a limit', () => {
  const limited = (): Scenario => connected().asks('Q').hears({ type: 'rate-limited', retryAfterMs: 30_000 });

  it('is stored, and holds for the next worker', () => {
    const s = limited();
    const { budget } = s.state;
    expect(s.changes).toContainEqual({ type: 'budget-changed', budget });
    const woken = session({ budget, chatId: 'chat', queue: s.state.queue })
      .takes({ type: 'woke' })
      .connects();
    expect(woken.asked()).toEqual([]);
    expect(woken.status).toEqual({ kind: 'waiting', until: budget.limitedUntil });
    expect(woken.waits(30_000).asked()).toEqual(['q1']);
  });

  it('holds for the other conversations, and ends for them as well', () => {
    const { budget } = limited().state;
    const other = connected().takes({ type: 'budget-told', budget }).asks('Q', 'q2');
    expect(other.status.kind).toBe('waiting');
    expect(other.waits(29_999).asked()).toEqual([]);
    expect(other.waits(1).asked()).toEqual(['q2']);
  });

  it('that is over when the next worker starts is none', () => {
    const budget = { ...freshBudget, limitedUntil: 5 };
    expect(session({ budget }).takes({ type: 'woke' }).watched().connects().asks('Q').asked()).toEqual([
      'q1',
    ]);
  });
});

describe('P29: a wait before the next connection', () => {
  const waiting = (): Scenario => connected().asks('Q').drops(1008, 'rate limit exceeded');

  it('is stored, and kept by the next worker, and by other conversations', () => {
    const { budget } = waiting().state;
    for (const s of [
      session({ budget, chatId: 'chat' }).watched(),
      session({ chatId: 'chat' }).takes({ type: 'budget-told', budget }).watched(),
    ]) {
      s.forgets();
      expect(s.status).toEqual({ kind: 'waiting', until: budget.connectAfter });
      s.waits(budget.connectAfter - s.now - 1);
      expect(s.effects('open-socket')).toEqual([]);
      expect(s.waits(1).effects('open-socket')).toHaveLength(1);
    }
  });

  it('gives way to a person who presses Reconnect', () => {
    const s = waiting().forgets().reconnects();
    expect(s.effects('open-socket')).toHaveLength(1);
  });
});
