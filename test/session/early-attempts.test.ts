import { describe, expect, it } from 'vitest';
import { connected, serverDown } from './beginnings.ts';
import { session, type Scenario } from './scenario.ts';

const attempts = (s: Scenario): number => s.effects('open-socket').length;

describe('a wait for the next attempt', () => {
  it('after a failure is not cut short by a message, nor by another panel', () => {
    const s = connected().drops(1006).forgets();
    s.asks('Q').watched(2).watched(1);
    expect(s.at).toBe('backing-off');
    expect(attempts(s)).toBe(0);
  });

  it('after a deploy is cut short by a message (P25), and by no panel', () => {
    const s = connected().drops(1001).forgets();
    s.watched(2).watched(1);
    expect(attempts(s)).toBe(0);
    expect(s.asks('Q').at).toBe('opening');
    expect(attempts(s)).toBe(1);
  });

  it('for a rate is cut short by nobody but a person', () => {
    const s = connected().drops(1008, 'rate limit exceeded').forgets();
    s.asks('Q').watched(2).watched(0).watched(1).goes('online');
    expect(attempts(s)).toBe(0);
    expect(attempts(s.reconnects())).toBe(1);
  });

  it('ends with nobody left who wants it', () => {
    const s = connected().drops(1006).watched(0);
    expect(s.at).toBe('idle');
    expect(s.due('retry')).toBeNull();
  });
});

describe('P26: why a server refuses', () => {
  it('is asked after the second, the fourth and the eighth refusal', () => {
    const s = session({ chatId: 'chat' }).watched();
    const asked: number[] = [];
    for (let refusals = 1; refusals < 10; refusals += 1) {
      s.forgets().drops(1006);
      if (s.effects('explain-refusal').length > 0) asked.push(refusals);
      s.waits(s.due('retry') ?? 0);
    }
    expect(asked).toEqual([2, 4, 8]);
  });

  it('is not asked of a line that stood', () => {
    const s = connected();
    for (let n = 0; n < 3; n += 1) {
      s.drops(1006).connects();
    }
    expect(s.effects('explain-refusal')).toEqual([]);
  });
});

describe('what was found out about a refusal', () => {
  const next = (s: Scenario): Scenario => s.waits(s.due('retry') ?? 0);
  /** Refused twice, and told why. */
  const explained = (code: 'extension-blocked' | 'server-error') =>
    next(session({ chatId: 'chat' }).watched().drops(1006))
      .drops(1006)
      .takes({
        type: 'refusal-explained',
        problem: { code },
      });

  it('says more than another refusal', () => {
    expect(next(explained('extension-blocked')).drops(1006).problem).toEqual({ code: 'extension-blocked' });
  });

  it('but for a fault of the server that a socket told, which may be over', () => {
    expect(next(explained('server-error')).drops(1006).problem).toEqual({ code: 'server-unreachable' });
  });

  it('of a fault of the server, too, until REST is asked again: words that come and go are read each time', () => {
    const fault = { code: 'server-error', subject: 'api.example.org' } as const;
    const s = next(session({ chatId: 'chat' }).watched().drops(1006)).drops(1006);
    s.takes({ type: 'refusal-explained', problem: fault });
    expect(next(s).drops(1006).problem).toEqual(fault);
    next(s)
      .drops(1006)
      .takes({ type: 'refusal-explained', problem: { code: 'server-unreachable' } });
    expect(s.problem).toEqual({ code: 'server-unreachable' });
  });

  it('is over where it is a limit: there is an answer', () => {
    const s = session({ chatId: 'chat' }).watched().drops(1006);
    next(s).drops(1006);
    expect(s.problem).toEqual({ code: 'server-unreachable' });
    s.takes({ type: 'refusal-limited', retryAfterMs: 60_000 });
    expect(s.problem).toBeNull();
  });

  it('is of no account once a socket was opened', () => {
    const s = next(explained('extension-blocked')).opens().drops(1006);
    expect(s.problem).toEqual({ code: 'server-unreachable' });
  });

  it('is not asked about a socket that was opened, however often it breaks', () => {
    const s = session({ chatId: 'chat' }).watched();
    for (let n = 0; n < 9; n += 1) next(s.opens().drops(1006));
    expect(s.effects('explain-refusal')).toEqual([]);
  });
});

describe('a wait of no time', () => {
  it('is over in the next moment', () => {
    const s = session({ chatId: 'chat' }).watched().opens().hears({ type: 'rate-limited', retryAfterMs: 0 });
    expect(s.due('retry')).toBe(1);
  });
});

describe('the first failure', () => {
  it('is no alert, and the second is one', () => {
    const s = connected().drops(1006);
    expect(s.problem).toBeNull();
    expect(s.waits(1_000).drops(1006).problem).toEqual({ code: 'server-unreachable' });
  });

  it('that the server calls its own is told as such', () => {
    const s = connected().drops(1011);
    expect(s.waits(1_000).drops(1011).problem).toEqual({ code: 'server-error' });
  });
});

describe('ten failures', () => {
  it('end the attempts, and nine do not', () => {
    const s = session(serverDown(true)).watched();
    expect(s.waits(24 * 3_600_000).at).toBe('exhausted');
    expect(s.state.failures).toBe(10);
    expect(s.effects('open-socket')).toHaveLength(10);
  });
});
