import { inStorage } from '../shared/storage-error.ts';
import type { DatabaseSource } from './database-source.ts';
import type { Database } from './database.ts';

/** Does something in the database in use. Rejects with a StorageError where there is none now, or it is full or broken. */
export type InDatabase = <Value>(job: (database: Database) => Promise<Value>) => Promise<Value>;

export function createInDatabase(source: DatabaseSource): InDatabase {
  return (job) => inStorage(async () => job(await source()));
}
