import { openDatabase, type Database } from '../../lib/storage/database.ts';
import { never } from './never.ts';

/** One worker's own connection to the flow's database. */
export interface WorkerDatabase {
  readonly database: Promise<Database>;
  /** Calls and transactions that have not ended. */
  pending(): number;
  /** Rolls back what is not committed, as the death of a worker does. */
  kill(): void;
}

export interface WorkerDatabaseOptions {
  readonly name: string;
  /** Before each use; false: the worker is dead. */
  readonly cross: (what: string) => boolean;
  /** What writes of messages fail with; null: they succeed. */
  readonly fault: () => Error | null;
}

const calls: ReadonlySet<PropertyKey> = new Set(['get', 'put', 'countFromIndex']);

export function openWorkerDatabase({ name, cross, fault }: WorkerDatabaseOptions): WorkerDatabase {
  const running = new Set<{ abort(): void }>();
  let pending = 0;
  const opened = openDatabase(name);

  function follow(done: Promise<unknown>): void {
    pending += 1;
    const end = (): void => void (pending -= 1);
    done.then(end, end);
  }

  const proxied = opened.then(
    (database) =>
      new Proxy(database, {
        get(target, key) {
          // Read from the target itself: the library's own proxy answers it.
          const value: unknown = Reflect.get(target, key);
          if (typeof value !== 'function') return value;
          if (key === 'transaction') {
            return (stores: string | string[], mode?: string, ...rest: unknown[]) => {
              if (!cross(`database ${mode ?? 'readonly'} ${[stores].flat().join('+')}`)) return never;
              const error =
                mode === 'readwrite' && (stores.includes('messages') || stores.includes('batches'))
                  ? fault()
                  : null;
              if (error !== null) throw error;
              const tx = (value as (...args: unknown[]) => { done: Promise<void>; abort(): void }).call(
                target,
                stores,
                mode,
                ...rest,
              );
              running.add(tx);
              const { done } = tx;
              follow(done);
              const end = (): void => void running.delete(tx);
              done.then(end, end);
              return tx;
            };
          }
          if (!calls.has(key)) return value.bind(target) as unknown;
          return (...args: unknown[]) => {
            if (!cross(`database ${String(key)} ${String(args[0])}`)) return never;
            const result = (value as (...args: unknown[]) => Promise<unknown>).apply(target, args);
            follow(result);
            return result;
          };
        },
      }),
  );

  return {
    database: proxied,
    pending: () => pending,
    kill() {
      for (const tx of running) {
        try {
          tx.abort();
        } catch {
          // Already on its way to the disk: that is committed, whoever dies now.
        }
      }
      void opened.then((database) => database.close());
    },
  };
}
