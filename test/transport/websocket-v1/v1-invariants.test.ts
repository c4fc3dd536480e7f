import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerFrame } from '../../../lib/protocol/server-frame.ts';
import type { PostedMessage } from '../../../lib/protocol/rest/message.ts';
import type { V1Effect, V1Event, V1State } from '../../../lib/transport/websocket-v1/v1-state.ts';
import { v1Timers } from '../../../lib/transport/websocket-v1/v1-state.ts';
import type { VariantGuess } from '../../../lib/transport/websocket-v1/variant.ts';
import { scaled } from '../../run/scale.ts';
import { openLine, type V1Line } from './v1-line.ts';

const sequences = scaled(4_000);

const messageId = fc.constantFrom(null, 'a1', 'a2');
const content = fc.constantFrom('Because.', 'So.', '');
const frame: fc.Arbitrary<ServerFrame> = fc.oneof(
  fc.constantFrom<ServerFrame>(
    { type: 'established' },
    { type: 'progress' },
    { type: 'ready' },
    { type: 'ready' },
    { type: 'joined' },
    { type: 'ping' },
    { type: 'pong' },
    { type: 'unauthorised' },
    { type: 'unknown' },
    { type: 'rate-limited', retryAfterMs: 1000 },
  ),
  messageId.map((id) => ({ type: 'processing' as const, messageId: id })),
  messageId.map((id) => ({ type: 'start' as const, messageId: id })),
  fc.record({ type: fc.constant('chunk' as const), messageId, content }),
  fc.record({
    type: fc.constant('complete' as const),
    messageId,
    content: fc.oneof(fc.constant(null), content),
    sources: fc.constant([]),
    totalTokens: fc.constant(null),
    totalChunks: fc.constant(null),
  }),
  fc.constantFrom<ServerFrame>(
    { type: 'error', code: 'unknown_type', detail: 'Unknown message type: auth' },
    { type: 'error', code: 'unknown_type', detail: 'Unknown message type: chat_message' },
    { type: 'error', code: 'unknown_type', detail: 'Unknown message type: ping' },
    { type: 'error', code: 'invalid_message', detail: 'Invalid message format' },
    { type: 'error', code: 'nope', detail: 'No' },
  ),
);
const said = fc.record({
  frame,
  chatId: fc.constantFrom(null, null, 'c1', 'c2'),
  whole: fc.constantFrom(null, 'chat_response' as const, 'chat_message' as const),
});
const asked = fc.constantFrom('q1', 'q2', 'q3');
const reply: fc.Arbitrary<PostedMessage> = fc.record({
  id: fc.constantFrom('a1', 'a2', 'q1'),
  role: fc.constantFrom('user' as const, 'assistant' as const),
  content,
  sources: fc.constant([]),
  totalTokens: fc.constant(null),
});
const event: fc.Arbitrary<V1Event> = fc.oneof(
  fc.constant<V1Event>({ type: 'opened' }),
  fc.boolean().map((isSignedIn) => ({ type: 'admitted' as const, isSignedIn })),
  { weight: 12, arbitrary: said.map((one) => ({ type: 'frame' as const, said: one })) },
  fc.constant<V1Event>({ type: 'faulty-frame' }),
  fc.record({
    type: fc.constant('closed' as const),
    code: fc.constantFrom(1000, 1001, 1003, 1006, 1008, 1011, 4400, 4401, 4403, 4408),
    reason: fc.constantFrom('', 'token required', 'rate limit', 'auth'),
  }),
  {
    weight: 4,
    arbitrary: asked.map((id) => ({
      type: 'message-asked' as const,
      message: { text: 'Why?', clientMessageId: id },
    })),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('posted' as const),
      clientMessageId: asked,
      outcome: fc.oneof(
        reply.map((one) => ({ type: 'replied' as const, reply: one })),
        fc.constantFrom(
          { type: 'limited' as const, retryAfterMs: 1000, isNoWay: false },
          { type: 'refused' as const, code: null, detail: null, isNoWay: false },
          { type: 'ended' as const, end: { kind: 'rest' as const }, isNoWay: true },
        ),
      ),
    }),
  },
  fc.record({
    type: fc.constant('looked-up' as const),
    clientMessageId: asked,
    answer: fc.constantFrom(null, {
      ...{ type: 'completed' as const, messageId: 'a1', content: 'Because.' },
      ...{ sources: [], totalTokens: null, totalChunks: null },
    }),
  }),
  fc.constant<V1Event>({ type: 'check-asked' }),
  {
    weight: 5,
    arbitrary: fc.constantFrom(...v1Timers).map((timer) => ({ type: 'timer-fired' as const, timer })),
  },
);
const guess: fc.Arbitrary<VariantGuess> = fc.oneof(
  fc.constant({ variant: null, isRemembered: false, isProven: false, mayPing: true }),
  fc.record({
    variant: fc.constantFrom('plain' as const, 'auth-first' as const, 'hybrid' as const),
    isRemembered: fc.boolean(),
    isProven: fc.boolean(),
    mayPing: fc.boolean(),
  }),
);
const beginnings: readonly (readonly V1Event[])[] = [
  [],
  [
    { type: 'opened' },
    { type: 'admitted', isSignedIn: true },
    { type: 'frame', said: { frame: { type: 'ready' }, chatId: null, whole: null } },
    { type: 'timer-fired', timer: 'settle' },
  ],
];

const isAnswer = (effect: V1Effect): boolean => effect.type === 'tell' && effect.event.type === 'completed';
const isObjection = (one: V1Event): boolean => one.type === 'frame' && one.said.frame.type === 'error';

/** What has to hold of one more fact, and of all that came before it. */
function check(before: V1State, fact: V1Event, added: readonly V1Effect[], line: V1Line, had: Had): void {
  const { state, running } = line;
  if (before.at === 'over') {
    expect(added, 'nothing comes of what is over').toEqual([]);
    return;
  }
  for (const effect of added) {
    const { type } = effect;
    if (type === 'send-auth') {
      had.auths += 1;
      expect(had.left.size, '`auth` is the first frame').toBe(0);
    }
    if (type === 'send-message' || type === 'post-message') {
      const { clientMessageId } = effect.message;
      const isAgain = fact.type !== 'message-asked';
      expect(before.at, 'nothing leaves before it is ready').toBe('ready');
      if (isAgain) {
        expect(
          isObjection(fact),
          'a second time only where the server has said that it did not take it',
        ).toBe(true);
        expect([type, had.left.get(clientMessageId)]).toEqual(['post-message', 'send-message']);
      }
      had.left.set(clientMessageId, type);
    }
    if (type === 'learn' && effect.isProven) {
      expect(['frame', 'posted'], 'only a reaction proves anything').toContain(fact.type);
    }
    if (type === 'name-chat') had.names += 1;
    if (type === 'tell') {
      const told = effect.event.type;
      if (told === 'ready') had.readies += 1;
      expect(had.closes, '`closed` is the last word').toBe(0);
      if (told === 'closed') had.closes += 1;
      if (before.at !== 'ready') expect(['ready', 'progress', 'closed']).toContain(told);
    }
  }
  expect(had.auths).toBeLessThanOrEqual(1);
  expect(had.readies).toBeLessThanOrEqual(1);
  expect(had.names, 'a chat is named once').toBeLessThanOrEqual(had.isUnnamed ? 1 : 0);
  expect(added.filter(isAnswer).length).toBeLessThanOrEqual(1);
  switch (state.at) {
    case 'opening':
    case 'greeting':
      expect(running.has('handshake'), 'a handshake has an end').toBe(true);
      break;
    case 'ready':
      expect(running.has('handshake') || running.has('settle') || running.has('greet')).toBe(false);
      if (state.mayPing) expect(running.has('ping'), 'a ready line is watched').toBe(true);
      // What waits for its first reaction is one that has left.
      if (state.asked !== null) expect(had.left.has(state.asked.message.clientMessageId)).toBe(true);
      break;
    case 'over':
      expect(running.size, 'no timer outlives it').toBe(0);
      expect(had.closes).toBe(1);
      break;
    default:
      state satisfies never;
  }
}

interface Had {
  auths: number;
  readies: number;
  closes: number;
  names: number;
  readonly isUnnamed: boolean;
  /** How each message left last. */
  readonly left: Map<string, 'send-message' | 'post-message'>;
}

describe('a socket to an older server, under any sequence of facts', () => {
  it(
    `keeps its invariants in ${sequences.toLocaleString('en')} random sequences`,
    { timeout: 60_000 },
    () => {
      let readies = 0;
      let posts = 0;
      fc.assert(
        fc.property(
          guess,
          fc.boolean(),
          fc.constantFrom(...beginnings),
          fc.array(event, { maxLength: 40, size: 'max' }),
          (known, hasChat, beginning, facts) => {
            const line = openLine(known, hasChat);
            const had: Had = {
              auths: 0,
              readies: 0,
              closes: 0,
              names: 0,
              isUnnamed: !hasChat,
              left: new Map(),
            };
            for (const fact of [...beginning, ...facts]) {
              if (fact.type === 'timer-fired' && !line.running.has(fact.timer)) continue;
              // One message at a time (P10).
              if (fact.type === 'message-asked' && line.state.at === 'ready' && line.state.asked !== null)
                continue;
              const before = line.state;
              const from = line.effects.length;
              if (fact.type === 'timer-fired') line.fire(fact.timer);
              else line.take(fact);
              check(before, fact, line.effects.slice(from), line, had);
            }
            readies += had.readies;
            posts += [...had.left.values()].filter((by) => by === 'post-message').length;
          },
        ),
        { numRuns: sequences },
      );
      // Not a run of skipped facts.
      expect(readies).toBeGreaterThan(sequences / 4);
      expect(posts).toBeGreaterThan(sequences / 20);
    },
  );
});
