import type { Effect } from '../effect.ts';

/** Nobody is there: every connection is reset, and new ones before a byte of theirs is taken. */
export interface Down {
  readonly kind: 'down';
}

export function down(): Down {
  return { kind: 'down' };
}

export function downEffect(): Effect {
  return { verdict: () => 'reset' };
}
