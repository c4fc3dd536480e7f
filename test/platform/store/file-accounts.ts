import type { DatabaseSync } from 'node:sqlite';
import type { InOneStep } from './file-steps.ts';
import type { AccountStore, User } from './store.ts';

interface UserRow {
  readonly id: string;
  readonly tenant: string;
  readonly email: string;
  readonly full_name: string;
}

interface AccountRow extends UserRow {
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** Accounts of the file. Of a password there is its salted scrypt hash, and nothing else. */
export const createFileAccounts = (database: DatabaseSync, inOneStep: InOneStep): AccountStore => {
  const byAddress = database.prepare(
    `SELECT users.*, salt, hash FROM accounts JOIN users ON users.id = user_id
     WHERE accounts.tenant = ? AND address = ?`,
  );
  const byId = database.prepare('SELECT * FROM users WHERE id = ?');
  const keep = database.prepare(
    `INSERT INTO users (id, tenant, email, full_name) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       tenant = excluded.tenant, email = excluded.email, full_name = excluded.full_name`,
  );
  const insert = database.prepare(
    'INSERT INTO accounts (tenant, address, user_id, salt, hash) VALUES (?, ?, ?, ?, ?)',
  );
  const admit = ({ id, tenant, email, fullName }: User): void => void keep.run(id, tenant, email, fullName);
  const find: AccountStore['find'] = (tenant, email) => {
    const row = byAddress.get(tenant, email.toLowerCase()) as AccountRow | undefined;
    return row === undefined ? undefined : { user: toUser(row), salt: row.salt, hash: row.hash };
  };

  return {
    find,
    user: (id) => {
      const row = byId.get(id) as UserRow | undefined;
      return row === undefined ? undefined : toUser(row);
    },
    add: ({ user, salt, hash }) =>
      inOneStep(() => {
        if (find(user.tenant, user.email) !== undefined) return false;
        admit(user);
        insert.run(user.tenant, user.email.toLowerCase(), user.id, salt, hash);
        return true;
      }),
    admit,
  };
};

const toUser = ({ id, tenant, email, full_name: fullName }: UserRow): User => ({
  id,
  tenant,
  email,
  fullName,
});
