import { describe, expect, it } from 'vitest';
import { freshBudget } from '../../lib/session/budget.ts';
import { publicStatus } from '../../lib/session/public-status.ts';
import { newSession, type Link } from '../../lib/session/state.ts';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';

const greeting = (startingUp: boolean) => ({ at: 'greeting', generation: 1, startingUp }) as const;
const joining = (startingUp: boolean) => ({ at: 'joining', generation: 1, startingUp }) as const;

/** A key for every state: a new one that is missing here does not compile. */
const words: Record<Link['at'], readonly (readonly [Link, ConnectionStatus])[]> = {
  idle: [[{ at: 'idle' }, { kind: 'offline' }]],
  creating: [[{ at: 'creating', generation: 1 }, { kind: 'connecting' }]],
  opening: [[{ at: 'opening', generation: 1 }, { kind: 'connecting' }]],
  greeting: [
    [greeting(false), { kind: 'connecting' }],
    [greeting(true), { kind: 'starting-up' }],
  ],
  joining: [
    [joining(false), { kind: 'connecting' }],
    [joining(true), { kind: 'starting-up' }],
  ],
  ready: [[{ at: 'ready', generation: 1, doubted: false }, { kind: 'connected' }]],
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
  it.each(Object.values(words).flat())('of %j: %j', (link, status) => {
    expect(publicStatus({ ...newSession({ conversationId: 'c' }), link })).toEqual(status);
  });

  it('P20: of a ready connection that may send nothing yet, until when', () => {
    const limited = { ...newSession({ conversationId: 'c' }), budget: { ...freshBudget, limitedUntil: 99 } };
    expect(publicStatus({ ...limited, link: { at: 'ready', generation: 1, doubted: false } })).toEqual({
      kind: 'waiting',
      until: 99,
    });
    expect(publicStatus({ ...limited, link: { at: 'offline' } })).toEqual({ kind: 'offline' });
  });
});
