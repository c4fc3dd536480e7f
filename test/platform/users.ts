import { randomBytes, randomUUID, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const hashBytes = 32;

export interface User {
  readonly id: string;
  readonly email: string;
  readonly fullName: string;
  readonly tenant: string;
}

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

interface Account {
  readonly user: User;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

export const createUsers = (): Users => {
  const accounts = new Map<string, Account>();
  const admitted = new Map<string, User>();
  const locked = new Set<string>();
  const accountKey = (tenant: string, email: string): string => JSON.stringify([tenant, email.toLowerCase()]);

  const add = (user: Omit<User, 'id'>, salt: Buffer, hash: Buffer): User => {
    const account = { user: { id: randomUUID(), ...user }, salt, hash };
    accounts.set(accountKey(user.tenant, user.email), account);
    return account.user;
  };

  return {
    register: async ({ email, password, fullName, tenant }) => {
      const salt = randomBytes(16);
      const hash = await derive(password, salt, hashBytes);
      // Looked up after the hash: two registrations at once must not both succeed.
      if (accounts.has(accountKey(tenant, email))) return undefined;
      return add({ email, fullName, tenant }, salt, hash);
    },
    verify: async (tenant, email, password) => {
      const key = accountKey(tenant, email);
      const account = accounts.get(key);
      const hash = await derive(password, account?.salt ?? randomBytes(16), hashBytes);
      if (locked.has(key)) return 'locked';
      if (account === undefined || !timingSafeEqual(hash, account.hash)) return undefined;
      return account.user;
    },
    lock: (tenant, email) => void locked.add(accountKey(tenant, email)),
    find: (id) => admitted.get(id) ?? [...accounts.values()].find((account) => account.user.id === id)?.user,
    ensure: (email, tenant) =>
      accounts.get(accountKey(tenant, email))?.user ??
      add({ email, fullName: email, tenant }, randomBytes(16), randomBytes(hashBytes)),
    admit: (user) => void admitted.set(user.id, user),
  };
};
