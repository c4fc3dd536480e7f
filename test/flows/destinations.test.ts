import { openDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../lib/messaging/settings-shapes.ts';
import type { ConversationDatabase, ConversationRecord } from '../../lib/storage/database.ts';
import { seededRandom } from '../doubles/seeded-random.ts';
import { createIdentityProvider, type IdentityProvider } from '../identity-provider/identity-provider.ts';
import { createPlatformTrust } from '../identity-provider/platform-trust.ts';
import { createScriptedWindow } from '../identity-provider/scripted-window.ts';
import { createPlatform, type Platform } from '../platform/platform.ts';
import type { Trust } from '../platform/tokens.ts';
import { tell } from '../chaos/tally.ts';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { ada, bob, change, haveAccountsAt, signIn, signOut } from './people.ts';
import { save, settingsOf } from './settings-of.ts';
import { bySso, redirectUrl } from './sso-fixture.ts';
import type { NetworkTap } from './worker-network.ts';

const createFlow = flowFixture();
const scopes = 'openid profile email offline_access chat:create chat:send';
const tenantId = 'miptech-company';
/** Of each seed. */
const turns = 40;

/** One sign-in, and where its tokens may go. */
interface Row {
  readonly hosts: Set<string>;
  readonly issuer: string;
}

/** What every host was shown, held against what each token was made for. */
function createLedger(profile: () => SettingsInput) {
  const owners = new Map<string, { readonly row: Row; readonly isRefresh: boolean }>();
  /** Tokens that are of nobody's business but ours. */
  const privates = new Set<string>();
  const hosts = new Set<string>();
  const astray: string[] = [];
  let latest: Row | null = null;
  let shown = 0;
  let bytes = 0;

  const begin = (host: string): Row => {
    latest = { hosts: new Set(destinations(profile())), issuer: host };
    return latest;
  };

  const tap: NetworkTap = {
    sent(host, text) {
      hosts.add(host);
      bytes += text.length;
      for (const [token, { row, isRefresh }] of owners) {
        if (!text.includes(token)) continue;
        shown += 1;
        // What issued them gets its own back: to renew them, and to be told that they are done with.
        const may = host === row.issuer || (!isRefresh && row.hosts.has(host));
        if (!may) astray.push(`${isRefresh ? 'refresh' : 'access'} token at ${host}`);
      }
      for (const token of privates) if (text.includes(token)) astray.push(`ID token at ${host}`);
      const isPassword = [ada, bob].some(({ password }) => text.includes(password));
      if (isPassword && host !== hostOf(profile().apiUrl)) astray.push(`password at ${host}`);
    },
    answered(host, asked, text) {
      if (!text.includes('"access_token"')) return;
      const answer = JSON.parse(text) as Partial<
        Record<'access_token' | 'refresh_token' | 'id_token', string>
      >;
      const before = [...owners].find(([token, { isRefresh }]) => isRefresh && asked.includes(token))?.[1];
      const row = before?.row ?? begin(host);
      if (answer.access_token) owners.set(answer.access_token, { row, isRefresh: false });
      if (answer.refresh_token) owners.set(answer.refresh_token, { row, isRefresh: true });
      if (answer.id_token) privates.add(answer.id_token);
    },
  };
  return {
    tap,
    astray,
    confirm: (host: string) => latest?.hosts.add(host),
    figures: () => ({ tokens: owners.size, shown, bytes, hosts: hosts.size }),
  };
}

const hostOf = (url: string): string => new URL(url).host;

/** Said once more, in the fewest words: where a profile's access token has to go. */
function destinations({ apiUrl, wsUrl, protocol }: SettingsInput): string[] {
  return [apiUrl, ...(protocol === 'rest' || wsUrl === '' ? [] : [wsUrl])].map(hostOf);
}

interface World {
  readonly flow: Flow;
  readonly panel: PanelProbe;
  readonly platforms: readonly Platform[];
  readonly providers: readonly IdentityProvider[];
}

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

/** Three platforms that take the tokens of two providers, which have the same people under the same `sub`. */
async function createWorld(tap: NetworkTap = {}): Promise<World> {
  const options = { redirectUrls: [redirectUrl], offline: 'always', accessTokenSeconds: 10 } as const;
  const providers = [await createIdentityProvider(options), await createIdentityProvider(options)];
  const trustOf = providers.map((provider) => createPlatformTrust(provider).trusts);
  const trusts: Trust = async (token) => {
    for (const trust of trustOf) {
      const found = await trust(token);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const shared = { auth: 'required', trusts, accessTokenSeconds: 10, tokensPerSecond: Infinity } as const;
  const others = [await createPlatform(shared), await createPlatform(shared)];
  const webAuth = createScriptedWindow({ redirectUrl });
  const flow = await createFlow({ ...shared, webAuth, tap });
  const platforms = [flow.platform, ...others];
  opened.push(...providers, ...others);
  for (const platform of platforms) {
    platform.answerWith('ok');
    await haveAccountsAt({ apiUrl: platform.apiUrl, tenantId }, ada, bob);
  }
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'sign-in-needed');
  return { flow, panel, platforms, providers };
}

describe('secrets by destination', () => {
  it.each([1, 2])(
    'with random profiles, not one token goes astray (seed %i)',
    async (seed) => {
      const random = seededRandom(seed);
      const pick = <Item>(items: readonly Item[]): Item => {
        const item = items[Math.floor(random() * items.length)];
        if (item === undefined) throw new Error('Nothing to pick from.');
        return item;
      };
      let profile = {} as SettingsInput;
      const ledger = createLedger(() => profile);
      const { flow, panel, platforms, providers } = await createWorld(ledger.tap);
      profile = settingsOf(flow);
      let asked = 0;
      let confirmed = 0;

      const saveAnother = async (): Promise<void> => {
        const provider = pick([null, ...providers]);
        const { apiUrl } = pick(platforms.slice(0, 2));
        const next = settingsOf(flow, {
          apiUrl: random() < 0.8 ? profile.apiUrl : apiUrl,
          wsUrl: pick(['', ...platforms.map(({ wsUrl }) => wsUrl)]),
          protocol: random() < 0.8 ? 'v3' : 'rest',
          ...(provider === null
            ? {}
            : { ssoIssuer: provider.issuer, ssoClientId: provider.clientId, ssoScopes: scopes }),
        });
        const saved = flow.openOptions().request(save(next));
        // From here on a password would be meant for it.
        profile = next;
        expect(await saved).toMatchObject({ ok: true, value: { errors: {} } });
      };

      for (let turn = 0; turn < turns; turn += 1) {
        const dice = random();
        if (panel.view()?.account.state !== 'signed-in' && dice < 0.5) {
          if (profile.ssoIssuer !== '' && random() < 0.7) await bySso(panel, random() < 0.5);
          else await signIn(panel, pick([ada, bob]), random() < 0.5);
        } else if (dice < 0.65) await saveAnother();
        else if (dice < 0.7) await signOut(panel);
        else if (dice < 0.75) flow.killWorker();
        else await panel.send(`question ${turn}`);
        await flow.advance(pick([1, 500, 9_000]));
        const problem = panel.problem();
        if (problem?.code === 'host-unconfirmed') {
          asked += 1;
          const host = problem.subject ?? '';
          // Another host than was named, as a page that is out of date would say it, confirms nothing.
          await panel.request({ type: 'account/confirm-host', host: 'elsewhere.example' });
          expect(panel.problem()).toEqual(problem);
          if (random() < 0.5) {
            confirmed += 1;
            ledger.confirm(host);
            await panel.request({ type: 'account/confirm-host', host });
            expect(panel.problem()?.code).not.toBe('host-unconfirmed');
          }
        }
      }
      const { tokens, shown, bytes, hosts } = ledger.figures();
      expect(ledger.astray).toEqual([]);
      expect(asked).toBeGreaterThan(1);
      expect(confirmed).toBeGreaterThan(0);
      expect(shown).toBeGreaterThan(20);
      for (const platform of platforms) expect(platform.received.violations).toEqual([]);
      tell(
        `seed ${seed}: ${bytes} bytes to ${hosts} hosts, ${tokens} tokens shown ${shown} times, ${asked} hosts asked about, ${confirmed} confirmed: ${ledger.astray.length} tokens astray`,
      );
    },
    120_000,
  );

  it('a WebSocket URL at another host gets nothing before it is confirmed by its name, and all that waited after it', async () => {
    const { flow, panel, platforms } = await createWorld();
    const other = platforms[1];
    if (other === undefined) throw new Error('No other platform.');
    await signIn(panel, ada, true);
    await flow.until(() => panel.status() === 'connected');
    await flow.openOptions().request(save(settingsOf(flow, { wsUrl: other.wsUrl })));
    await flow.until(() => panel.problem()?.code === 'host-unconfirmed');
    expect(panel.problem()).toMatchObject({ subject: hostOf(other.wsUrl) });
    await panel.send('waits');
    await flow.advance(60_000);
    expect(other.received.connections).toEqual([]);
    expect(panel.questions()[0]?.status).toBe('queued');
    await panel.request({ type: 'account/confirm-host', host: hostOf(other.wsUrl) });
    await flow.until(() => other.received.frames.length > 0);
    expect(panel.problem()?.code).not.toBe('host-unconfirmed');
    // It is known from then on, also to the next worker.
    flow.killWorker();
    await flow.advance(5_000);
    expect(panel.problem()?.code).not.toBe('host-unconfirmed');
  });
});

describe('equal `sub` of two issuers', () => {
  it('never share a conversation; each finds its own again', async () => {
    const { flow, panel, providers } = await createWorld();
    const options = flow.openOptions();
    const by = async ({ issuer, clientId }: IdentityProvider): Promise<void> => {
      const sso = { ssoIssuer: issuer, ssoClientId: clientId, ssoScopes: scopes };
      await options.request(save(settingsOf(flow, sso)));
      await bySso(panel);
      await flow.until(() => panel.status() === 'connected');
    };
    const [first, second] = providers;
    if (first === undefined || second === undefined) throw new Error('No providers.');
    await by(first);
    await panel.send('at the first');
    await flow.until(() => panel.texts()[0] === 'ok');
    await by(second);
    expect(panel.messages()).toEqual([]);
    await panel.send('at the second');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(panel.questions().map(({ text }) => text)).toEqual(['at the second']);
    await by(first);
    expect(panel.questions().map(({ text }) => text)).toEqual(['at the first']);
    await change(panel, { type: 'account/sign-out' });
    expect(panel.messages()).toEqual([]);
  });

  it('a conversation from before the issuer was kept is still there for whoever is signed in', async () => {
    const { flow, panel, providers } = await createWorld();
    const [provider] = providers;
    if (provider === undefined) throw new Error('No provider.');
    const sso = { ssoIssuer: provider.issuer, ssoClientId: provider.clientId, ssoScopes: scopes };
    await flow.openOptions().request(save(settingsOf(flow, sso)));
    await bySso(panel);
    await flow.until(() => panel.status() === 'connected');
    await panel.send('from before');
    await flow.until(() => panel.texts()[0] === 'ok');
    panel.close();
    flow.killWorker();
    await asBefore(flow);
    const later = flow.openPanel();
    await flow.until(() => later.status() === 'connected');
    expect(later.questions().map(({ text }) => text)).toEqual(['from before']);
    expect(await partitions(flow)).not.toContain(`["${flow.platform.apiUrl}","${tenantId}","user-ada"]`);
  });
});

/** Storage as it was written before hosts and issuers were kept. */
async function asBefore(flow: Flow): Promise<void> {
  const kept = await flow.items.keptSignIns.read();
  await flow.items.keptSignIns.write(
    Object.fromEntries(
      Object.entries(kept).map(([place, { hosts: _, issuerHosts: __, ...rest }]) => [place, rest]),
    ),
  );
  await eachConversation(flow, (record) => {
    const [api, tenant, user] = JSON.parse(record.partition) as string[];
    return { ...record, partition: JSON.stringify([api, tenant, user]) };
  });
}

async function partitions(flow: Flow): Promise<string[]> {
  const found: string[] = [];
  await eachConversation(flow, (record) => {
    found.push(record.partition);
    return record;
  });
  return found;
}

async function eachConversation(
  { databaseName }: Flow,
  next: (record: ConversationRecord) => ConversationRecord,
): Promise<void> {
  const database = await openDB<ConversationDatabase>(databaseName);
  for (const record of await database.getAll('conversations')) {
    await database.put('conversations', next(record));
  }
  database.close();
}
