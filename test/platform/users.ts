import { randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { AccountStore, User } from './store/store.ts';

const derive = promisify<string, Uint8Array, number, Buffer>(scrypt);
const hashBytes = 32;

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly fullName: string;
  readonly tenant: string;
}

export interface Users {
  /** Undefined: the address is taken in this tenant. */
  register(registration: Registration): Promise<User | undefined>;
  /** Undefined: no such user, or a wrong password. Takes equally long for both. 'locked': whatever the password. */
  verify(tenant: string, email: string, password: string): Promise<User | 'locked' | undefined>;
  /** From now on, and also an account that is yet to be made. Tokens that it has stay good. */
  lock(tenant: string, email: string): void;
  find(id: string): User | undefined;
  /** An account without a password, for tokens that a test issues itself. */
  ensure(email: string, tenant: string): User;
  /** A user whom another issuer vouches for, by the id that it gave them. They have no password here. */
  admit(user: User): void;
}

export const createUsers = (accounts: AccountStore): Users => {
  const locked = new Set<string>();
  const lockKey = (tenant: string, email: string): string => JSON.stringify([tenant, email.toLowerCase()]);

  /** Undefined: the address is taken. */
  const add = (user: Omit<User, 'id'>, salt: Uint8Array, hash: Uint8Array): User | undefined => {
    const account = { user: { id: randomUUID(), ...user }, salt, hash };
    return accounts.add(account) ? account.user : undefined;
  };

  return {
    register: async ({ email, password, fullName, tenant }) => {
      const salt = randomBytes(16);
      // Looked up after the hash: two registrations at once must not both succeed.
      return add({ email, fullName, tenant }, salt, await derive(password, salt, hashBytes));
    },
    verify: async (tenant, email, password) => {
      const account = accounts.find(tenant, email);
      const hash = await derive(password, account?.salt ?? randomBytes(16), hashBytes);
      if (locked.has(lockKey(tenant, email))) return 'locked';
      if (account === undefined || !timingSafeEqual(hash, account.hash)) return undefined;
      return account.user;
    },
    lock: (tenant, email) => void locked.add(lockKey(tenant, email)),
    find: accounts.user,
    ensure: (email, tenant) => {
      const known = accounts.find(tenant, email)?.user;
      const user = known ?? add({ email, fullName: email, tenant }, randomBytes(16), randomBytes(hashBytes));
      if (user === undefined) throw new Error('an account that is and is not there');
      return user;
    },
    admit: accounts.admit,
  };
};
