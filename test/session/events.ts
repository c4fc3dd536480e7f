import fc from 'fast-check';
import type { ServerFrame } from '../../lib/protocol/server-frame.ts';
import { anyTimers, type AnyEvent } from './websocket-session.ts';

/** `generation` as drawn is an offset back from the newest one: 0 is current, more is stale. */
const generation = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4 }) },
);
const messageId = fc.oneof(fc.constant(null), fc.constantFrom('m1', 'm2'));
const chunk = fc.constantFrom('a', 'bc', '', 'déf');

const frame: fc.Arbitrary<ServerFrame> = fc.oneof(
  fc.constantFrom<ServerFrame>(
    { type: 'established' },
    { type: 'progress' },
    { type: 'ready' },
    { type: 'joined' },
    { type: 'joined' },
    { type: 'ping' },
    { type: 'pong' },
    { type: 'unauthorised' },
    { type: 'unknown' },
  ),
  messageId.map((id) => ({ type: 'processing' as const, messageId: id })),
  messageId.map((id) => ({ type: 'start' as const, messageId: id })),
  fc.record({ type: fc.constant('chunk' as const), messageId, content: chunk }),
  fc.record({
    type: fc.constant('complete' as const),
    messageId,
    content: fc.oneof(fc.constant(null), chunk),
    sources: fc.constant([]),
    totalTokens: fc.constant(null),
    totalChunks: fc.constantFrom(null, 1, 2, 3),
  }),
  fc.constant<ServerFrame>({ type: 'error', code: 'internal', detail: 'no' }),
  fc.constant<ServerFrame>({ type: 'error', code: 'chat_not_found', detail: null }),
  fc.constant<ServerFrame>({ type: 'rate-limited', retryAfterMs: 2000 }),
);

const closeCode = fc.constantFrom(1000, 1001, 1006, 1006, 1008, 1011, 1012, 4400, 4401, 4403, 4408);
const historyItem = fc.record({
  id: fc.constantFrom('h1', 'h2'),
  role: fc.constantFrom('user' as const, 'assistant' as const, 'other' as const),
  content: fc.constantFrom('q', 'an answer', ''),
  clientMessageId: fc.constantFrom(null, 'q1', 'q2', 'q3'),
});
const problem = { code: 'server-unreachable' } as const;

/** Any fact in any order, a connected session's likelier than others. */
export const anyEvent: fc.Arbitrary<AnyEvent> = fc.oneof(
  fc.constant<AnyEvent>({ type: 'woke' }),
  fc.integer({ min: 0, max: 2 }).map((watchers) => ({ type: 'watched' as const, watchers })),
  {
    weight: 3,
    arbitrary: fc.constantFrom('q1', 'q2', 'q3', 'q4', 'q5').map((id) => ({
      type: 'sent' as const,
      message: { role: 'user' as const, id, text: 'q', attachments: [], createdAt: 0 },
    })),
  },
  fc.constant<AnyEvent>({ type: 'stopped' }),
  fc.constant<AnyEvent>({ type: 'reconnect-asked' }),
  fc.constant<AnyEvent>({ type: 'problem-dismissed' }),
  fc.boolean().map((online) => ({ type: 'online-changed' as const, online })),
  fc.constant<AnyEvent>({ type: 'clock-jumped' }),
  fc.constant<AnyEvent>({ type: 'renamed', title: 'Mine' }),
  fc.record({
    type: fc.constant('budget-told' as const),
    budget: fc.record({
      // The world's clock starts at 1,000,000 and takes 10 ms a fact.
      fullAt: fc.integer({ min: 0, max: 1_015_000 }),
      limitedUntil: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 1_002_000 })),
      connectAfter: fc.integer({ min: 0, max: 1_002_000 }),
    }),
  }),
  fc.constantFrom('q1', 'q2').map((id) => ({ type: 'edited' as const, messageId: id, text: 'edited' })),
  fc.constantFrom('q1', 'q2', 'q3').map((id) => ({ type: 'removed' as const, messageId: id })),
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('chat-created' as const),
      generation,
      chatId: fc.constantFrom('c1', 'c1', null),
    }),
  },
  fc.record({
    type: fc.constant('chat-failed' as const),
    generation,
    failure: fc.constantFrom(
      { kind: 'transient' as const, problem },
      { kind: 'rate-limited' as const, retryAfterMs: 1500 },
      { kind: 'unauthorised' as const },
      { kind: 'fatal' as const, problem: { code: 'tenant-unknown' as const } },
    ),
  }),
  { weight: 4, arbitrary: generation.map((back) => ({ type: 'socket-opened' as const, generation: back })) },
  {
    weight: 16,
    arbitrary: fc.record({ type: fc.constant('frame-received' as const), generation, frame }),
  },
  generation.map((back) => ({ type: 'frame-faulty' as const, generation: back })),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('socket-closed' as const),
      generation,
      code: closeCode,
      reason: fc.constantFrom('', 'rate limit exceeded', 'tenant_id required'),
    }),
  },
  fc.record({ type: fc.constant('join-withheld' as const), generation, problem: fc.constant(problem) }),
  fc.record({
    type: fc.constant('token-refreshed' as const),
    generation,
    outcome: fc.constantFrom('refreshed' as const, 'refused' as const, 'unavailable' as const),
  }),
  generation.map((back) => ({ type: 'superseded' as const, generation: back })),
  fc.constant<AnyEvent>({ type: 'refusal-explained', problem }),
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('history-read' as const),
      generation,
      history: fc.record({ items: fc.array(historyItem, { maxLength: 4 }), isWhole: fc.boolean() }),
    }),
  },
  fc.record({ type: fc.constant('line-ended' as const), generation }),
  fc.record({
    type: fc.constant('history-failed' as const),
    generation,
    failure: fc.constantFrom('transient' as const, 'gone' as const),
  }),
  {
    weight: 6,
    arbitrary: fc.constantFrom(...anyTimers).map((timer) => ({ type: 'timer-fired' as const, timer })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('store-failed' as const),
      problem: fc.constant({ code: 'storage-full' as const }),
      messageId: fc.constantFrom(null, 'q1', 'q2'),
      dropped: fc.subarray(['send-message', 'connect', 'read-history'] as const),
    }),
  },
);

const readied: readonly AnyEvent[] = [
  { type: 'watched', watchers: 1 },
  { type: 'chat-created', generation: 0, chatId: 'c1' },
  { type: 'socket-opened', generation: 0 },
  { type: 'frame-received', generation: 0, frame: { type: 'ready' } },
  { type: 'frame-received', generation: 0, frame: { type: 'joined' } },
];
const asked: AnyEvent = {
  type: 'sent',
  message: { role: 'user', id: 'q1', text: 'q', attachments: [], createdAt: 0 },
};
const streaming: AnyEvent = {
  type: 'frame-received',
  generation: 0,
  frame: { type: 'chunk', messageId: null, content: 'abc' },
};

/** Chance alone seldom gets as far as an answer: some sequences start there. */
export const anyStart: fc.Arbitrary<readonly AnyEvent[]> = fc.constantFrom(
  [],
  readied,
  [...readied, asked],
  [...readied, asked, streaming],
  [...readied, asked, streaming, { type: 'socket-closed', generation: 0, code: 1006, reason: '' } as const],
);
