import { browser } from '../../lib/browser/browser.ts';
import { createManagedStorage } from '../../lib/browser/managed-storage.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import { createDatabaseSource } from '../../lib/storage/database-source.ts';
import { databaseName, openDatabase } from '../../lib/storage/database.ts';
import { readAhead } from '../../lib/storage/read-ahead.ts';

// What every start needs of the browser, asked for when this module is evaluated: before the rest of the script, which
// takes the thread about as long as the answers are on their way.

export const local = readAhead(browser.storage.local, () => systemClock.now());
export const session = readAhead(browser.storage.session, () => systemClock.now());

export const managed = createManagedStorage();

export const database = createDatabaseSource((lost) => openDatabase(databaseName, lost));
// Whoever needs it next tries again, and says what is wrong.
database().catch(() => undefined);
