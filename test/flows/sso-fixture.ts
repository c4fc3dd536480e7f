import { afterEach } from 'vitest';
import type { Tokens } from '../../lib/auth/tokens.ts';
import { createIdentityProvider, type IdentityProvider } from '../identity-provider/identity-provider.ts';
import type { IdentityProviderOptions } from '../identity-provider/options.ts';
import { createPlatformTrust, type PlatformTrust } from '../identity-provider/platform-trust.ts';
import {
  createScriptedWindow,
  type ScriptedWindow,
  type ScriptedWindowOptions,
} from '../identity-provider/scripted-window.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { change, type Outcome } from './people.ts';

/** A platform that takes its people's tokens from an organisation's provider, and a panel where nobody is signed in. */
export interface SsoFlow {
  readonly flow: Flow;
  readonly provider: IdentityProvider;
  readonly window: ScriptedWindow;
  readonly trust: PlatformTrust;
  readonly panel: PanelProbe;
}

export interface SsoFlowOptions {
  readonly provider?: IdentityProviderOptions;
  readonly window?: Omit<ScriptedWindowOptions, 'redirectUrl'>;
  readonly flow?: FlowOptions;
}

export const redirectUrl = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/sso';
const scopes = 'openid profile email offline_access chat:create chat:send';

export function ssoFixture(): (options?: SsoFlowOptions) => Promise<SsoFlow> {
  const createFlow = flowFixture();
  const providers: IdentityProvider[] = [];
  afterEach(async () => {
    await Promise.all(providers.splice(0).map((provider) => provider.close()));
  });
  return async (options = {}) => {
    const provider = await createIdentityProvider({
      redirectUrls: [redirectUrl],
      offline: 'always',
      ...options.provider,
    });
    providers.push(provider);
    const { issuer, clientId } = provider;
    const trust = createPlatformTrust(provider);
    const window = createScriptedWindow({ redirectUrl, ...options.window });
    const flow = await createFlow({
      auth: 'required',
      trusts: trust.trusts,
      webAuth: window,
      profile: { sso: { issuer, clientId, scopes } },
      ...options.flow,
    });
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'sign-in-needed');
    return { flow, provider, window, trust, panel };
  };
}

export const bySso = (page: Pick<PanelProbe, 'request'>, stay = true): Promise<Outcome> =>
  change(page, { type: 'account/sso', stay });

/** The same for a worker that may die before it replies: resolves once a later one has. */
export async function bySsoWhateverDies({ flow, panel }: SsoFlow): Promise<Outcome> {
  let outcome: Outcome | null = null as Outcome | null;
  void bySso(panel).then((came) => (outcome = came));
  await flow.until(() => outcome !== null);
  if (outcome === null) throw new Error('No reply.');
  return outcome;
}

/** Of whoever stays signed in, as the next worker finds them. */
export async function keptTokens({ flow }: Pick<SsoFlow, 'flow'>): Promise<Tokens> {
  const [signedIn] = Object.values(await flow.items.keptSignIns.read());
  if (!signedIn?.tokens) throw new Error('Nobody is signed in.');
  return signedIn.tokens;
}

/** Requests to its token endpoint, those of sign-ins among them. */
export const exchanges = ({ provider }: Pick<SsoFlow, 'provider'>): number =>
  provider.requests.filter((path) => path === '/token').length;
