import type { Effect } from '../effect.ts';

/**
 * The connection stays and nothing passes, not even its end, as where a router has forgotten it. Taken away, ends pass
 * again; bytes do on new connections only.
 */
export interface HalfOpen {
  readonly kind: 'half-open';
}

export function halfOpen(): HalfOpen {
  return { kind: 'half-open' };
}

export function halfOpenEffect(): Effect {
  return { swallows: true, dueAt: () => Infinity };
}
