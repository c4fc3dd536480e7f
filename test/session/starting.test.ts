import { describe, expect, it } from 'vitest';
import { connected, told } from './beginnings.ts';
import { session, type Scenario } from './scenario.ts';

const problem = { code: 'platform-starting' } as const;
const starting = { type: 'error', code: 'schema_unavailable', detail: 'Wait' } as const;

/** Refused twice, and then told that it is still starting up. */
const refused = (): Scenario => {
  const s = session({ chatId: 'chat' }).watched().drops(1006);
  return s
    .waits(s.due('retry') ?? 0)
    .drops(1006)
    .takes({ type: 'refusal-explained', problem });
};

describe('P40: a platform that starts up', () => {
  it('is asked for a chat until it gives one, and nobody is told of a fault', () => {
    const s = session().watched().asks('Hello?');
    for (let n = 0; n < 30; n += 1) {
      s.chatFails({ kind: 'transient', problem });
      expect(s.status).toEqual({ kind: 'starting-up' });
      expect(s.problem).toBeNull();
      expect(s.due('retry')).toBeLessThanOrEqual(10_400);
      s.waits(s.due('retry') ?? 0);
      expect(s.status).toEqual({ kind: 'starting-up' });
    }
    expect(s.effects('create-chat')).toHaveLength(31);
    s.chatCreated().connects();
    expect(s.status).toEqual({ kind: 'connected' });
    expect(s.asked()).toEqual(['q1']);
    expect(s.state.failures).toBe(0);
  });

  it('says so while it is asked for a chat, too', () => {
    const s = session().watched();
    s.takes({ type: 'chat-delayed', generation: 1, problem });
    expect(s.status).toEqual({ kind: 'starting-up' });
    s.takes({ type: 'chat-delayed', generation: 7, problem }).chatCreated();
    expect(s.status).toEqual({ kind: 'connecting' });
  });

  it('is no start where it has a fault: that is told while the chat is asked for, and until something answers', () => {
    const fault = { code: 'server-error', subject: 'api.example' } as const;
    const s = session().watched();
    s.takes({ type: 'chat-delayed', generation: 7, problem: fault });
    expect(s.problem).toBeNull();
    s.takes({ type: 'chat-delayed', generation: 1, problem }).takes({
      type: 'chat-delayed',
      generation: 1,
      problem: fault,
    });
    expect([s.status, s.problem]).toEqual([{ kind: 'connecting' }, fault]);
    expect(s.chatCreated().problem).toEqual(fault);
    expect(s.opens().hears({ type: 'ready' }).hears({ type: 'joined' }).problem).toBeNull();
  });

  it.each([
    ['before the join', (s: Scenario) => s.drops().waits(575).opens()],
    ['joined', (s: Scenario) => s],
  ])('is backed off where its socket says so: %s', (_, at) => {
    const s = at(connected()).hears(starting);
    expect(s.status).toEqual({ kind: 'starting-up', progress: { words: 'Wait' } });
    expect(s.problem).toBeNull();
    expect(s.connects().status).toEqual({ kind: 'connected' });
  });

  it('says how far it has got, until it says something else or is there', () => {
    const s = session({ chatId: 'chat' }).watched().opens();
    const progress = { done: 2, of: 5, words: 'Loading' };
    s.hears({ type: 'progress', progress }).hears({ type: 'progress' });
    expect(s.status).toEqual({ kind: 'starting-up', progress });
    s.hears({ type: 'error', code: 'db_not_ready', detail: null });
    expect(s.status).toEqual({ kind: 'starting-up', progress });
    s.waits(s.due('retry') ?? 0);
    expect(s.status).toEqual({ kind: 'starting-up', progress });
    s.opens().hears({ type: 'progress', progress: { done: 40 } });
    expect(s.status).toEqual({ kind: 'starting-up', progress: { done: 40 } });
    s.hears({ type: 'ready' }).hears({ type: 'joined' });
    expect(s.status).toEqual({ kind: 'connected' });
    expect(s.state.progress).toBeNull();
  });

  it('says it by REST, too', () => {
    const s = session().watched();
    s.takes({ type: 'chat-delayed', generation: 1, problem: { ...problem, progress: { done: 10 } } });
    expect(s.status).toEqual({ kind: 'starting-up', progress: { done: 10 } });
    s.chatFails({ kind: 'transient', problem: { ...problem, progress: { words: 'The schema' } } });
    expect(s.status).toEqual({ kind: 'starting-up', progress: { words: 'The schema' } });
    const r = refused().takes({ type: 'refusal-explained', problem: { ...problem, progress: { done: 60 } } });
    expect(r.status).toEqual({ kind: 'starting-up', progress: { done: 60 } });
  });

  it('that lets in whom it can’t answer is not asked on and on', () => {
    const s = connected().asks('Why?').hears(starting);
    expect(s.due('retry')).toBeGreaterThanOrEqual(8000);
    s.connects().historyLacks().hears(starting);
    expect(s.due('retry')).toBeGreaterThanOrEqual(8000);
  });

  it('loses no message that it could not take', () => {
    const s = connected().asks('Why?').hears(starting);
    s.connects().historyLacks();
    expect(s.asked()).toEqual(['q1', 'q1']);
    const stored = connected().asks('Why?').hears(starting).connects();
    stored.historyTells(told.question('Why?'), told.answer('Because.'));
    expect(stored.asked()).toEqual(['q1']);
  });

  it('that refuses sockets meanwhile is asked each time whether it still does, until it is there', () => {
    const s = refused();
    expect(s.status).toEqual({ kind: 'starting-up' });
    for (let n = 0; n < 20; n += 1) {
      s.waits(s.due('retry') ?? 0)
        .forgets()
        .drops(1006);
      expect(s.status).toEqual({ kind: 'starting-up' });
      expect(s.problem).toBeNull();
      expect(s.effects('explain-refusal')).toHaveLength(1);
      s.takes({ type: 'refusal-explained', problem });
    }
    expect(s.connects().status).toEqual({ kind: 'connected' });
  });

  it('is no excuse for what is wrong afterwards', () => {
    const blocked = { code: 'websocket-blocked', count: 403 } as const;
    const s = refused();
    s.waits(s.due('retry') ?? 0)
      .drops(1006)
      .takes({ type: 'refusal-explained', problem: blocked });
    expect(s.problem).toEqual(blocked);
    for (let n = 0; n < 12 && s.at !== 'exhausted'; n += 1) s.waits(s.due('retry') ?? 0).drops(1006);
    expect(s.at).toBe('exhausted');
    expect(s.problem).toEqual(blocked);
  });

  it('disproves that it was out of reach', () => {
    const s = connected().drops().waits(575).drops();
    expect(s.problem).toEqual({ code: 'server-unreachable' });
    s.takes({ type: 'refusal-explained', problem });
    expect(s.problem).toBeNull();
  });
});

describe('P26: what REST shows of a refused socket', () => {
  const next = (): Scenario => {
    const s = session({ chatId: 'chat' }).watched().drops(1006);
    return s.waits(s.due('retry') ?? 0).drops(1006);
  };

  it('a limit is waited for', () => {
    const s = next().takes({ type: 'refusal-limited', retryAfterMs: 60_000 });
    expect(s.status).toEqual({ kind: 'waiting', until: s.now + 60_000 });
    s.forgets().waits(59_999);
    expect(s.effects('open-socket')).toEqual([]);
    expect(s.waits(1).effects('open-socket')).toHaveLength(1);
  });

  it('a sign-in that is wanted ends the attempts, and a person has a way on', () => {
    const wanted = { code: 'sign-in-needed', requestId: 'req-1' } as const;
    const s = next().takes({ type: 'refusal-explained', problem: wanted }).forgets().waits(3_600_000);
    expect(s.status).toEqual({ kind: 'sign-in-needed' });
    expect(s.problem).toEqual(wanted);
    expect(s.effects('open-socket')).toEqual([]);
    expect(s.reconnects().effects('open-socket')).toHaveLength(1);
  });

  it.each(['refusal-limited', 'refusal-explained'] as const)(
    '%s: comes too late for a connection that stands',
    (type) => {
      const s = next().connects().takes({ type, retryAfterMs: 9, problem });
      expect(s.status).toEqual({ kind: 'connected' });
    },
  );
});
