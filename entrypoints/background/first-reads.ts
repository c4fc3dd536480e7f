import { browser } from '../../lib/browser/browser.ts';
import { createManagedStorage } from '../../lib/browser/managed-storage.ts';
import { isPrivateContext } from '../../lib/browser/private-windows.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import { createDatabaseArea } from '../../lib/storage/database-area.ts';
import { createDatabaseSource } from '../../lib/storage/database-source.ts';
import { databaseName, openDatabase } from '../../lib/storage/database.ts';
import { createPrivateArea } from '../../lib/storage/private-area.ts';
import { readAhead } from '../../lib/storage/read-ahead.ts';

// What every start needs of the browser, asked for when this module is evaluated: before the rest of the script, which
// takes the thread about as long as the answers are on their way.

/**
 * Chromium's worker for private windows. Both extension storages are the ordinary windows' as well; its databases are in
 * memory, its own, and gone with the last private window.
 */
export const isPrivate = isPrivateContext();

const now = (): number => systemClock.now();
const { storage } = browser;
export const local = isPrivate
  ? createPrivateArea(createDatabaseArea('miptech-local'), storage.local)
  : readAhead(storage.local, now);
export const session = isPrivate ? createDatabaseArea('miptech-session') : readAhead(storage.session, now);

export const managed = createManagedStorage();

export const database = createDatabaseSource((lost) => openDatabase(databaseName, lost));
// Whoever needs it next tries again, and says what is wrong.
database().catch(() => undefined);
