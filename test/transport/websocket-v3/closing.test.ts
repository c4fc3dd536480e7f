import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../lib/shared/problem.ts';
import { answering, connected, told } from '../../session/beginnings.ts';
import { session, type Scenario } from '../../session/scenario.ts';

const day = 24 * 3_600_000;

describe('P24: a normal close', () => {
  it('stays down while there is nothing to send', () => {
    const s = connected().forgets().drops(1000).waits(day);
    expect(s.at).toBe('idle');
    expect(s.status).toEqual({ kind: 'offline' });
    expect(s.effects('open-socket')).toEqual([]);
    expect(s.state.failures).toBe(0);
  });

  it('comes back for a message', () => {
    const s = connected().forgets().drops(1000).waits(day).asks('Still there?');
    expect(s.effects('open-socket')).toHaveLength(1);
    expect(s.connects().asked()).toEqual(['q1']);
  });

  it('comes back for what is in flight, or waits to be', () => {
    expect(answering().drops(1000).at).toBe('backing-off');
    expect(connected().hears({ type: 'rate-limited', retryAfterMs: 9000 }).asks('Later').drops(1000).at).toBe(
      'backing-off',
    );
  });
});

describe('a close that is backed off', () => {
  it.each([
    ['P27', 1006, ''],
    ['P27', 1011, 'internal error'],
    ['P27', 1005, ''],
    ['P27', 4999, 'what is this'],
  ])('%s: %d after the opening', (_, code, reason) => {
    const s = connected().forgets().drops(code, reason);
    expect(s.status).toEqual({ kind: 'reconnecting', at: s.now + 575 });
    expect(s.effects('explain-refusal')).toEqual([]);
    s.waits(574);
    expect(s.effects('open-socket')).toEqual([]);
    s.waits(1);
    expect(s.effects('open-socket')).toHaveLength(1);
  });

  it.each([
    [1001, 0, 500],
    [1001, 0.5, 4250],
    [1012, 1 - Number.EPSILON, 8000],
  ])('P25: %d, which all clients see at once, spreads the first attempt (%s: %s ms)', (code, random, ms) => {
    const s = connected().forgets().draws(random).drops(code);
    expect(s.status).toEqual({ kind: 'reconnecting', at: s.now + ms });
    expect(s.waits(ms - 1).effects('open-socket')).toEqual([]);
    expect(s.waits(1).effects('open-socket')).toHaveLength(1);
  });

  it('P25: further attempts follow the schedule of every other failure', () => {
    const s = connected().drops(1001).waits(4250).forgets().drops(1001);
    expect(s.status).toEqual({ kind: 'reconnecting', at: s.now + 1150 });
  });

  it('P25: an answer that was cut off is fetched without waiting for one’s place in the crowd', () => {
    const s = answering().forgets().drops(1001);
    expect(s.status).toEqual({ kind: 'reconnecting', at: s.now + 575 });
  });

  it('P25: nor does a message that is typed meanwhile wait for it', () => {
    const s = connected().drops(1001).forgets().asks('Still there?');
    expect(s.effects('open-socket')).toHaveLength(1);
    expect(s.connects().asked()).toEqual(['q1']);
  });

  it('says nothing of one blip, and names the trouble from the second failure on', () => {
    const s = connected().drops(1011);
    expect(s.problem).toBeNull();
    expect(s.waits(575).drops(1011).problem).toEqual({ code: 'server-error' });
    expect(s.waits(1150).drops(1006).problem).toEqual({ code: 'server-unreachable' });
  });

  it('forgets the trouble once a connection stands', () => {
    const s = connected().drops().waits(575).drops();
    expect(s.problem).not.toBeNull();
    expect(s.connects().problem).toBeNull();
  });

  it('P26: a refusal is backed off, and REST is asked which it is', () => {
    const s = session({ chatId: 'chat' }).watched().drops(1006);
    expect(s.at).toBe('backing-off');
    // One is most likely a blip, or a platform that has too much to do.
    expect(s.effects('explain-refusal')).toEqual([]);
    s.waits(575).drops(1006);
    expect(s.effects('explain-refusal')).toEqual([{ type: 'explain-refusal', generation: 2 }]);
    const problem = { code: 'websocket-refused', subject: 'wss://api.example.com/wrong' } as const;
    s.takes({ type: 'refusal-explained', problem });
    expect(s.waits(1150).drops(1006).problem).toEqual(problem);
    for (let n = 0; n < 7; n += 1) s.waits(12_000).drops(1006);
    expect(s.at).toBe('exhausted');
    expect(s.effects('explain-refusal')).toHaveLength(3);
  });

  it('P26: an explanation that comes when the connection stands is out of date', () => {
    const s = session({ chatId: 'chat' }).watched().drops(1006).connects();
    s.takes({ type: 'refusal-explained', problem: { code: 'tenant-unknown' } });
    expect(s.problem).toBeNull();
  });
});

const fatal: readonly [rule: string, code: number, reason: string, problem: ProblemCode][] = [
  ['P28', 1008, 'tenant_id required', 'settings-rejected'],
  ['P30', 4400, 'first frame was not join_chat', 'join-rejected'],
  ['P32', 4403, 'tenant_mismatch', 'tenant-mismatch'],
  ['P32', 4403, 'insufficient_scope', 'scope-missing'],
  ['P33', 4408, 'no join within 10 s', 'join-timeout'],
];

describe('a close that only a person can mend', () => {
  describe.each(fatal)('%s: %d, "%s"', (_, code, reason, problem) => {
    it('is reported by name, and not tried again by itself in a whole day', () => {
      const s = connected().forgets().drops(code, reason);
      expect(s.status).toEqual({ kind: 'check-settings' });
      expect(s.problem).toEqual({ code: problem, detail: reason });
      s.waits(day / 2)
        .goes('online')
        .watched(2)
        .watched(1);
      s.takes({ type: 'woke' }).waits(day / 2);
      expect(s.effects('open-socket', 'create-chat', 'refresh-token')).toEqual([]);
    });

    it.each([
      ['a message', (s: Scenario) => s.asks('Hello?')],
      ['the network’s return', (s: Scenario) => s.goes('offline').goes('online')],
    ])('law 12: is tried once more by %s, and no more than that', (_what, tries) => {
      const s = connected().forgets().drops(code, reason).waits(day);
      tries(s);
      expect(s.effects('open-socket')).toHaveLength(1);
      // An attempt proves nothing yet: it is told until something answers.
      expect(s.problem).toEqual({ code: problem, detail: reason });
      s.drops(code, reason).waits(day);
      expect(s.status).toEqual({ kind: 'check-settings' });
      expect(s.effects('open-socket', 'create-chat', 'refresh-token')).toHaveLength(1);
    });

    it('law 12: a message that waited leaves once somebody has mended it', () => {
      const s = connected().drops(code, reason).asks('Hello?').drops(code, reason);
      expect(s.transcript.question('q1')?.status).toBe('queued');
      expect(s.reconnects().connects().asked()).toEqual(['q1']);
    });

    it('holds for each phase of a handshake', () => {
      const phases = [session({ chatId: 'chat' }).watched(), session({ chatId: 'chat' }).watched().opens()];
      for (const s of phases) {
        s.forgets().drops(code, reason).waits(day);
        expect(s.at).toBe('halted');
        expect(s.effects('open-socket')).toEqual([]);
      }
    });

    it('ends what was in flight visibly', () => {
      const cut = answering('Once upon').drops(code, reason);
      expect(cut.transcript.answer('q1')).toMatchObject({ status: 'interrupted', text: 'Once upon' });
      const sent = connected().asks('Hello?').drops(code, reason);
      expect(sent.transcript.question('q1')).toMatchObject({
        status: 'unknown',
        problem: { code: 'delivery-unknown' },
      });
      expect(sent.transcript.answer('q1')).toBeUndefined();
    });

    it('starts anew when the user says so', () => {
      const s = connected().drops(code, reason).forgets().reconnects();
      // An attempt proves nothing yet: it is told until something answers.
      expect(s.problem).toEqual({ code: problem, detail: reason });
      expect(s.effects('open-socket')).toHaveLength(1);
      expect(s.connects().status).toEqual({ kind: 'connected' });
      expect(s.problem).toBeNull();
    });
  });
});

describe('P29: a close for the rate', () => {
  it('waits 60 s, then reconnects by itself, and is no failure', () => {
    const s = connected().forgets().drops(1008, 'rate limit exceeded');
    expect(s.status).toEqual({ kind: 'waiting', until: s.now + 60_000 });
    s.waits(59_999).asks('Soon?').goes('online').watched(2);
    expect(s.effects('open-socket')).toEqual([]);
    s.waits(1);
    expect(s.effects('open-socket')).toHaveLength(1);
    expect(s.state.failures).toBe(0);
    expect(s.connects().asked()).toEqual(['q1']);
  });

  it('looks up what was in flight, as after any break', () => {
    const s = connected().asks('Why?').drops(1008, 'rate limit exceeded').connects();
    s.historyTells(told.question('Why?'), told.answer('Because.'));
    expect(s.transcript.answer('q1')).toMatchObject({ status: 'complete', text: 'Because.' });
  });
});
