import { describe, expect, it } from 'vitest';
import type { Effect } from '../../lib/session/effect.ts';
import type { SessionEvent } from '../../lib/session/event.ts';
import type { SessionState } from '../../lib/session/state.ts';
import { step } from '../../lib/session/step.ts';
import type { TransportEvent } from '../../lib/session/transport-event.ts';
import { startSession } from './websocket-session.ts';

/* P46: a chat that the platform creates with its first message, whatever the way there is made of. */

const created = (chatId: string | null, generation = 1): SessionEvent => ({
  type: 'chat-created',
  generation,
  chatId,
});
const heard = (event: TransportEvent, generation = 2): SessionEvent => ({ type: 'heard', generation, event });
const named: TransportEvent = { type: 'chat-named', chatId: 'c1' };
const asked: SessionEvent = {
  type: 'sent',
  message: { role: 'user', id: 'q1', text: 'Why?', attachments: [], createdAt: 0 },
};

function run(...events: readonly SessionEvent[]): { state: SessionState; effects: Effect[] } {
  let state = startSession();
  const effects: Effect[] = [];
  for (const event of events) {
    const next = step(state, event, { now: 1_000_000, random: 0.5 });
    ({ state } = next);
    effects.push(...next.effects);
  }
  return { state, effects };
}

const ready: readonly SessionEvent[] = [
  { type: 'watched', watchers: 1 },
  created(null),
  heard({ type: 'ready' }),
];
const ofType = <Type extends Effect['type']>(effects: readonly Effect[], type: Type) =>
  effects.filter((effect): effect is Extract<Effect, { type: Type }> => effect.type === type);
const links = (effects: readonly Effect[]): unknown[] =>
  ofType(effects, 'commit').flatMap(({ changes }) => changes.filter(({ type }) => type === 'chat-linked'));

describe('a chat that comes to be with the first message', () => {
  it('is connected to without a name, and its first message leaves without one', () => {
    const { state, effects } = run(...ready, asked);
    expect(ofType(effects, 'connect')).toEqual([{ type: 'connect', generation: 2, chatId: null }]);
    expect(ofType(effects, 'send-message')).toMatchObject([{ chatId: null, clientMessageId: 'q1' }]);
    expect([state.chatId, links(effects)]).toEqual([null, []]);
  });

  it('is linked, and stored, once it is named; another name later is another’s', () => {
    const { state, effects } = run(
      ...ready,
      asked,
      heard(named),
      heard({ type: 'chat-named', chatId: 'c2' }),
    );
    expect(state.chatId).toBe('c1');
    expect(links(effects)).toEqual([{ type: 'chat-linked', chatId: 'c1' }]);
  });

  it('is not named over a connection that was let go (law 8)', () => {
    expect(run(...ready, asked, heard(named, 1)).state.chatId).toBeNull();
  });

  it('is not there for a creation that is no longer waited for', () => {
    expect(ofType(run({ type: 'watched', watchers: 1 }, created(null, 7)).effects, 'connect')).toEqual([]);
  });

  it('that was cut off before it had a name: nobody can look, so nothing is sent again by itself', () => {
    const closed = heard({
      type: 'closed',
      end: { kind: 'back-off', problem: { code: 'server-unreachable' }, isRefused: false, isShared: false },
    });
    const { state, effects } = run(
      ...ready,
      asked,
      closed,
      { type: 'timer-fired', timer: 'retry' },
      created(null, 3),
      heard({ type: 'ready' }, 4),
    );
    expect(state.exchange).toBeNull();
    expect(ofType(effects, 'send-message')).toHaveLength(1);
    expect(ofType(effects, 'read-history')).toEqual([]);
    const puts = ofType(effects, 'commit').flatMap(({ changes }) =>
      changes.flatMap((change) => (change.type === 'message-put' ? [change.message.status] : [])),
    );
    expect(puts.at(-1)).toBe('unknown');
  });

  it('is asked for again at the next attempt, and has the name that it is then given', () => {
    const { effects } = run(
      ...ready,
      { type: 'reconnect-asked' },
      { type: 'online-changed', online: false },
      {
        type: 'online-changed',
        online: true,
      },
    );
    expect(ofType(effects, 'create-chat')).toHaveLength(2);
  });
});
