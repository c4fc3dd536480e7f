import { signedOut } from '../../lib/auth/token-source.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';
import { down, healthy, json, silent, type Routes } from './doctor-fixture.ts';
import { closesJoin, health, signedIn, tenant, type ScriptedFault } from './fault.ts';
import { faithful, letsIn, refuses, type Behaviour } from './scripted-socket.ts';

const routes = (...changes: Routes[]): Routes => Object.assign({}, healthy, ...changes);
const me = (status: number, body: unknown): Routes => ({ '/api/v1/auth/me': () => json(status, body) });
const upgrade = (status: number): Routes => ({ '/api/v1/ws/chat': () => json(status, {}) });

const page = (status: number, body = '<!doctype html>'): Response =>
  new Response(body, { status, headers: { 'Content-Type': 'text/html' } });
const everywhere =
  (answer: () => Response): typeof globalThis.fetch =>
  () =>
    Promise.resolve(answer());
/** As a browser marks what a server's leave was asked for. */
const byLeave = (body: unknown): Response =>
  Object.defineProperty(json(200, body), 'type', { value: 'cors' });

const opens =
  (then: Behaviour): Behaviour =>
  (server, url) => {
    server.open();
    then(server, url);
  };

const minute = 60_000;
const serverTime = (ms: number): Routes =>
  health(() =>
    json(200, { status: 'healthy', timestamp: new Date(createVirtualClock().now() + ms).toISOString() }),
  );

/** What needs no network, or would take the real clock too long. */
export const scriptedFaults: readonly ScriptedFault[] = [
  {
    what: 'an API URL that breaks a rule',
    by: { settings: { apiUrl: 'http://api.example.org' } },
    stage: 'url',
    code: 'settings-invalid/settings-refused',
    says: /Only this computer/,
    next: /marked fields/,
  },
  {
    what: 'a protocol that the organisation’s policy forbids',
    by: { forbids: { code: 'policy-forbids', subject: 'Acme' } },
    stage: 'permission',
    code: 'policy-forbids',
    says: /Your organisation does not allow this/,
    next: /Ask your administrator/,
  },
  {
    what: 'a name that nobody may have',
    by: { fetch: down, socket: refuses, settings: { apiUrl: 'https://api.acme.invalid' } },
    stage: 'server',
    code: 'server-unreachable/name-reserved',
    says: /Nobody has that name/,
    next: /Correct the API URL/,
  },
  {
    what: 'a name that nobody has, or a server that is down: a browser tells neither',
    by: { fetch: down, socket: refuses, settings: { apiUrl: 'https://api.acme.org' } },
    stage: 'server',
    code: 'server-unreachable/no-way-in',
    says: /nothing listens.*nobody has that name.*certificate.*CORS/,
    next: /Open the address in a tab/,
  },
  {
    what: 'the same, where access was given',
    by: { fetch: down, socket: refuses, hasAccess: true, settings: { apiUrl: 'https://api.acme.org' } },
    stage: 'server',
    code: 'server-unreachable/no-way-in',
    says: /nothing listens.*nobody has that name.*by a proxy that reads along\.$/m,
    next: /Open the address in a tab/,
  },
  {
    what: 'no network',
    by: { fetch: down, socket: refuses, isOnline: false },
    stage: 'server',
    code: 'server-unreachable/offline',
    says: /no network/,
    next: /Connect to a network/,
  },
  {
    what: 'a firewall that swallows',
    by: { fetch: silent, socket: () => undefined },
    stage: 'server',
    code: 'server-unreachable/no-answer',
    says: /No answer within 10 s/,
    next: /firewall, or a VPN/,
  },
  {
    what: 'a server that admits no extension (CORS)',
    by: { fetch: down, socket: faithful },
    stage: 'server',
    code: 'extension-blocked/socket-answers',
    says: /A live connection opens there.*CORS/,
    next: /Allow access/,
  },
  {
    what: 'runtime_blocked_hosts, of a server that admits no extension',
    by: { fetch: down, socket: faithful, hasAccess: true },
    stage: 'server',
    code: 'extension-blocked/administration',
    says: /whoever manages it keeps extensions away/,
    next: /runtime_blocked_hosts/,
  },
  {
    what: 'runtime_blocked_hosts, of one that does',
    by: { hasAccess: true, fetch: everywhere(() => byLeave({ status: 'healthy' })) },
    stage: 'server',
    outcome: 'warned',
    code: '/administration',
    says: /whoever manages it keeps extensions away/,
    next: /Ask whoever manages this browser/,
  },
  {
    what: 'a captive portal that redirects',
    by: { fetch: everywhere(() => new Response(null, { status: 302 })) },
    stage: 'server',
    outcome: 'warned',
    code: '/redirected',
    says: /sends on to another address/,
    next: /see where it leads/,
  },
  {
    what: 'a captive portal, or a proxy, with a page of its own',
    by: { fetch: everywhere(() => page(200)) },
    stage: 'server',
    outcome: 'warned',
    code: '/web-page',
    says: /A web page came/,
    next: /see the page/,
  },
  {
    what: 'a captive portal that says so (511)',
    by: { fetch: everywhere(() => page(511)) },
    stage: 'server',
    code: 'unexpected-reply/network-login',
    says: /511/,
    next: /sign in to the network/,
  },
  {
    what: 'another API',
    by: { routes: {} },
    stage: 'health',
    code: 'wrong-path',
    says: /leads somewhere else/,
    next: /Correct the API URL/,
  },
  {
    what: 'JSON of another shape',
    by: { routes: routes(health(() => json(200, ['other']))) },
    stage: 'health',
    code: 'unexpected-reply',
    says: /makes no sense/,
    next: /Check the API URL/,
  },
  {
    what: 'a health alias',
    by: {
      routes: routes(
        health(() => json(404, {})),
        { '/healthz': () => json(200, { status: 'ok' }) },
      ),
    },
    stage: 'health',
    outcome: 'warned',
    code: '/health-elsewhere',
    says: /at \/healthz instead/,
    next: /no fault where the rest works/,
  },
  {
    what: 'a server that admits no headers of ours',
    by: {
      routes: routes(health((request) => (request.headers.has('X-Tenant-ID') ? down() : json(200, {})))),
    },
    stage: 'health',
    code: 'server-unreachable/headers-refused',
    says: /does not admit the headers/,
    next: /X-Tenant-ID/,
  },
  {
    what: 'AI services that still load',
    by: { routes: routes(health(() => json(200, { status: 'healthy', ai_services_ready: false }))) },
    stage: 'health',
    outcome: 'warned',
    code: 'platform-starting/still-loading',
    says: /AI services are still loading/,
    next: /goes on by itself/,
  },
  {
    what: 'a server that is not well',
    by: { routes: routes(health(() => json(200, { status: 'degraded' }))) },
    stage: 'health',
    outcome: 'warned',
    code: 'server-error/unhealthy',
    says: /not healthy/,
    next: /Wait a minute/,
  },
  {
    what: 'a clock that is ahead',
    by: { routes: routes(serverTime(-10 * minute)) },
    stage: 'health',
    outcome: 'warned',
    code: '/clock',
    says: /10 minutes ahead/,
    next: /Set it by the network/,
  },
  {
    what: 'a clock that is behind',
    by: { routes: routes(serverTime(60 * minute)) },
    stage: 'health',
    outcome: 'warned',
    code: '/clock',
    says: /60 minutes behind/,
    next: /Set it by the network/,
  },
  {
    what: 'a tenant that the settings misspell',
    by: { routes: routes(tenant(400, { detail: 'tenant_id malformed' })) },
    stage: 'tenant',
    code: 'settings-rejected',
    says: /refused your settings/,
    next: /Correct it above/,
  },
  {
    what: 'a platform that tells nothing of a tenant to a stranger (401)',
    by: { routes: routes(tenant(401, { code: 'auth_required' })) },
    stage: 'tenant',
    code: 'sign-in-needed',
    says: /[Ss]ign/,
    next: /[Ss]ign in/,
  },
  {
    what: 'another tenant’s platform (403)',
    by: { routes: routes(tenant(403, { code: 'tenant_mismatch' })) },
    stage: 'tenant',
    code: 'tenant-mismatch',
    says: /another tenant/,
    next: /./,
  },
  {
    what: 'a request limit',
    by: { routes: routes(tenant(429, { error_code: 'RATE_LIMIT_EXCEEDED' })) },
    stage: 'tenant',
    code: 'rate-limited',
    says: /Too many/,
    next: /asks for a pause/,
  },
  {
    what: 'a deployment without the call for tenants',
    by: { routes: routes(tenant(404, { detail: 'Not Found' })) },
    stage: 'tenant',
    outcome: 'warned',
    code: 'wrong-path/tenants-untold',
    says: /does not say which tenants/,
    next: /no fault/,
  },
  {
    what: 'a sign-in that has ended',
    by: { tokensFor: () => ({ ...signedOut, hasEnded: () => Promise.resolve(true) }) },
    stage: 'account',
    code: 'sign-in-needed/sign-in-ended',
    says: /[Ss]ign/,
    next: /[Ss]ign in/,
  },
  {
    what: 'a token of another tenant',
    by: { tokensFor: () => signedIn({ tenant_id: 'other' }) },
    stage: 'account',
    code: 'tenant-mismatch',
    says: /another tenant/,
    next: /./,
  },
  {
    what: 'a token without the right to write',
    by: { tokensFor: () => signedIn({ tenant_id: 'acme', scope: 'chat:create' }) },
    stage: 'account',
    code: 'scope-missing',
    says: /may not do this/,
    next: /administrator/,
  },
  {
    what: 'a token that is refused',
    by: { tokensFor: () => signedIn(), routes: routes(me(401, { code: 'invalid_token' })) },
    stage: 'account',
    code: 'sign-in-needed',
    says: /[Ss]ign/,
    next: /[Ss]ign in/,
  },
  {
    what: 'a deployment without accounts, under an organisation’s own sign-in',
    by: { tokensFor: () => signedIn() },
    stage: 'account',
    outcome: 'warned',
    code: '/accounts-untold',
    says: /does not say who is signed in/,
    next: /no fault/,
  },
  {
    what: 'a sign-in that was made for another host',
    by: { tokensFor: () => null },
    stage: 'account',
    outcome: 'warned',
    code: '/elsewhere-signed-in',
    says: /not for each host/,
    next: /Save these settings/,
  },
  {
    what: 'a WebSocket at another path, nobody knows where',
    by: { socket: refuses },
    stage: 'websocket',
    code: 'websocket-refused',
    says: /live connection was refused/,
    next: /[Cc]orrect the WebSocket URL|Keep it as the WebSocket URL/,
  },
  {
    what: 'a WebSocket alias',
    by: {
      socket: (server, url) => (url.pathname === '/api/v1/ws' ? faithful : refuses)(server, url),
    },
    stage: 'websocket',
    code: 'websocket-refused/socket-elsewhere',
    says: /but at wss:\/\/api\.example\.org\/api\/v1\/ws\./,
    next: /[Cc]orrect the WebSocket URL|Keep it as the WebSocket URL/,
  },
  {
    what: 'an upgrade refused by 401',
    by: { socket: refuses, routes: routes(upgrade(401)) },
    stage: 'websocket',
    code: 'websocket-blocked',
    says: /kept out/,
    next: /asks for a sign-in of its own/,
  },
  {
    what: 'an upgrade refused by 403',
    by: { socket: refuses, routes: routes(upgrade(403)) },
    stage: 'websocket',
    code: 'websocket-blocked',
    says: /kept out/,
    next: /forbids them/,
  },
  {
    what: 'an upgrade that is stripped on the way',
    by: { socket: refuses, routes: routes(upgrade(426)) },
    stage: 'websocket',
    code: 'websocket-blocked',
    says: /kept out/,
    next: /a proxy, does not let them through.*choose REST/,
  },
  {
    what: 'an upgrade refused for the rate',
    by: { socket: refuses, routes: routes(upgrade(429)) },
    stage: 'websocket',
    code: 'rate-limited',
    says: /Too many/,
    next: /asks for a pause/,
  },
  {
    what: 'a gateway with nothing behind it',
    by: { socket: refuses, routes: routes(upgrade(502)) },
    stage: 'websocket',
    code: 'server-error',
    says: /fault of its own/,
    next: /Wait a minute/,
  },
  {
    what: 'too old: a token in the address only',
    by: { tokensFor: () => signedIn(), socket: refuses, routes: routes(me(200, { id: 1 }), upgrade(401)) },
    stage: 'websocket',
    code: 'websocket-blocked/token-in-url',
    says: /too old/,
    next: /newer version of the platform/,
  },
  {
    what: 'too old, and says so',
    by: { socket: opens((server) => server.drop(1008, 'Missing token query parameter')) },
    stage: 'ready',
    code: 'settings-rejected/token-in-url',
    says: /too old/,
    next: /newer version of the platform/,
  },
  {
    what: 'no greeting',
    by: { socket: opens((server) => (server.onFrame = letsIn(server))) },
    stage: 'ready',
    outcome: 'warned',
    code: '/no-greeting',
    says: /no greeting within 3 s/,
    next: /no fault where/,
  },
  {
    what: 'a platform that loads while one waits',
    by: {
      socket: opens((server) => {
        server.frame({ type: 'connection_established' });
        server.frame({ type: 'initialization_progress', data: { step: 1 } });
        server.onFrame = letsIn(server);
      }),
    },
    stage: 'ready',
    outcome: 'warned',
    code: 'platform-starting',
    says: /still starting up/,
    next: /goes on by itself/,
  },
  {
    what: 'an objection before the join',
    by: { socket: opens((server) => server.frame({ type: 'error', message: 'No', code: 'odd' })) },
    stage: 'ready',
    code: 'server-error',
    says: /fault of its own/,
    next: /Wait a minute/,
  },
  {
    what: 'a rolling deploy',
    by: { socket: opens((server) => server.drop(1001)) },
    stage: 'ready',
    code: 'server-error/restarting',
    says: /restarts/,
    next: /in a minute/,
  },
  {
    what: 'a join that nobody answers',
    by: { socket: opens((server) => server.frame({ type: 'connection_ready' })) },
    stage: 'join',
    code: 'join-timeout/join-unanswered',
    says: /neither yes nor no/,
    next: /chat service hangs/,
  },
  {
    what: '4403 that doesn’t say which',
    by: { socket: closesJoin(4403, 'Tenant mismatch or insufficient scope') },
    stage: 'join',
    code: 'not-authorised',
    says: /not/,
    next: /./,
  },
  {
    what: 'a ping that is not answered',
    by: {
      socket: opens((server) => {
        server.frame({ type: 'connection_ready' });
        server.onFrame = () => server.frame({ type: 'chat_joined' });
      }),
    },
    stage: 'ping',
    outcome: 'warned',
    code: '/no-pong',
    says: /No answer to a ping/,
    next: /no fault where/,
  },
];
