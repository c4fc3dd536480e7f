/**
 * The three servers that speak dialect v1 (P41). plain: messages over the socket, and no first frame. auth-first: `auth`, then
 * as plain. hybrid: `auth`, and messages by `POST`.
 */
export type V1Variant = 'plain' | 'auth-first' | 'hybrid';

/** What is known of the server, by all connections to it. */
export interface VariantGuess {
  /** null: nothing yet. `auth` goes first then. */
  readonly variant: V1Variant | null;
  /** A message was taken that way once: what speaks against it is no longer a matter of finding out. */
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
  found(variant: V1Variant): void;
}

export function createVariantMemory({ remembered, found }: VariantRecord): VariantMemory {
  let known: VariantGuess = { variant: remembered, isProven: remembered !== null, mayPing: true };
  return {
    guess: () => known,
    learn(variant, isProven) {
      const isNews = isProven && !(known.isProven && known.variant === variant);
      known = { ...known, variant, isProven: isProven && variant !== null };
      if (isNews && variant !== null) found(variant);
    },
    forgoPings: () => void (known = { ...known, mayPing: false }),
  };
}
