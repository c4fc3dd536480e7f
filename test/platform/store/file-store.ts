import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createFileAccounts } from './file-accounts.ts';
import { createFileChats } from './file-chats.ts';
import { createFileSignIns } from './file-sign-ins.ts';
import { createSteps } from './file-steps.ts';
import type { Store } from './store.ts';

/** Times are ISO 8601, objects JSON. '' is the owner of a chat that nobody was signed in for. */
const schema = `
  CREATE TABLE chats (
    position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, tenant TEXT NOT NULL, owner TEXT NOT NULL,
    session_id TEXT NOT NULL, title TEXT NOT NULL, created_at TEXT NOT NULL, context TEXT,
    UNIQUE (tenant, owner, session_id)
  ) STRICT;
  CREATE TABLE messages (
    position INTEGER PRIMARY KEY, chat_id TEXT NOT NULL REFERENCES chats (id), id TEXT NOT NULL,
    role TEXT NOT NULL, content TEXT NOT NULL, created_at TEXT NOT NULL, client_message_id TEXT, metadata TEXT,
    UNIQUE (chat_id, id)
  ) STRICT;
  CREATE INDEX messages_of_chat ON messages (chat_id, position);
  CREATE TABLE users (
    id TEXT PRIMARY KEY, tenant TEXT NOT NULL, email TEXT NOT NULL, full_name TEXT NOT NULL
  ) STRICT;
  CREATE TABLE accounts (
    tenant TEXT NOT NULL, address TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES users (id),
    salt BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (tenant, address)
  ) STRICT;
  CREATE TABLE refresh_tokens (
    hash BLOB PRIMARY KEY, sign_in TEXT NOT NULL, user_id TEXT NOT NULL, scope TEXT NOT NULL, spent_at TEXT
  ) STRICT;
  CREATE INDEX refresh_tokens_of_sign_in ON refresh_tokens (sign_in);
  CREATE TABLE ended_sign_ins (hash BLOB PRIMARY KEY, ended_at TEXT NOT NULL) STRICT;
  CREATE TABLE signing_key (key BLOB NOT NULL) STRICT;
`;

/** Of the tables above; a file of another number is not ours to write into. */
const schemaVersion = 1;

/**
 * Everything in one SQLite file. Each step is a transaction in the write-ahead log before its call returns, so a process that is
 * killed loses none of them; a power cut may lose the last ones, and tears none. Throws where the file is another
 * program's, of another version, or in use.
 */
export const createFileStore = (path: string): Store => {
  // For nobody else: there are hashes of passwords in it, and the key that tokens are signed with. The log beside it is like it.
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path);
  let isOpen = true;
  const inOneStep = createSteps(database);
  const close = (): void => {
    if (isOpen) database.close();
    isOpen = false;
  };

  try {
    // Two servers on one file would each think that they know what is in it.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    inOneStep(() => migrate(database));
    return {
      ...createFileChats(database, inOneStep),
      accounts: createFileAccounts(database, inOneStep),
      signIns: createFileSignIns(database, inOneStep),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
};

const migrate = (database: DatabaseSync): void => {
  const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
  if (version === schemaVersion) return;
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {};
  if (version !== 0 || tables !== 0) throw new Error('not a file of this version of the platform');
  database.exec(`${schema} PRAGMA user_version = ${schemaVersion};`);
  database.prepare('INSERT INTO signing_key VALUES (?)').run(randomBytes(32));
};
