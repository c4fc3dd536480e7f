import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { InOneStep } from './file-steps.ts';
import type { SignIn, SignInStore } from './store.ts';

interface TokenRow {
  readonly sign_in: string;
  readonly user_id: string;
  readonly scope: string;
}

/** Nobody comes back with what was spent, or signed out, so long ago. */
const keptMs = 30 * 24 * 60 * 60_000;

/** Of 256 random bits, which nobody guesses: no salt, and nothing slow, is needed. */
const digest = (token: string): Uint8Array => createHash('sha256').update(token).digest();

/** Sign-ins of the file: no token stands in it, neither a refresh token nor, of another issuer's sign-in, its access token. */
export const createFileSignIns = (database: DatabaseSync, inOneStep: InOneStep): SignInStore => {
  const before = new Date(Date.now() - keptMs).toISOString();
  database.prepare('DELETE FROM refresh_tokens WHERE spent_at < ?').run(before);
  database.prepare('DELETE FROM ended_sign_ins WHERE ended_at < ?').run(before);
  const insert = database.prepare(
    'INSERT INTO refresh_tokens (hash, sign_in, user_id, scope) VALUES (?, ?, ?, ?)',
  );
  const spend = database.prepare(
    'UPDATE refresh_tokens SET spent_at = ? WHERE hash = ? AND spent_at IS NULL RETURNING sign_in, user_id, scope',
  );
  const spent = database.prepare(
    'SELECT sign_in FROM refresh_tokens WHERE hash = ? AND spent_at IS NOT NULL',
  );
  const drop = database.prepare('DELETE FROM refresh_tokens WHERE sign_in = ? AND spent_at IS NULL');
  const end = database.prepare('INSERT OR IGNORE INTO ended_sign_ins VALUES (?, ?)');
  const ended = database.prepare('SELECT 1 FROM ended_sign_ins WHERE hash = ?');
  const now = (): string => new Date().toISOString();
  const begin = ({ id, userId, scope }: SignIn, refreshToken: string): void =>
    void insert.run(digest(refreshToken), id, userId, JSON.stringify(scope));

  return {
    key: database.prepare('SELECT key FROM signing_key').get()?.['key'] as Uint8Array,
    begin,
    exchange: (refreshToken, next) =>
      inOneStep(() => {
        const row = spend.get(now(), digest(refreshToken)) as TokenRow | undefined;
        if (row === undefined) return undefined;
        const signIn = {
          id: row.sign_in,
          userId: row.user_id,
          scope: JSON.parse(row.scope) as string[],
        };
        begin(signIn, next);
        return signIn;
      }),
    ofSpent: (refreshToken) => spent.get(digest(refreshToken))?.['sign_in'] as string | undefined,
    end: (signInId) =>
      inOneStep(() => {
        end.run(digest(signInId), now());
        drop.run(signInId);
      }),
    hasEnded: (signInId) => ended.get(digest(signInId)) !== undefined,
  };
};
