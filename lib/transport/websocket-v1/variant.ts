import type { V1Variant } from '../../config/known-way.ts';

/*
 * Which of the three servers it is (P41, P47). plain: messages over the socket, and no first frame. auth-first: `auth`, then as
 * plain. hybrid: `auth`, and messages by `POST`.
 */

/** What is known of the server, by all connections to it. */
export interface VariantGuess {
  /** null: nothing yet. `auth` goes first then. */
  readonly variant: V1Variant | null;
  /** An earlier connection has proven it. It spares finding out; what speaks against it counts as where nothing is known. */
  readonly isRemembered: boolean;
  /** A message was taken that way over this connection: what speaks against it is no longer a matter of finding out. */
  readonly isProven: boolean;
  /** False: it has closed a connection for a ping (P50). */
  readonly mayPing: boolean;
}

export interface VariantMemory {
  guess(): VariantGuess;
  /** @param isProven a message was taken that way */
  learn(variant: V1Variant | null, isProven: boolean): void;
  forgoPings(): void;
}

/** Remembered over the worker's death by whoever gives it, or not at all: it can be found out again. */
export interface VariantRecord {
  readonly remembered: V1Variant | null;
  /** A message was taken that way. null: what was remembered holds no more. */
  found(variant: V1Variant | null): void;
}

/** Nothing is waited for to be found out. */
export function isExpected({ isProven, isRemembered }: VariantGuess): boolean {
  return isProven || isRemembered;
}

export function createVariantMemory({ remembered, found }: VariantRecord): VariantMemory {
  let variant = remembered;
  let kept = remembered;
  let mayPing = true;
  return {
    // Each connection proves it anew: the server may have been updated since the last.
    guess: () => ({ variant, isRemembered: variant !== null && variant === kept, isProven: false, mayPing }),
    learn(learnt, isProven) {
      variant = learnt;
      const next = isProven ? learnt : null;
      if (next === kept) return;
      kept = next;
      found(next);
    },
    forgoPings: () => void (mayPing = false),
  };
}
