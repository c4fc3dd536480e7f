import type { Database } from '../../lib/storage/database.ts';

/** A database whose transactions end, for whoever waits for their end, when the test says so, and how. */
export interface HeldDatabase {
  readonly database: Database;
  /** They have ended as they did. */
  release(): void;
  /** They have not: the disk, say, was full in the last moment. */
  fail(error: Error): void;
}

export function holdEnds(database: Database): HeldDatabase {
  let settle: (error: Error | null) => void = () => undefined;
  const said = new Promise<Error | null>((resolve) => (settle = resolve));

  function held(ended: Promise<unknown>): Promise<void> {
    const end = ended.then(async () => {
      const error = await said;
      if (error !== null) throw error;
    });
    // As with a real one: whoever does not wait for it is told by nobody.
    end.catch(() => undefined);
    return end;
  }

  const holding = <Target extends object>(target: Target, name: string, replaced: unknown): Target =>
    new Proxy(target, {
      get(of, key) {
        if (key === name) return replaced;
        const value: unknown = Reflect.get(of, key, of);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });

  const transaction = (...args: Parameters<Database['transaction']>) => {
    const tx = database.transaction(...args);
    return holding(tx, 'done', held(tx.done));
  };
  return {
    database: holding(database, 'transaction', transaction),
    release: () => settle(null),
    fail: settle,
  };
}
