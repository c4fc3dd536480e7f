import { describe, expect, it } from 'vitest';
import { freshBudget } from '../../lib/session/budget.ts';
import { publicStatus } from '../../lib/session/public-status.ts';
import type { ConnectionState } from '../../lib/session/state.ts';
import { startSession } from './websocket-session.ts';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';

const connecting = (isStartingUp: boolean): ConnectionState => ({
  at: 'connecting',
  generation: 1,
  isStartingUp,
});

/** A key for every state: a new one that is missing here does not compile. */
const words: Record<ConnectionState['at'], readonly (readonly [ConnectionState, ConnectionStatus])[]> = {
  idle: [[{ at: 'idle' }, { kind: 'offline' }]],
  creating: [
    [{ at: 'creating', generation: 1 }, { kind: 'connecting' }],
    [{ at: 'creating', generation: 1, isStartingUp: true }, { kind: 'starting-up' }],
  ],
  connecting: [
    [connecting(false), { kind: 'connecting' }],
    [connecting(true), { kind: 'starting-up' }],
  ],
  ready: [[{ at: 'ready', generation: 1 }, { kind: 'connected' }]],
  refreshing: [[{ at: 'refreshing', generation: 1 }, { kind: 'connecting' }]],
  'backing-off': [
    [
      { at: 'backing-off', until: 99, cause: 'failure' },
      { kind: 'reconnecting', at: 99 },
    ],
    [
      { at: 'backing-off', until: 99, cause: 'rate' },
      { kind: 'waiting', until: 99 },
    ],
    [{ at: 'backing-off', until: 99, cause: 'starting' }, { kind: 'starting-up' }],
  ],
  exhausted: [[{ at: 'exhausted' }, { kind: 'offline' }]],
  offline: [[{ at: 'offline' }, { kind: 'offline' }]],
  halted: [
    [{ at: 'halted', status: 'check-settings' }, { kind: 'check-settings' }],
    [{ at: 'halted', status: 'sign-in-needed' }, { kind: 'sign-in-needed' }],
  ],
  closed: [[{ at: 'closed' }, { kind: 'offline' }]],
};

describe('what the status line says', () => {
  it.each(Object.values(words).flat())('of %j: %j', (connection, status) => {
    expect(publicStatus({ ...startSession({ conversationId: 'c' }), connection })).toEqual(status);
  });

  it('P5, P40: of a platform that starts up, how far it has got', () => {
    const progress = { done: 2, of: 5, words: 'Loading' };
    const state = { ...startSession({ conversationId: 'c' }), progress };
    expect(publicStatus({ ...state, connection: connecting(true) })).toEqual({
      kind: 'starting-up',
      progress,
    });
    expect(publicStatus({ ...state, connection: connecting(false) })).toEqual({ kind: 'connecting' });
  });

  it('P20: of a ready connection that may send nothing yet, until when', () => {
    const limited = {
      ...startSession({ conversationId: 'c' }),
      budget: { ...freshBudget, limitedUntil: 99 },
    };
    expect(publicStatus({ ...limited, connection: { at: 'ready', generation: 1 } })).toEqual({
      kind: 'waiting',
      until: 99,
    });
    expect(publicStatus({ ...limited, connection: { at: 'offline' } })).toEqual({ kind: 'offline' });
  });
});
