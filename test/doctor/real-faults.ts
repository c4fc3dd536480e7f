import { acceptsThenDrops, failsRest, refusesJoin } from '../platform/behaviours.ts';
import type { Fault, RealFault } from './fault.ts';

const join = { stage: 'join' } as const;

/** What a platform of its own does, by a real network and a real clock. */
export const realFaults: readonly RealFault[] = [
  {
    what: 'an unknown tenant',
    by: () => undefined,
    settings: () => ({ tenantId: 'nobody' }),
    stage: 'tenant',
    code: 'tenant-unknown',
    says: /does not know the tenant “nobody”/,
    next: /Check the spelling/,
  },
  {
    what: 'a suspended tenant',
    by: (platform) =>
      platform.script(
        failsRest({
          method: 'GET',
          path: '/api/v1/auth/tenant/acme',
          status: 200,
          body: { tenant_id: 'acme', status: 'suspended', plan: 'trial', limits: { messages_per_day: 10 } },
        }),
      ),
    stage: 'tenant',
    outcome: 'warned',
    code: '/tenant-inactive',
    says: /status: suspended.*plan: trial.*messages_per_day: 10/,
    next: /your organisation’s administrator/,
  },
  {
    what: 'a database that is not there yet',
    by: (platform) =>
      platform.script(
        failsRest({
          method: 'GET',
          path: '/api/v1/auth/tenant/acme',
          status: 503,
          body: { code: 'db_not_ready' },
        }),
      ),
    stage: 'tenant',
    outcome: 'warned',
    code: 'platform-starting',
    says: /still starting up/,
    next: /goes on by itself/,
  },
  {
    what: 'a server error at the tenant',
    by: (platform) =>
      platform.script(failsRest({ method: 'GET', path: '/api/v1/auth/tenant/acme', status: 500, body: {} })),
    stage: 'tenant',
    code: 'server-error',
    says: /fault of its own/,
    next: /Wait a minute/,
  },
  {
    what: 'accepts and drops',
    by: (platform) => platform.script(acceptsThenDrops()),
    stage: 'ready',
    code: 'server-error/accepts-then-drops',
    says: /closed at once, without a word/,
    next: /a proxy may cut/,
  },
  {
    what: '1008 that names a setting',
    by: (platform) => platform.script(refusesJoin(1008, 'tenant_id required')),
    ...join,
    code: 'settings-rejected',
    says: /refused your settings/,
    next: /Correct it above/,
  },
  {
    what: '1008 that speaks of a rate',
    by: (platform) => platform.script(refusesJoin(1008, 'rate limit exceeded')),
    ...join,
    code: 'rate-limited',
    says: /Too many/,
    next: /asks for a pause/,
  },
  {
    what: '4400',
    by: (platform) => platform.script(refusesJoin(4400)),
    ...join,
    code: 'join-rejected',
    says: /did not accept the start/,
    next: /another Protocol/,
  },
  {
    what: '4401',
    by: (platform) => platform.script(refusesJoin(4401)),
    ...join,
    code: 'sign-in-needed',
    says: /[Ss]ign/,
    next: /[Ss]ign in/,
  },
  {
    what: '4403 of a tenant',
    by: (platform) => platform.script(refusesJoin(4403, 'tenant_mismatch')),
    ...join,
    code: 'tenant-mismatch',
    says: /another tenant/,
    next: /./,
  },
  {
    what: '4403 of a scope',
    by: (platform) => platform.script(refusesJoin(4403, 'insufficient_scope')),
    ...join,
    code: 'scope-missing',
    says: /may not do this/,
    next: /lacks the permission to chat\. Ask your administrator/,
  },
  {
    what: '4408',
    by: (platform) => platform.script(refusesJoin(4408)),
    ...join,
    code: 'join-timeout',
    says: /took too long/,
    next: /Test once more/,
  },
  {
    what: '1011 on the join',
    by: (platform) => platform.script(refusesJoin(1011)),
    ...join,
    code: 'server-error',
    says: /fault of its own/,
    next: /Wait a minute/,
  },
];

export interface SocketFault extends Fault {
  readonly server: 'tls' | 'none';
  readonly hasAccess: boolean;
}

/** What there is no platform behind, on this very computer. */
export const socketFaults: readonly SocketFault[] = [
  {
    what: 'nothing listens',
    server: 'none',
    hasAccess: false,
    stage: 'server',
    code: 'server-unreachable/nothing-here',
    says: /Nothing answers on this computer/,
    next: /allow access/,
  },
  {
    what: 'nothing listens, for certain: access was given',
    server: 'none',
    hasAccess: true,
    stage: 'server',
    code: 'server-unreachable/nothing-listens',
    says: /nothing listens there\.$/,
    next: /Start the platform/,
  },
  {
    what: 'a self-signed certificate, or nothing at all: a browser tells neither',
    server: 'tls',
    hasAccess: false,
    stage: 'server',
    code: 'server-unreachable/no-way-in',
    says: /nothing listens.*certificate is not trusted.*CORS/,
    next: /Open the address in a tab/,
  },
  {
    what: 'a self-signed certificate, or nothing at all, where access was given',
    server: 'tls',
    hasAccess: true,
    stage: 'server',
    code: 'server-unreachable/no-way-in',
    says: /certificate is not trusted.*reads along\.$/,
    next: /Open the address in a tab/,
  },
];
