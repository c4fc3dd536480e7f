import { afterEach } from 'vitest';
import { createOpenId } from '../../lib/auth/openid.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import type { WebAuthFlow } from '../../lib/shared/web-auth-flow.ts';
import type { SsoSettings } from '../../lib/config/sso.ts';
import { createIdentityProvider, type IdentityProvider } from '../identity-provider/identity-provider.ts';
import type { IdentityProviderOptions } from '../identity-provider/options.ts';
import { createScriptedWindow, type ScriptedWindowOptions } from '../identity-provider/scripted-window.ts';

export const redirectUrl = 'https://panel.example.org/sso';
export const discovery = '/.well-known/openid-configuration';
export const scopes = 'openid profile email offline_access chat:create chat:send';

export const signal = (): AbortSignal => new AbortController().signal;

/** A request as it left us. */
export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

export const formOf = ({ init }: Sent): Record<string, string> =>
  Object.fromEntries(init.body instanceof URLSearchParams ? init.body : []);

/** Changes what the real provider answered before we read it. */
export type Tamper = (url: string, response: Response, sent: Sent) => Promise<Response> | Response;

export interface FixtureOptions {
  readonly provider?: IdentityProviderOptions;
  readonly window?: Omit<ScriptedWindowOptions, 'redirectUrl'>;
  /** Instead of the scripted one. */
  readonly webAuth?: WebAuthFlow;
  readonly tamper?: Tamper;
}

/** A provider on this computer, a window, and the client between them. */
export const setUpFixture = () => {
  const open: IdentityProvider[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((provider) => provider.close()));
  });
  return async ({ provider: options, window = {}, webAuth, tamper }: FixtureOptions = {}) => {
    const provider = await createIdentityProvider({
      redirectUrls: [redirectUrl],
      offline: 'always',
      ...options,
    });
    open.push(provider);
    const screen = createScriptedWindow({ redirectUrl, ...window });
    const sent: Sent[] = [];
    const recorded = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
      const request = { url: new Request(input).url, init };
      sent.push(request);
      const response = await fetch(input, init);
      return tamper === undefined ? response : tamper(request.url, response, request);
    };
    const openId = createOpenId({ fetch: recorded, clock: systemClock, webAuth: webAuth ?? screen });
    const sso: SsoSettings = { issuer: provider.issuer, clientId: provider.clientId, scopes };
    const sentTo = (path: string): Sent[] => sent.filter(({ url }) => new URL(url).pathname === path);
    return { provider, screen, openId, sso, sent, sentTo, signIn: () => openId.signIn(sso, signal()) };
  };
};

/** The same JSON, but for some of its members. */
export const changed = async (
  response: Response,
  change: (body: Record<string, unknown>) => Record<string, unknown>,
): Promise<Response> =>
  Response.json(change((await response.json()) as Record<string, unknown>), { status: response.status });

/** An ID token with other claims. Its signature no longer fits, which is not what refuses it. */
export const withClaims = (idToken: unknown, claims: Record<string, unknown>): string => {
  const [header, payload, signature] = String(idToken).split('.');
  const before = JSON.parse(Buffer.from(String(payload), 'base64url').toString()) as Record<string, unknown>;
  const after = Buffer.from(JSON.stringify({ ...before, ...claims })).toString('base64url');
  return [header, after, signature].join('.');
};
