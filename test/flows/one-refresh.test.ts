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

const createFlow = flowFixture();
const lifetime = 30;
const asked = 'fetch POST /api/v1/auth/refresh';
const written = 'write sign-ins';

interface World {
  readonly flow: Flow;
  readonly panel: PanelProbe;
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
  return { flow, panel };
}

const spent = (flow: Flow): string[] =>
  requestsTo(flow, 'POST', '/api/v1/auth/refresh').map(
    (body) => (body as { refresh_token: string }).refresh_token,
  );

/** What a person, or their organisation, does in the middle of it. Resolves once all of it is done. */
const changes: Readonly<Record<string, (world: World, turn: number) => Promise<unknown>>> = {
  'a setting is saved': ({ flow }, turn) =>
    flow.openOptions().request(save(settingsOf(flow, { name: `Name ${turn}` }), 'A')),
  'the policy changes': async ({ flow }, turn) => flow.setPolicy({ keepDays: turn + 1 }),
  'everything is deleted': ({ flow }) => flow.openOptions().request({ type: 'data/erase' }),
  'A → B → A': async ({ panel }) => {
    const there = panel.request({ type: 'profile/use', profileId: 'B' });
    const back = panel.request({ type: 'profile/use', profileId: 'A' });
    await Promise.all([there, back]);
  },
};

/**
 * The token is due and the connection lost, so that a refresh begins; `what` is done just before the nth touch from there.
 * Resolves with all touches, once the panel is connected again.
 */
async function refreshOnce(world: World, touch: number, what: () => Promise<unknown>): Promise<string[]> {
  const { flow, panel } = world;
  const before = { touches: flow.trace.length, spent: spent(flow).length };
  await flow.advance((lifetime - 3) * 1000);
  let isDone = false;
  const began = flow.trace.length;
  flow.at(touch, () => void what().then(() => (isDone = true)));
  flow.platform.drop(1011);
  await flow.until(() => isDone && panel.status() === 'connected' && spent(flow).length > before.spent);
  await flow.settle();
  return flow.trace.slice(began);
}

describe('in the middle of a refresh, at each of its steps,', () => {
  it.each(Object.keys(changes))(
    '%s: no refresh token is sent twice, and Ada stays signed in',
    async (name) => {
      const change = changes[name];
      if (change === undefined) throw new Error('No such change.');
      const world = await open();
      const { flow, panel } = world;
      // Undisturbed, to know its steps.
      const steps = await refreshOnce(world, 1, () => Promise.resolve());
      const from = steps.indexOf(asked) - 3;
      const to = steps.indexOf(written) + 4;
      expect(from).toBeGreaterThan(0);
      const met: string[] = [];
      for (let touch = from; touch <= to; touch += 1) {
        const touched = await refreshOnce(world, touch, () => change(world, touch));
        met.push(touched[touch - 1] ?? 'nowhere');
        expect(panel.view()?.account.state, `at touch ${touch}: ${met.at(-1)}`).toBe('signed-in');
        expect(panel.view()?.destination.tenantId).toBe('miptech-company');
      }
      const tokens = spent(flow);
      expect(met).toEqual(expect.arrayContaining([asked, written]));
      expect(new Set(tokens).size).toBe(tokens.length);
      expect(flow.platform.received.violations).toEqual([]);
      tell(`${name}, at ${met.length} steps of a refresh: ${tokens.length} refresh tokens, each sent once`);
    },
  );
});
