import type { DatabaseSync } from 'node:sqlite';

/** Does a job whose changes are stored together or, where it throws, not at all. */
export type InOneStep = <Result>(job: () => Result) => Result;

export const createSteps =
  (database: DatabaseSync): InOneStep =>
  (job) => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = job();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };
