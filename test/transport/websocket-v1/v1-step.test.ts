import { describe, expect, it } from 'vitest';
import type { ServerFrame } from '../../../lib/protocol/server-frame.ts';
import type { PostedMessage } from '../../../lib/protocol/rest/message.ts';
import type { V1Effect } from '../../../lib/transport/websocket-v1/v1-state.ts';
import { greetedLine, openLine, readyLine } from './v1-line.ts';

const error = (detail: string, code: string | null = null): ServerFrame => ({ type: 'error', code, detail });
const unknownType = (type: string): ServerFrame => error(`Unknown message type: ${type}`, 'unknown_type');
const complete = (content: string, messageId: string | null = null): ServerFrame & { type: 'complete' } => ({
  ...{ type: 'complete', messageId, content },
  ...{ sources: [], totalTokens: null, totalChunks: null },
});
const reply: PostedMessage = {
  id: 'a1',
  role: 'assistant',
  content: 'Because.',
  sources: [],
  totalTokens: null,
};
const stored: PostedMessage = { ...reply, id: 'q1', role: 'user', content: 'Why?' };
const learnt = (variant: unknown, isProven = false) => ({ type: 'learn', variant, isProven });
const gone = { kind: 'back-off', problem: { code: 'server-unreachable' }, isRefused: false, isShared: false };
const lastOf = (told: readonly unknown[]): unknown => told.at(-1);

describe('P44: ready', () => {
  it.each([
    ['a ready frame', [{ type: 'ready' }], ['settle']],
    ['1 s after the greeting', [{ type: 'established' }], ['settle', 'greet']],
    ['1 s after the open, where nobody greets', [], ['settle', 'greet']],
  ] as const)('is told by %s', (_, frames, timers) => {
    const line = greetedLine();
    for (const frame of frames) line.hears(frame);
    expect(line.told()).toEqual([]);
    for (const timer of timers) line.fire(timer);
    expect(line.told()).toEqual([{ type: 'ready' }]);
    expect([...line.running.keys()]).toEqual(['ping']);
  });

  it('waits for as long as a greeting takes from its beginning, and for nobody’s clock while there is progress', () => {
    const line = greetedLine({ variant: 'plain', isProven: true }).hears({ type: 'established' });
    expect(line.running.get('greet')).toBe(1000);
    line.hears({ type: 'progress' });
    expect([line.running.has('greet'), line.running.get('handshake')]).toEqual([false, 15_000]);
    expect(line.told()).toEqual([{ type: 'progress' }]);
    expect(line.hears({ type: 'ready' }).told()).toEqual([{ type: 'progress' }, { type: 'ready' }]);
  });

  it('waits for being let in, and `auth` does', () => {
    const line = openLine({ variant: 'auth-first', isProven: true })
      .take({ type: 'opened' })
      .hears({ type: 'ready' });
    expect(line.did()).toEqual([]);
    line.take({ type: 'admitted', isSignedIn: true });
    expect(line.did()).toEqual(['send-auth', 'tell ready']);
  });

  it('is not, where we would not be let in (P38)', () => {
    const problem = { code: 'tenant-unknown' } as const;
    const line = greetedLine().take({ type: 'withheld', problem });
    expect(lastOf(line.told())).toEqual({ type: 'closed', end: { kind: 'halt', problem } });
    expect(line.running.size).toBe(0);
  });

  it('does not come of a socket that does not open, or says nothing of use, in 15 s', () => {
    expect(lastOf(openLine().fire('handshake').told())).toEqual({ type: 'closed', end: gone });
    const said = greetedLine().hears(error('The quota is used up')).fire('settle').fire('greet');
    expect([said.told(), said.running.get('handshake')]).toEqual([[], 2000]);
    expect(lastOf(said.fire('handshake').told())).toMatchObject({
      end: { problem: { code: 'join-rejected', detail: 'The quota is used up' } },
    });
  });
});

describe('P42, P47: `auth`', () => {
  it.each([
    [{ variant: null, isProven: false }, true],
    [{ variant: 'auth-first', isProven: true }, true],
    [{ variant: 'hybrid', isProven: true }, true],
    [{ variant: 'plain', isProven: true }, false],
    [{ variant: 'plain', isProven: false }, false],
  ] as const)('to one known as %j goes first: %s', (guess, isSent) => {
    const line = greetedLine(guess).hears({ type: 'ready' }).fire('settle').fire('greet').asks('q1');
    expect(line.of('send-auth')).toHaveLength(isSent ? 1 : 0);
    expect(line.did().indexOf('send-auth')).toBe(isSent ? 0 : -1);
  });

  it('that is objected to makes it a plain one, over the same socket', () => {
    const line = greetedLine().hears({ type: 'ready' }).hears(unknownType('auth'));
    expect(line.did()).toEqual(['send-auth', 'learn', 'tell ready']);
    expect(line.of('learn')).toEqual([learnt('plain')]);
  });

  it.each([1003, 1007, 1008, 4400])(
    'that is answered by closing with %i makes it a plain one, next time',
    (code) => {
      const line = greetedLine().closes(code);
      expect(line.of('learn')).toEqual([learnt('plain')]);
      expect(lastOf(line.told())).toEqual({ type: 'closed', end: gone });
    },
  );

  it.each([
    [1008, 'rate limit exceeded', { kind: 'wait', ms: 60_000 }],
    [
      1008,
      'tenant_id required',
      { kind: 'halt', problem: { code: 'settings-rejected', detail: 'tenant_id required' } },
    ],
    [4408, '', { kind: 'halt', problem: { code: 'join-timeout' } }],
    [
      4403,
      'tenant_mismatch',
      { kind: 'halt', problem: { code: 'tenant-mismatch', detail: 'tenant_mismatch' } },
    ],
    [1001, '', { ...gone, isShared: true }],
    [1000, '', { kind: 'rest' }],
  ])('says nothing of it where the close, %i "%s", says something else', (code, reason, end) => {
    const line = greetedLine().closes(code, reason);
    expect(line.of('learn')).toEqual([]);
    expect(lastOf(line.told())).toEqual({ type: 'closed', end });
  });

  it('that a known hybrid objects to leaves it one', () => {
    const line = greetedLine({ variant: 'hybrid', isProven: true }).hears(unknownType('auth'));
    expect(line.hears({ type: 'ready' }).asks('q1').did()).toEqual([
      'send-auth',
      'tell ready',
      'post-message',
    ]);
  });

  it('that is objected to late by closing makes it a plain one; a plain one that closes is asked anew', () => {
    expect(readyLine().closes(1003).of('learn')).toEqual([learnt('plain')]);
    expect(readyLine().fire('ping').hears({ type: 'pong' }).closes(1003).of('learn')).toEqual([
      learnt('plain'),
    ]);
    const plain = readyLine({ variant: 'plain' }).asks('q1').closes(4400, 'first frame must be auth');
    expect(plain.of('learn')).toEqual([learnt(null)]);
    expect(lastOf(plain.told())).toMatchObject({ end: { kind: 'halt', problem: { code: 'join-rejected' } } });
  });

  it('is tried anew with one that was plain once, and now wants it', () => {
    for (const line of [
      greetedLine({ variant: 'plain', isProven: true }).closes(4400, 'first frame must be auth'),
      greetedLine({ variant: 'plain', isProven: true }).hears({ type: 'unauthorised' }),
      greetedLine({ variant: 'plain', isProven: true }).hears(error('Send auth first')),
    ]) {
      expect(line.of('learn')).toEqual([learnt(null)]);
      expect(lastOf(line.told())).toEqual({ type: 'closed', end: gone });
    }
  });

  it('where neither with nor without it anything comes about, a person is told', () => {
    const line = greetedLine({ variant: 'plain', isProven: false }).closes(
      4400,
      'first frame must be join_chat',
    );
    expect(line.of('learn')).toEqual([learnt(null)]);
    expect(lastOf(line.told())).toMatchObject({ end: { kind: 'halt', problem: { code: 'join-rejected' } } });
  });
});

describe('P47: a first message', () => {
  const asked = () => readyLine().asks('q1');

  it('that is reacted to proves how messages are taken, once', () => {
    const line = asked().hears({ type: 'processing', messageId: null }).hears(complete('Because.'));
    expect(line.of('learn')).toEqual([learnt('auth-first', true)]);
    expect(line.told().map(({ type }) => type)).toEqual(['accepted', 'completed']);
    expect(line.running.has('unheard')).toBe(false);
    expect(readyLine({ variant: 'plain' }).asks('q1').hears(complete('x')).of('learn')).toEqual([
      learnt('plain', true),
    ]);
  });

  it('that is said to be of no known kind is posted, for it was not taken', () => {
    const line = asked().hears(unknownType('chat_message'));
    expect(line.did()).toEqual(['send-message', 'learn', 'post-message']);
    expect(line.of('learn')).toEqual([learnt('hybrid')]);
    expect(line.of('post-message')[0]?.message.clientMessageId).toBe('q1');
  });

  it('is not sent a second time where it isn’t said what is objected to: its connection ends, and the next posts', () => {
    const line = asked().hears(error('Invalid message format', 'invalid_message'));
    expect(line.of('post-message')).toEqual([]);
    expect(line.of('learn')).toEqual([learnt('hybrid')]);
    expect(lastOf(line.told())).toEqual({ type: 'closed', end: gone });
  });

  it('goes on where it is `auth` that is objected to, late', () => {
    const line = asked().hears(unknownType('auth'));
    expect(line.did()).toEqual(['send-message', 'learn']);
    expect(line.hears(complete('Because.')).of('learn')).toEqual([learnt('plain'), learnt('plain', true)]);
  });

  it.each([1003, 4400])('that is answered by closing with %i is posted next time', (code) => {
    const line = asked().closes(code);
    expect(line.of('learn')).toEqual([learnt('hybrid')]);
    expect(lastOf(line.told())).toEqual({ type: 'closed', end: gone });
  });

  it('that nobody reacts to in 90 s is posted next time, if it is not there', () => {
    const line = asked();
    expect(line.running.get('unheard')).toBe(90_000);
    expect(line.fire('unheard').of('learn')).toEqual([learnt('hybrid')]);
    expect(line.of('post-message')).toEqual([]);
  });

  it('in a chat that has no name can’t be posted, so that nothing is concluded', () => {
    const line = readyLine({}, false).asks('q1');
    expect(line.running.has('unheard')).toBe(false);
    expect(line.hears(unknownType('chat_message')).did()).toEqual(['send-message', 'tell refused']);
  });

  it('once one was taken, an objection is to what was asked', () => {
    const line = asked().hears(complete('Because.')).forget().asks('q2');
    expect(line.hears(unknownType('chat_message')).did()).toEqual(['send-message', 'tell refused']);
    expect(lastOf(line.asks('q3').closes(1003).told())).toMatchObject({ type: 'closed' });
    expect(line.of('learn')).toEqual([]);
  });
});

describe('P46: a chat without a name', () => {
  it('has it from the first frame of its answer that says one, and keeps it', () => {
    const line = readyLine({}, false).asks('q1').hears({ type: 'processing', messageId: null });
    line.hears({ type: 'start', messageId: 'a1' }, { chatId: 'c1' });
    expect(line.did().slice(-3)).toEqual(['name-chat', 'tell chat-named', 'tell started']);
    line.hears(complete('Because.', 'a1'), { chatId: 'c2' });
    expect(line.of('name-chat')).toEqual([{ type: 'name-chat', chatId: 'c1' }]);
  });

  it('has none from a frame of nobody’s question, or where it has one', () => {
    expect(readyLine({}, false).hears(complete('x', 'a1'), { chatId: 'c1' }).of('name-chat')).toEqual([]);
    expect(readyLine().asks('q1').hears(complete('x', 'a1'), { chatId: 'c1' }).of('name-chat')).toEqual([]);
  });
});

describe('P48: the answer of a hybrid', () => {
  const hybrid = { variant: 'hybrid', isProven: true } as const;
  const posted = (line: ReturnType<typeof readyLine>, outcome: PostedMessage, id = 'q1') =>
    line.take({ type: 'posted', clientMessageId: id, outcome: { type: 'replied', reply: outcome } });
  const answers = (line: ReturnType<typeof readyLine>): unknown[] =>
    line.told().flatMap((event) => (event.type === 'completed' ? [event.content] : []));

  it('is posted, and comes in its reply', () => {
    const line = posted(readyLine(hybrid).asks('q1'), reply);
    expect(line.did()).toEqual(['post-message', 'tell completed']);
  });

  it('with an id comes over the socket, and the reply says nothing new', () => {
    const line = posted(readyLine(hybrid).asks('q1').hears(complete('Because.', 'a1')), reply);
    expect(line.did()).toEqual(['post-message', 'tell completed']);
  });

  it('without one waits for the reply: that is it', () => {
    const line = readyLine(hybrid).asks('q1').hears(complete('Because.'), { whole: 'chat_message' });
    expect(line.did()).toEqual(['post-message']);
    expect(answers(posted(line, reply))).toEqual(['Because.']);
  });

  it('without one waits for the reply: that is the stored question', () => {
    const line = readyLine(hybrid).asks('q1').hears(complete('By socket.'), { whole: 'chat_message' });
    expect(answers(posted(line, stored))).toEqual(['By socket.']);
    expect(line.of('look-up')).toEqual([]);
  });

  it('that comes behind the stored question is looked for in the history as well', () => {
    const line = posted(readyLine(hybrid).asks('q1'), stored);
    expect(line.did()).toEqual(['post-message', 'tell accepted', 'look-up']);
    const answer = { ...complete('By history.', 'a1'), type: 'completed' } as const;
    expect(answers(line.hears(complete('By socket.')))).toEqual(['By socket.']);
    expect(answers(line.take({ type: 'looked-up', clientMessageId: 'q1', answer }))).toEqual(['By socket.']);
  });

  it('without an id is a copy wherever replies are answers', () => {
    const line = posted(readyLine(hybrid).asks('q1'), reply).asks('q2');
    line.hears(complete('Because.'), { whole: 'chat_message' });
    expect(answers(line)).toEqual(['Because.']);
    expect(answers(posted(line, { ...reply, id: 'a2', content: 'So.' }, 'q2'))).toEqual(['Because.', 'So.']);
  });

  it('without an id is one also before a reply that is none: the answer to that is looked for', () => {
    const line = posted(readyLine(hybrid).asks('q1'), reply).asks('q2');
    line.hears(complete('Because.'), { whole: 'chat_message' });
    expect(answers(posted(line, stored, 'q2'))).toEqual(['Because.']);
    expect(line.of('look-up')).toHaveLength(1);
  });

  it('with another id over the socket than in the reply is the same one, whichever comes first', () => {
    const whole = { whole: 'chat_message' } as const;
    const first = readyLine(hybrid).asks('q1').hears(complete('Because.', 'copy-1'), whole);
    expect(first.told()).toEqual([]);
    posted(first, reply).hears(complete('Because.', 'copy-2'), whole);
    expect(first.told().map((event) => 'messageId' in event && event.messageId)).toEqual(['a1', 'copy-2']);
    // Of the one before, while the next is being answered.
    first.asks('q2').hears(complete('Because.', 'copy-3'), whole);
    expect(answers(posted(first, { ...reply, id: 'a2', content: 'So.' }, 'q2')).at(-1)).toBe('So.');
    expect(answers(first)).toHaveLength(3);
  });

  it('with an id waits for the reply, where that turns out to be the stored question', () => {
    const line = readyLine(hybrid).asks('q1').hears(complete('By socket.', 'a1'), { whole: 'chat_message' });
    expect(answers(posted(line, stored))).toEqual(['By socket.']);
    expect(line.of('look-up')).toEqual([]);
    expect(answers(line.asks('q2').hears(complete('So.', 'a2'), { whole: 'chat_message' }))).toHaveLength(1);
    expect(answers(posted(line, stored, 'q2'))).toEqual(['By socket.', 'So.']);
  });

  it('that comes over a new connection as a copy of an earlier one is not taken for the reply', () => {
    const line = readyLine(hybrid)
      .asks('q2')
      .hears(complete('Because.', 'copy-1'), { whole: 'chat_message' });
    expect(answers(posted(line, { ...reply, id: 'a2', content: 'So.' }, 'q2'))).toEqual(['So.']);
  });

  it('is not another’s: a reply to a message that is over changes nothing', () => {
    const line = readyLine(hybrid).asks('q1').hears(complete('One.', 'a1')).asks('q2');
    expect(answers(posted(line, reply))).toEqual(['One.']);
    line.take({
      type: 'posted',
      clientMessageId: 'q1',
      outcome: { type: 'limited', retryAfterMs: 1, isNoWay: false },
    });
    expect(line.told().map(({ type }) => type)).toEqual(['completed']);
  });

  it('leaves limits and faults of a request under way to its reply', () => {
    const line = readyLine(hybrid).asks('q1');
    line.hears({ type: 'rate-limited', retryAfterMs: 5000 }).hears(error('No'));
    expect(line.told()).toEqual([]);
    line.take({
      type: 'posted',
      clientMessageId: 'q1',
      outcome: { type: 'limited', retryAfterMs: 9, isNoWay: false },
    });
    expect(line.told()).toEqual([{ type: 'limited', retryAfterMs: 9 }]);
  });

  it('where nothing takes posts: what was only guessed is given up, what is known is told', () => {
    const end = { kind: 'halt', problem: { code: 'wrong-path' } } as const;
    const outcome = { type: 'ended', end, isNoWay: true } as const;
    const guessed = readyLine({ variant: 'hybrid' })
      .asks('q1')
      .take({ type: 'posted', clientMessageId: 'q1', outcome });
    expect([guessed.of('learn'), lastOf(guessed.told())]).toEqual([
      [learnt(null)],
      { type: 'closed', end: gone },
    ]);
    const known = readyLine(hybrid).asks('q1').take({ type: 'posted', clientMessageId: 'q1', outcome });
    expect([known.of('learn'), lastOf(known.told())]).toEqual([[], { type: 'closed', end }]);
  });
});

describe('P48: a copy of the last answer', () => {
  it('under another name, without an id, and before any other reaction is dropped', () => {
    const line = readyLine().asks('q1').hears(complete('Because.')).asks('q2').forget();
    expect(line.hears(complete('Because.'), { whole: 'chat_message' }).told()).toEqual([]);
    expect(line.hears(complete('Because.')).told()).toHaveLength(1);
  });

  it('is none behind a reaction, in other words, or under the same name', () => {
    const line = readyLine().asks('q1').hears(complete('Because.')).asks('q2').forget();
    line.hears({ type: 'processing', messageId: null });
    expect(line.hears(complete('Because.'), { whole: 'chat_message' }).told()).toHaveLength(2);
  });

  it('in other words is the next one’s', () => {
    const line = readyLine().asks('q1').hears(complete('Because.')).asks('q2').forget();
    expect(line.hears(complete('So.'), { whole: 'chat_message' }).told()).toMatchObject([{ content: 'So.' }]);
  });

  it('is not taken for the next one’s where nothing is asked', () => {
    const line = readyLine().asks('q1').hears(complete('Because.')).forget();
    expect(line.hears(complete('Because.'), { whole: 'chat_message' }).told()).toEqual([]);
    // With an id the session tells it apart; and a late one, over a new connection, may be what is waited for.
    expect(line.hears(complete('Because.', 'a1')).told()).toHaveLength(1);
    expect(readyLine().hears(complete('Late.')).told()).toHaveLength(1);
  });
});

describe('P49: a wish for a token', () => {
  const halted = { type: 'closed', end: { kind: 'halt', problem: { code: 'token-in-url-only' } } };
  const asksForSignIn = { type: 'closed', end: { kind: 'authenticate' } };
  it.each([
    ['before it is ready', true, halted],
    ['before it is ready', false, asksForSignIn],
  ] as const)('%s, signed in: %s', (_, isSignedIn, end) => {
    expect(lastOf(greetedLine({}, true, isSignedIn).hears({ type: 'unauthorised' }).told())).toEqual(end);
    expect(lastOf(greetedLine({}, true, isSignedIn).closes(4401).told())).toEqual(end);
    expect(lastOf(readyLine({}, true, isSignedIn).closes(1008, 'token required').told())).toEqual(end);
  });

  it('instead of a first message has refused it', () => {
    const line = readyLine({}, true, true).asks('q1').hears({ type: 'unauthorised' });
    expect(line.told()).toEqual([{ type: 'refused', code: null, detail: null }, halted]);
  });

  it('of a server that has taken messages is one for other credentials, as ever', () => {
    const line = readyLine({ variant: 'plain', isProven: true }, true, true).asks('q1');
    expect(lastOf(line.hears({ type: 'unauthorised' }).told())).toEqual(asksForSignIn);
  });
});

describe('P50: pings', () => {
  const pings = (line: ReturnType<typeof readyLine>): readonly V1Effect[] => line.of('send-ping');

  it('that were answered once have to be answered', () => {
    const line = readyLine().fire('ping');
    expect([pings(line).length, line.running.has('pong')]).toEqual([1, false]);
    line.hears({ type: 'pong' }).fire('ping');
    expect(line.running.get('pong')).toBe(20_000);
    expect(lastOf(line.fire('pong').told())).toEqual({ type: 'closed', end: gone });
  });

  it('don’t get in the way of a message, where they might be objected to', () => {
    const line = readyLine().asks('q1').fire('ping');
    expect([pings(line).length, line.running.has('ping')]).toEqual([0, true]);
    expect(pings(line.hears({ type: 'processing', messageId: null }).fire('ping'))).toHaveLength(1);
  });

  it.each([
    ['by an error', (line: ReturnType<typeof readyLine>) => line.hears(unknownType('ping'))],
    ['by closing', (line: ReturnType<typeof readyLine>) => line.closes(1003)],
  ])('are forgone where they are objected to %s', (_, objects) => {
    const line = objects(readyLine().fire('ping'));
    expect(line.of('forgo-pings')).toHaveLength(1);
    expect(line.of('learn')).toEqual([]);
    expect(pings(readyLine({ mayPing: false }).fire('ping'))).toEqual([]);
  });

  it('after a sleep are answered within 2 s, by a pong, or the line is dead', () => {
    const line = readyLine().take({ type: 'check-asked' }).hears({ type: 'established' });
    expect(line.running.get('pong')).toBe(2000);
    expect(line.hears({ type: 'pong' }).running.has('pong')).toBe(false);
    const dead = readyLine().take({ type: 'check-asked' }).take({ type: 'faulty-frame' }).fire('pong');
    expect(lastOf(dead.told())).toEqual({ type: 'closed', end: gone });
  });

  it('of the server are answered', () => {
    expect(greetedLine().hears({ type: 'ping' }).of('send-pong')).toHaveLength(1);
    expect(readyLine().hears({ type: 'ping' }).of('send-pong')).toHaveLength(1);
  });
});

describe('what is said of the platform itself', () => {
  it.each([
    ['P40', error('Not there', 'db_not_ready'), { kind: 'back-off', problem: { code: 'platform-starting' } }],
    ['P20', { type: 'rate-limited', retryAfterMs: 9 }, { kind: 'wait', ms: 9 }],
    ['P19', error('Gone', 'CHAT_NOT_FOUND'), { kind: 'chat-gone' }],
  ] as const)('%s: before it is ready', (_, frame, end) => {
    expect(lastOf(greetedLine().hears(frame).told())).toMatchObject({ type: 'closed', end });
  });

  it('P19, P20, P40: once it is ready', () => {
    const told = (frame: ServerFrame): unknown => lastOf(readyLine().asks('q1').hears(frame).told());
    expect(told(error('No', 'nope'))).toEqual({ type: 'refused', code: 'nope', detail: 'No' });
    expect(told({ type: 'rate-limited', retryAfterMs: 9 })).toEqual({ type: 'limited', retryAfterMs: 9 });
    expect(told(error('', 'schema_unavailable'))).toMatchObject({
      end: { problem: { code: 'platform-starting' } },
    });
    expect(lastOf(readyLine().asks('q1').take({ type: 'faulty-frame' }).told())).toEqual({ type: 'damaged' });
  });
});
