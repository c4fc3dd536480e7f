/** What is guarded against is the worker's death, which a relaxed transaction survives; an fsync per batch would not be paid back. */
export const durability = 'relaxed';

/** A request that fails ends the transaction, and is told by the transaction's end. */
export function unawaited(made: Promise<unknown>): void {
  // Unobserved, it would be reported as an error of nobody's as well.
  made.catch(() => undefined);
}

/** Nothing of it stays. Returns why. */
export function undone(tx: { readonly error: DOMException | null; abort(): void }, error: unknown): unknown {
  // What ended the transaction, such as a full disk, says more than the request that was cut off by its end.
  const cause = tx.error ?? error;
  // A value that can't be cloned throws without ending the transaction, which would then commit what came before it.
  try {
    tx.abort();
  } catch {
    // Over already: the browser itself aborted it.
  }
  return cause;
}
