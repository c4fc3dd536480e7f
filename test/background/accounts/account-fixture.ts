import type { OpenIdFailure } from '../../../lib/auth/openid-failure.ts';
import type { OpenIdGrant } from '../../../lib/auth/openid-grant.ts';
import { createAccountService } from '../../../lib/background/accounts/account-service.ts';
import { createConfirmHost } from '../../../lib/background/accounts/confirm-host.ts';
import type { WorkspaceChange, WorkspaceSwitch } from '../../../lib/background/switching/workspace-switch.ts';
import { createKnownWays } from '../../../lib/background/platform/known-ways.ts';
import { createSettingsStore } from '../../../lib/background/identity/settings-store.ts';
import { createSignInStore } from '../../../lib/background/identity/sign-in-store.ts';
import { noPolicy } from '../../../lib/config/policy.ts';
import { productionProfile, type Profile } from '../../../lib/config/profile.ts';
import type { Result } from '../../../lib/shared/result.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

export const sso = { issuer: 'https://id.example.org', clientId: 'panel', scopes: 'openid' };
export const acme: Profile = {
  ...productionProfile,
  ...{ id: 'acme', name: 'Acme', tenantId: 'acme', sso },
};
export const other: Profile = { ...productionProfile, id: 'other', name: 'Other', tenantId: 'other' };

export const now = Date.UTC(2026, 0, 15, 12);

/** What one path is answered with. */
export type Route = (request: Request) => Response | Promise<Response>;

export const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });

/** The answer to a sign-in; what is not said is not in it. */
export const signedIn = (accessToken: string, user?: object, more: object = {}): Response =>
  json(200, { access_token: accessToken, refresh_token: 'refresh-1', ...(user ? { user } : {}), ...more });

export const down: Route = () => Promise.reject(new TypeError('Failed to fetch'));

/** Answers nothing, until whoever asked gives up. */
export const hangs: Route = ({ signal }) =>
  new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
  );

/** Acme is in use, and nobody is signed in; all that reaches the world is noted in `log`, in order. */
export function openAccounts(routes: Readonly<Record<string, Route>> = {}) {
  const areas = createMemoryAreas();
  const items = createItems(areas);
  areas.local.stored.set('profile', { version: 2, value: { profiles: [acme, other], currentId: 'acme' } });
  const settings = createSettingsStore(items.profiles, () => Promise.resolve(noPolicy));
  const signIns = createSignInStore(items);
  const clock = createVirtualClock(now);
  const log: string[] = [];
  const passed: WorkspaceChange[] = [];
  const requests: Request[] = [];
  const stirrers = new Set<{ readonly ms: number; readonly callback: () => void }>();
  const windows: ((outcome: Result<OpenIdGrant, OpenIdFailure>) => void)[] = [];

  const workspaceSwitch: WorkspaceSwitch = {
    async change(next, store) {
      passed.push(await next(await settings.profile()));
      await store();
      log.push('stored');
    },
  };
  const accounts = createAccountService({
    settings,
    signIns,
    workspaceSwitch,
    knownWays: createKnownWays(items.knownWays, () => ({ code: 'internal' })),
    clock,
    random: () => 0,
    workerHost: {
      extendLifetime: () => void log.push('extendLifetime'),
      every(ms, callback) {
        const stirrer = { ms, callback };
        stirrers.add(stirrer);
        return () => stirrers.delete(stirrer);
      },
    },
    openId: {
      signIn(of) {
        log.push(`window of ${of.issuer}`);
        return new Promise((resolve) => windows.push(resolve));
      },
      revoke(of, refreshToken) {
        log.push(`revoke ${refreshToken} at ${of.issuer}`);
        return Promise.resolve();
      },
    },
    async fetch(input, init) {
      const request = input instanceof Request ? input : new Request(input, init);
      requests.push(request.clone());
      const { pathname } = new URL(request.url);
      log.push(`${request.method} ${pathname}`);
      return (routes[pathname] ?? down)(request);
    },
  });
  const confirmHost = createConfirmHost({ settings, signIns, workspaceSwitch });
  return {
    accounts,
    confirmHost,
    clock,
    settings,
    signIns,
    items,
    areas,
    log,
    passed,
    requests,
    windows,
    stirrers,
  };
}

/** Lets all that waits for nothing but a turn come to its end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
