import { describe, expect, it } from 'vitest';
import { productionProfile, type Profile } from '../../lib/config/profile.ts';
import { deriveWebSocketUrl } from '../../lib/config/address.ts';
import { detectsReuse } from '../platform/behaviours.ts';
import { tell } from '../chaos/tally.ts';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { ada, haveAccounts, signIn } from './people.ts';
import { requestsTo } from './platform-view.ts';
import { save, settingsOf } from './settings-of.ts';
import { bySso, ssoFixture } from './sso-fixture.ts';

const createFlow = flowFixture();
const createSsoFlow = ssoFixture();
const lifetime = 30;
const written = 'write sign-ins';

interface World {
  readonly flow: Flow;
  readonly panel: PanelProbe;
  /** The refresh tokens that were sent, in order. */
  spent(): string[];
  /** The touch that sends one. */
  readonly asked: string;
}

/** Ada at the first of two tenants, on a platform that rotates, and takes a refresh token that comes twice for stolen. */
async function open(): Promise<World> {
  const flow = await createFlow({
    auth: 'required',
    tenants: ['miptech-company', 'other'],
    accessTokenSeconds: lifetime,
    profile: { id: 'A' },
  });
  const { apiUrl } = flow.platform;
  const [first] = (await flow.items.profiles.read())?.profiles ?? [];
  if (first === undefined) throw new Error('No profile.');
  const other: Profile = {
    ...productionProfile,
    ...{ id: 'B', name: 'B', apiUrl, wsUrl: deriveWebSocketUrl(apiUrl), tenantId: 'other' },
  };
  await flow.items.profiles.write({ profiles: [first, other], currentId: 'A' });
  await haveAccounts(flow, ada);
  flow.platform.script(detectsReuse());
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'sign-in-needed');
  await signIn(panel, ada, true);
  await flow.until(() => panel.status() === 'connected');
  const spent = (): string[] =>
    requestsTo(flow, 'POST', '/api/v1/auth/refresh').map(
      (body) => (body as { refresh_token: string }).refresh_token,
    );
  return { flow, panel, spent, asked: 'fetch POST /api/v1/auth/refresh' };
}

/** The same at an OpenID provider, which rotates, and ends the sign-in of a refresh token that comes twice. */
async function openSso(): Promise<World> {
  const tokens: string[] = [];
  const { flow, panel } = await createSsoFlow({
    provider: { accessTokenSeconds: lifetime },
    flow: {
      tenants: ['miptech-company', 'other'],
      tap: {
        sent(_host, text) {
          const token = /\brefresh_token=([^&]+)/.exec(text)?.[1];
          if (token !== undefined) tokens.push(token);
        },
      },
    },
  });
  await flow.openOptions().request(save(settingsOf(flow, { name: 'B', tenantId: 'other' }), 'B'));
  await panel.request({ type: 'profile/switch', profileId: productionProfile.id });
  await bySso(panel);
  await flow.until(() => panel.status() === 'connected');
  return { flow, panel, spent: () => tokens, asked: 'fetch POST /token' };
}

/** What a person, or their organisation, does in the middle of it. Resolves once all of it is done. */
const changes: Readonly<Record<string, (world: World, turn: number) => Promise<unknown>>> = {
  'a setting is saved': ({ flow }, turn) =>
    flow.openOptions().request(save(settingsOf(flow, { name: `Name ${turn}` }), 'A')),
  'the policy changes': async ({ flow }, turn) => flow.setPolicy({ keepDays: turn + 1 }),
  'everything is deleted': ({ flow }) => flow.openOptions().request({ type: 'data/erase' }),
  'A → B → A': async ({ panel }) => {
    const before = panel.view()?.profileId ?? '';
    const there = panel.request({ type: 'profile/switch', profileId: 'B' });
    const back = panel.request({ type: 'profile/switch', profileId: before });
    await Promise.all([there, back]);
  },
};

/**
 * The token is due and the connection lost, so that a refresh begins; `what` is done just before the nth touch from there.
 * Resolves with all touches, once the panel is connected again.
 */
async function refreshOnce(
  world: World,
  touch: number | string,
  what: () => Promise<unknown>,
): Promise<string[]> {
  const { flow, panel, spent } = world;
  const before = spent().length;
  await flow.advance((lifetime - 3) * 1000);
  let isDone = false;
  const began = flow.trace.length;
  flow.at(touch, () => void what().then(() => (isDone = true)));
  flow.platform.drop(1011);
  await flow.until(() => isDone && panel.status() === 'connected' && spent().length > before);
  await flow.settle();
  return flow.trace.slice(began);
}

describe('in the middle of a refresh, at each of its steps,', () => {
  it.each([
    ...Object.keys(changes).map((name) => [name, 'by password', open] as const),
    ['A → B → A', 'by SSO', openSso] as const,
  ])('%s (%s): no refresh token is sent twice, and Ada stays signed in', async (name, way, start) => {
    const change = changes[name];
    if (change === undefined) throw new Error('No such change.');
    const world = await start();
    const { flow, panel, asked } = world;
    // Undisturbed, to know its steps.
    const steps = await refreshOnce(world, 1, () => Promise.resolve());
    const from = steps.indexOf(asked) - 3;
    const to = steps.indexOf(written) + 4;
    expect(from).toBeGreaterThan(0);
    const met: string[] = [];
    const byNumber = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    // What matters is met by name, too: on a busy machine the others stand elsewhere each time.
    for (const [index, touch] of [...byNumber, asked, written].entries()) {
      const touched = await refreshOnce(world, touch, () => change(world, from + index));
      met.push(touched[typeof touch === 'number' ? touch - 1 : touched.indexOf(touch)] ?? 'nowhere');
      expect(panel.view()?.account.state, `at touch ${touch}: ${met.at(-1)}`).toBe('signed-in');
      expect(panel.view()?.destination?.tenantId).toBe('miptech-company');
    }
    const tokens = world.spent();
    expect(met).toEqual(expect.arrayContaining([asked, written]));
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(tokens.length).toBeGreaterThan(met.length);
    expect(flow.platform.received.violations).toEqual([]);
    tell(
      `${name}, ${way}, at ${met.length} steps of a refresh: ${tokens.length} refresh tokens, each sent once`,
    );
  });
});
