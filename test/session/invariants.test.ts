import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burst } from '../../lib/session/budget.ts';
import { connectionGeneration } from '../../lib/session/connection.ts';
import { publicStatus } from '../../lib/session/public-status.ts';
import { scaled } from '../run/scale.ts';
import { anyEvent, anyStart } from './events.ts';
import { standing, type AnyEvent } from './websocket-session.ts';
import { advance, aim, isPossible, newWorld, type World } from './world.ts';

/** The issue asks for 10,000 random sequences; each has up to 60 facts. */
const sequences = scaled(10_000);

function bounded(before: World, event: AnyEvent, after: World): void {
  for (const effect of after.effects) {
    if (effect.type !== 'set-timer') continue;
    if (
      effect.timer === 'retry' &&
      after.state.connection.at === 'backing-off' &&
      after.state.connection.cause === 'failure'
    ) {
      const base = Math.min(8000, 500 * 2 ** (after.state.failures - 1));
      expect(effect.ms).toBeGreaterThanOrEqual(base);
      expect(effect.ms).toBeLessThanOrEqual(Math.ceil(base * 1.3));
    } else if (effect.timer === 'poll') {
      expect(effect.ms).toBeLessThanOrEqual(16_000);
    } else {
      expect(effect.ms).toBeGreaterThan(0);
    }
  }
  expect(after.state.failures).toBeLessThanOrEqual(10);
  if (event.type !== 'frame-received' && after.state.failures === 0 && before.state.failures > 0) {
    // P35: besides `chat_joined`, only a person, a new message or the network starts the count anew.
    expect(['reconnect-asked', 'watched', 'sent', 'retried', 'online-changed']).toContain(event.type);
  }
}

function check(before: World, event: AnyEvent, after: World): void {
  const { state, effects } = after;
  expect(after.sockets.size, 'never two sockets for a session').toBeLessThanOrEqual(1);
  for (const joins of after.joins.values()) expect(joins, 'at most one join on a socket').toBe(1);
  const generation = connectionGeneration(state.connection);
  expect([...after.sockets], 'the open socket is the one the state speaks of').toEqual(
    generation === null ? [] : [generation],
  );

  const sends = effects.filter(({ type }) => type === 'send-message');
  expect(sends.length, 'one message in flight').toBeLessThanOrEqual(1);
  for (const send of sends) {
    const at = effects.indexOf(send);
    const stored = effects
      .slice(0, at)
      .flatMap((effect) => (effect.type === 'commit' ? effect.changes : []))
      .some(
        (change) =>
          change.type === 'message-put' &&
          change.message.role === 'user' &&
          change.message.status === 'sending' &&
          send.type === 'send-message' &&
          change.message.id === send.clientMessageId,
      );
    expect(stored, 'marked as sending in storage before the frame leaves').toBe(true);
    expect(state.exchange?.at).toBe('transmitted');
  }

  if (
    state.connection.at === 'ready' &&
    state.exchange === null &&
    state.budget.limitedUntil === null &&
    !after.running.has('pace')
  ) {
    expect(state.queue.length, 'nothing waits for a connection that is ready').toBe(0);
  }
  // P37: a sequence takes less than a second, so all of them are one burst.
  expect(after.sentAt.length, 'no more than a burst at once').toBeLessThanOrEqual(burst);
  if (sends.length > 0) expect(state.budget.limitedUntil, 'nothing leaves under a limit').toBeNull();
  if (state.budget.limitedUntil !== null) expect(after.running.has('limit'), 'a limit has an end').toBe(true);
  if (state.connection.at === 'backing-off')
    expect(after.running.has('retry'), 'a wait has an end').toBe(true);
  const at = standing(after.both);
  if (at === 'ready') expect(after.running.has('ping'), 'a ready line is watched').toBe(true);
  if (at === 'opening' || at === 'greeting' || at === 'joining') {
    expect(after.running.has('handshake'), 'a handshake has an end').toBe(true);
  }
  if (at === 'greeting') expect(after.running.has('join')).toBe(true);
  if (state.connection.at === 'ready' && state.exchange !== null) {
    const { exchange } = state;
    const waits =
      exchange.at === 'transmitted' || exchange.at === 'answering'
        ? after.running.has('silence')
        : exchange.reading !== null || after.running.has('poll');
    expect(waits, 'whatever is in flight on a ready line ends by itself').toBe(true);
  }
  if (state.exchange?.at === 'answering' && state.exchange.pending !== '') {
    expect(after.running.has('flush'), 'text that arrived will be shown').toBe(true);
  }
  if (state.connection.at === 'halted') {
    expect(state.exchange, 'nothing in flight where nothing will come').toBeNull();
  }
  const ids = [
    ...state.queue.map(({ id }) => id),
    ...(state.exchange === null ? [] : [state.exchange.message.id]),
  ];
  expect(new Set(ids).size, 'no message twice').toBe(ids.length);
  expect(publicStatus(state).kind).toBeTypeOf('string');
  bounded(before, event, after);
}

describe('the session core, under any sequence of facts', () => {
  it(
    `keeps its invariants in ${sequences.toLocaleString('en')} random sequences`,
    { timeout: 120_000 },
    () => {
      let steps = 0;
      fc.assert(
        fc.property(
          anyStart,
          fc.array(fc.tuple(anyEvent, fc.double({ min: 0, max: 0.999, noNaN: true })), {
            maxLength: 60,
            size: 'max',
          }),
          (start, facts) => {
            let world = newWorld();
            for (const event of start) world = advance(world, aim(world, event), 0.5);
            for (const [drawn, random] of facts) {
              const event = aim(world, drawn);
              if (!isPossible(world, event)) continue;
              const next = advance(world, event, random);
              check(world, event, next);
              world = next;
              steps += 1;
            }
            const over = advance(world, { type: 'closed' }, 0);
            expect(over.sockets.size).toBe(0);
            expect(over.running.size, 'no timer outlives the session').toBe(0);
            for (const [drawn, random] of facts) {
              expect(advance(over, aim(over, drawn), random).effects, 'no effect after closed').toEqual([]);
            }
          },
        ),
        { numRuns: sequences },
      );
      // Not a run of skipped facts.
      expect(steps).toBeGreaterThan(sequences * 10);
    },
  );
});
