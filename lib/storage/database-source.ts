import type { Database } from './database.ts';

/**
 * The connection in use. It is opened on first use, and anew on the next use after it could not be opened or was lost:
 * a full disk, or a database taken away by the browser, must not break the worker for the rest of its life.
 * Rejects where there is no database now.
 */
export type DatabaseSource<Connection = Database> = () => Promise<Connection>;

/** @param open opens a connection, and calls `lost` once that is closed by anybody but us */
export function createDatabaseSource<Connection>(
  open: (lost: () => void) => Promise<Connection>,
): DatabaseSource<Connection> {
  let current: Promise<Connection> | null = null;
  return () => {
    if (current !== null) return current;
    // A connection that was replaced long ago may still tell its end.
    const forget = (): void => {
      if (current === opened) current = null;
    };
    const opened = open(() => forget());
    current = opened;
    // Told to all who wait for it, by `opened` itself.
    opened.catch(forget);
    return opened;
  };
}
