import { z } from 'zod';
import { parseBody } from '../http-body.ts';
import {
  accountLocked,
  emailTaken,
  invalidToken,
  Refusal,
  tenantMismatch,
  wrongCredentials,
} from '../http-reply.ts';
import { record, type Received } from '../received.ts';
import type { Route } from '../route.ts';
import type { Script } from '../script.ts';
import type { Tokens } from '../tokens.ts';
import type { User } from '../store/store.ts';
import type { Users } from '../users.ts';

export interface AuthRoutesOptions {
  readonly users: Users;
  readonly tokens: Tokens;
  readonly accessTokenSeconds: number;
  readonly script: Script;
  readonly received: Received;
}

const email = z
  .string()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, 'value is not a valid email address');
const login = z.object({ email, password: z.string().max(1024), tenant_id: z.string() });
const registration = login.extend({
  password: z.string().min(8, 'String should have at least 8 characters').max(1024),
  full_name: z.string().min(1, 'String should have at least 1 character').max(200),
});
const refresh = z.object({ refresh_token: z.string().min(1).max(4096) });

const publicUser = (user: User) => ({
  id: user.id,
  email: user.email,
  full_name: user.fullName,
  tenant_id: user.tenant,
});

export const authRoutes = ({
  users,
  tokens,
  accessTokenSeconds,
  script,
  received,
}: AuthRoutesOptions): Route[] => {
  const tokenFacts = { token_type: 'bearer', expires_in: accessTokenSeconds };
  const signedIn = async (user: User) => ({
    ...(await tokens.issue({ user })),
    ...tokenFacts,
    user: publicUser(user),
  });

  return [
    {
      method: 'POST',
      path: '/api/v1/auth/register',
      access: 'tenant',
      handle: async ({ body, tenant }) => {
        const wanted = parseBody(registration, body);
        if (wanted.tenant_id !== tenant) throw new Refusal(tenantMismatch());
        const { email: address, password, full_name: fullName } = wanted;
        const user = await users.register({ email: address, password, fullName, tenant });
        return user === undefined ? emailTaken() : { status: 201, body: await signedIn(user) };
      },
    },
    {
      method: 'POST',
      path: '/api/v1/auth/login',
      access: 'tenant',
      handle: async ({ body, tenant }) => {
        const claimed = parseBody(login, body);
        if (claimed.tenant_id !== tenant) throw new Refusal(tenantMismatch());
        const user = await users.verify(tenant, claimed.email, claimed.password);
        if (user === 'locked') return accountLocked();
        return user === undefined ? wrongCredentials() : { status: 200, body: await signedIn(user) };
      },
    },
    {
      method: 'POST',
      path: '/api/v1/auth/refresh',
      access: 'tenant',
      handle: async ({ body }) => {
        const { refresh_token: refreshToken } = parseBody(refresh, body);
        const pair = await tokens.rotate(refreshToken);
        const isWatched = pair === undefined && script.take('refresh', 'detects-reuse') !== undefined;
        if (isWatched && tokens.endReused(refreshToken))
          record(received.violations, 'a refresh token sent twice');
        return pair === undefined ? invalidToken() : { status: 200, body: { ...pair, ...tokenFacts } };
      },
    },
    {
      method: 'GET',
      path: '/api/v1/auth/me',
      access: 'account',
      handle: ({ caller }) => {
        const user = users.find(caller?.userId ?? '');
        return user === undefined ? invalidToken() : { status: 200, body: publicUser(user) };
      },
    },
    {
      method: 'POST',
      path: '/api/v1/auth/logout',
      access: 'account',
      handle: ({ caller }) => {
        if (caller !== null) tokens.signOut(caller);
        return { status: 204 };
      },
    },
  ];
};
