import { describe, expect, it } from 'vitest';
import { answering, connected, serverDown } from './beginnings.ts';
import { session, type Scenario } from './scenario.ts';

const jumps = (s: Scenario): Scenario => s.forgets().takes({ type: 'clock-jumped' });

describe('a computer that slept', () => {
  it('asks a connection that stood whether it still does, and gives it 2 s', () => {
    const s = jumps(connected());
    expect(s.effects('send-ping')).toHaveLength(1);
    expect(s.waits(1999).at).toBe('ready');
    expect(s.waits(1).status).toEqual({ kind: 'reconnecting', at: s.now + 575 });
  });

  it('keeps a connection that answers', () => {
    const s = jumps(connected()).hears({ type: 'pong' }).waits(15_000);
    expect(s.at).toBe('ready');
  });

  it('takes nothing for an answer that may have been on its way before it slept', () => {
    const s = jumps(answering('Once', 'm1')).chunk(' upon', 'm1').hears({ type: 'ping' }).hearsGarbage();
    expect(s.waits(2000).at).toBe('backing-off');
    const alive = jumps(answering('Once', 'm1')).hears({ type: 'pong' }).waits(1000).chunk(' upon', 'm1');
    expect(alive.waits(15_000).at).toBe('ready');
  });

  it('does not lose the answer that was under way', () => {
    const s = jumps(answering('Once')).waits(2000).connects();
    expect(s.effects('read-history')).toHaveLength(1);
  });

  it.each<[string, () => Scenario]>([
    ['a handshake', () => session({ chatId: 'chat' }).watched().opens()],
    ['a wait for the next attempt', () => connected().drops()],
    ['a deploy', () => connected().drops(1001)],
    [
      'ten failures',
      () =>
        session(serverDown(true))
          .watched()
          .waits(24 * 3_600_000),
    ],
  ])('starts anew after %s', (_, begin) => {
    expect(jumps(begin()).effects('open-socket')).toHaveLength(1);
  });

  it('counts a wait for a rate by the clock, not by a timer that stood still', () => {
    const s = connected().drops(1008, 'rate limit exceeded');
    const { budget } = s.state;
    const slept = session({
      budget: { ...budget, connectAfter: budget.connectAfter - 59_000 },
      chatId: 'chat',
    });
    slept.watched();
    expect(slept.due('retry')).toBe(1000);
    expect(jumps(slept).due('retry')).toBe(1000);
    expect(slept.waits(1000).at).toBe('opening');
  });

  it('counts a limit by the clock as well', () => {
    const s = connected().asks('Q').hears({ type: 'rate-limited', retryAfterMs: 30_000 });
    expect(s.due('limit')).toBe(30_000);
    s.waits(10_000);
    expect(jumps(s).due('limit')).toBe(20_000);
  });

  it.each<[string, () => Scenario]>([
    ['idle', () => session()],
    ['offline', () => connected().goes('offline')],
    ['halted', () => connected().drops(4403)],
  ])('leaves a session that is %s as it is', (at, begin) => {
    const s = begin();
    expect(s.at).toBe(at);
    expect(jumps(s).effects()).toEqual([]);
    expect(s.at).toBe(at);
  });
});
