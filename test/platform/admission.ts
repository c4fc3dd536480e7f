import type { IncomingMessage } from 'node:http';
import {
  authRequired,
  insufficientScope,
  invalidToken,
  Refusal,
  tenantHeaderMissing,
  tenantMalformed,
  tenantMismatch,
  tenantNotFound,
} from './http-reply.ts';
import type { Route } from './route.ts';
import type { Caller, Tokens } from './tokens.ts';

export const tenantShape = /^[A-Za-z0-9_-]{1,64}$/;

export interface AdmissionOptions {
  readonly tenants: ReadonlySet<string>;
  readonly auth: 'none' | 'required';
  readonly tokens: Tokens;
  /** Keys of servers (X-API-Key), which need no token: each is a user of its own. Null: nobody looks at such a header. */
  readonly apiKeys: readonly string[] | null;
}

/** What a key may do: all that a person may. */
const keyScope = ['chat:create', 'chat:send'];

/** Checks headers in the order of §3's table: tenant, token, tenant of the token, scope. Throws a Refusal. */
export const createAdmission = ({ tenants, auth, tokens, apiKeys }: AdmissionOptions) => {
  /** Null: no key was shown. */
  const serverOf = (request: IncomingMessage, tenant: string): Caller | null => {
    const key = request.headers['x-api-key'];
    if (key === undefined || apiKeys === null) return null;
    const index = typeof key === 'string' ? apiKeys.indexOf(key) : -1;
    if (index === -1) throw new Refusal(invalidToken());
    const name = `api-key-${index}`;
    return { userId: name, tenant, scope: keyScope, expiresAt: Infinity, signInId: name };
  };

  const tenantOf = (request: IncomingMessage): string => {
    const tenant = request.headers['x-tenant-id'];
    if (typeof tenant !== 'string' || tenant === '') throw new Refusal(tenantHeaderMissing());
    if (!tenantShape.test(tenant)) throw new Refusal(tenantMalformed());
    if (!tenants.has(tenant)) throw new Refusal(tenantNotFound(tenant));
    return tenant;
  };

  const callerOf = async (request: IncomingMessage): Promise<Caller> => {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new Refusal(authRequired());
    const caller = await tokens.verify(token);
    if (caller === undefined) throw new Refusal(invalidToken());
    return caller;
  };

  return async (
    request: IncomingMessage,
    route: Route,
  ): Promise<{ tenant: string; caller: Caller | null }> => {
    if (route.access === 'open') return { tenant: '', caller: null };
    const tenant = tenantOf(request);
    const server = serverOf(request, tenant);
    if (server !== null && route.access === 'chat') return { tenant, caller: server };
    if (route.access === 'tenant' || (route.access === 'chat' && auth === 'none'))
      return { tenant, caller: null };
    const caller = await callerOf(request);
    if (caller.tenant !== tenant) throw new Refusal(tenantMismatch());
    if (route.scope !== undefined && !caller.scope.includes(route.scope)) {
      throw new Refusal(insufficientScope(route.scope));
    }
    return { tenant, caller };
  };
};
export type Admission = ReturnType<typeof createAdmission>;
