import { describe, expect, it } from 'vitest';
import { connected } from './beginnings.ts';
import { session } from './scenario.ts';

const transient = { kind: 'transient', problem: { code: 'server-unreachable' } } as const;

describe('a session that connects', () => {
  it('stays idle until somebody looks', () => {
    const s = session().takes({ type: 'woke' }).waits(60_000);
    expect(s.at).toBe('idle');
    expect(s.effects()).toEqual([]);
  });

  it('creates the chat first, stores its id, then opens the socket', () => {
    const s = session().watched();
    expect(s.at).toBe('creating');
    expect(s.effects().map(({ type }) => type)).toEqual(['create-chat']);
    s.chatCreated('chat-7');
    expect(s.changes).toEqual([{ type: 'chat-linked', chatId: 'chat-7' }]);
    expect(s.effects().map(({ type }) => type)).toEqual(['create-chat', 'open-socket']);
  });

  it('opens the socket at once where the chat exists', () => {
    const s = session({ chatId: 'chat' }).watched();
    expect(s.effects().map(({ type }) => type)).toEqual(['open-socket']);
  });

  it('connects for a message that waits, with nobody looking', () => {
    expect(session().asks('Anyone?').at).toBe('creating');
    const waiting = connected().drops().asks('Anyone?').state.queue;
    expect(session({ queue: waiting }).takes({ type: 'woke' }).at).toBe('creating');
  });

  it('P6: joins on connection_ready, once', () => {
    const s = session({ chatId: 'chat' }).watched().opens();
    expect(s.at).toBe('greeting');
    s.hears({ type: 'established' });
    expect(s.effects('send-join')).toEqual([]);
    s.hears({ type: 'ready' }).hears({ type: 'ready' }).waits(2000);
    expect(s.effects('send-join')).toEqual([{ type: 'send-join', generation: 1, chatId: 'chat' }]);
    expect(s.at).toBe('joining');
  });

  it('P6: joins 1 s after the opening where connection_ready never comes, and not again when it comes late', () => {
    const s = session({ chatId: 'chat' }).watched().waits(5000).opens().waits(999);
    expect(s.effects('send-join')).toEqual([]);
    s.waits(1);
    expect(s.effects('send-join')).toHaveLength(1);
    s.hears({ type: 'ready' }).waits(5000);
    expect(s.effects('send-join')).toHaveLength(1);
  });

  it('P6: joins once on each socket, also after a break', () => {
    const s = connected().drops().connects();
    const joins = s.effects('send-join').map(({ generation }) => generation);
    expect(joins).toEqual(s.effects('open-socket').map(({ generation }) => generation));
    expect(joins).toHaveLength(2);
  });

  it('P8: is ready when chat_joined comes, and sends nothing before', () => {
    const s = session({ chatId: 'chat' }).watched().asks('Hello?').opens().hears({ type: 'ready' });
    expect(s.asked()).toEqual([]);
    expect(s.status).toEqual({ kind: 'connecting' });
    s.hears({ type: 'joined' });
    expect(s.at).toBe('ready');
    expect(s.status).toEqual({ kind: 'connected' });
    expect(s.asked()).toEqual(['q1']);
  });

  it('P8: takes no chat_joined for an answer to a join that has not left', () => {
    const s = session({ chatId: 'chat' }).watched().opens().hears({ type: 'joined' });
    expect(s.at).toBe('greeting');
  });

  it.each([
    ['never opens', (s: ReturnType<typeof session>) => s],
    ['opens and says nothing', (s: ReturnType<typeof session>) => s.opens()],
    ['greets and never joins', (s: ReturnType<typeof session>) => s.opens().hears({ type: 'ready' })],
  ])('P8: abandons a socket that %s, 15 s after the opening', (_, meet) => {
    const s = meet(session({ chatId: 'chat' }).watched()).waits(14_999);
    expect(s.effects('close-socket')).toEqual([]);
    s.waits(1);
    expect(s.effects('close-socket')).toEqual([{ type: 'close-socket', generation: 1 }]);
    expect(s.at).toBe('backing-off');
    expect(s.state.failures).toBe(1);
  });

  it('P5, P8: a platform that starts up says so, and each word of progress starts the 15 s again', () => {
    const s = session({ chatId: 'chat' }).watched().opens();
    for (let n = 0; n < 20; n += 1) s.waits(10_000).hears({ type: 'progress' });
    expect(s.at).toBe('joining');
    expect(s.status).toEqual({ kind: 'starting-up' });
    expect(s.effects('open-socket')).toHaveLength(1);
    expect(s.effects('send-join')).toHaveLength(1);
    s.hears({ type: 'joined' });
    expect(s.status).toEqual({ kind: 'connected' });
  });

  it('P8: a ready connection has no handshake left to run out', () => {
    const s = connected();
    expect(s.due('handshake')).toBeNull();
    s.hears({ type: 'progress' }).waits(15_000);
    expect(s.at).toBe('ready');
  });
});

describe('a chat that is not created', () => {
  it('P34: a passing failure is backed off', () => {
    const s = session().watched().chatFails(transient);
    expect(s.status).toEqual({ kind: 'reconnecting', at: s.now + 575 });
    s.waits(575);
    expect(s.effects('create-chat')).toHaveLength(2);
  });

  it('P20: a rate limit waits as long as it says, and is no failure', () => {
    const s = session().watched().chatFails({ kind: 'rate-limited', retryAfterMs: 7000 });
    expect(s.status).toEqual({ kind: 'waiting', until: s.now + 7000 });
    s.waits(6999);
    expect(s.at).toBe('backing-off');
    expect(s.waits(1).at).toBe('creating');
    expect(s.state.failures).toBe(0);
  });

  it('P31: a user who is not known is asked to sign in', () => {
    const s = session().watched().chatFails({ kind: 'unauthorised' }).waits(3_600_000);
    expect(s.status).toEqual({ kind: 'sign-in-needed' });
    expect(s.effects()).toHaveLength(1);
  });

  it('names what no repetition would mend', () => {
    const problem = { code: 'tenant-unknown', subject: 'acme' } as const;
    const s = session().watched().chatFails({ kind: 'fatal', problem }).waits(3_600_000);
    expect(s.status).toEqual({ kind: 'check-settings' });
    expect(s.problem).toEqual(problem);
    expect(s.effects()).toHaveLength(1);
  });
});

describe('a chat that the platform no longer has', () => {
  it('is created anew, under the same conversation', () => {
    const s = session({ chatId: 'old' }).watched().opens().hears({ type: 'ready' });
    s.hears({ type: 'error', code: 'CHAT_NOT_FOUND', detail: null });
    expect(s.state.chatId).toBeNull();
    expect(s.at).toBe('backing-off');
    s.waits(10_000);
    expect(s.effects('create-chat')).toHaveLength(1);
    s.chatCreated('new');
    expect(s.changes).toContainEqual({ type: 'chat-linked', chatId: 'new' });
  });

  it('leaves any other error before the join to the close that follows', () => {
    const s = session({ chatId: 'old' }).watched().opens().hears({ type: 'ready' });
    s.hears({ type: 'error', code: 'auth_soon', detail: 'Wait' });
    expect(s.at).toBe('joining');
    expect(s.problem).toBeNull();
  });
});

describe('facts about something that is over (law 8)', () => {
  it('a chat, a token or a socket of an earlier attempt changes nothing', () => {
    const s = connected().drops();
    const { state } = s;
    s.takes({ type: 'chat-created', generation: 1, chatId: 'other' });
    s.takes({ type: 'chat-failed', generation: 1, failure: { kind: 'unauthorised' } });
    s.takes({ type: 'token-refreshed', generation: 2, outcome: 'refused' });
    s.takes({ type: 'socket-opened', generation: 2 });
    s.takes({ type: 'frame-received', generation: 2, frame: { type: 'joined' } });
    s.takes({ type: 'frame-faulty', generation: 2 });
    s.takes({ type: 'socket-closed', generation: 2, code: 4403, reason: '' });
    s.takes({ type: 'history-read', generation: 2, history: { items: [], isWhole: true } });
    s.takes({ type: 'history-failed', generation: 2, failure: 'gone' });
    expect(s.state).toEqual(state);
  });

  it('an attempt under way takes no answer that another attempt asked for', () => {
    const s = session().watched();
    s.takes({ type: 'chat-created', generation: 99, chatId: 'other' });
    s.takes({ type: 'chat-failed', generation: 99, failure: { kind: 'unauthorised' } });
    expect(s.at).toBe('creating');
    s.chatCreated().takes({ type: 'socket-closed', generation: 99, code: 4403, reason: '' });
    expect(s.at).toBe('opening');
  });
});
