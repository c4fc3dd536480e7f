import { describe, expect, it } from 'vitest';
import type { SettingsView } from '../../lib/messaging/settings-shapes.ts';
import type { Push } from '../../lib/messaging/contract.ts';
import { flowFixture, type Flow } from './harness.ts';
import { framesOf } from './platform-view.ts';
import { save, settingsOf } from './settings-of.ts';

const createFlow = flowFixture();

const page = {
  title: 'A story',
  url: 'https://news.example.test/story',
  text: 'Once.',
  pageLength: 90,
  source: 'article',
};
const aPage = {
  activeTab: async () => ({ id: 7, url: page.url, title: page.title }),
  runReader: async () => page,
};

async function view(flow: Flow): Promise<SettingsView> {
  const reply = await flow.openOptions().request({ type: 'settings/read' });
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value;
}

/** A policy needs the platform's address, which is known once it listens. */
async function under(
  policy: (flow: Flow) => unknown,
  options: Parameters<typeof createFlow>[0] = {},
): Promise<Flow> {
  const flow = await createFlow({ tenants: ['miptech-company', 'acme'], ...options });
  flow.setPolicy(policy(flow));
  return flow;
}

const acme = ({ platform }: Flow) => ({
  profiles: [{ name: 'Acme', apiUrl: platform.apiUrl, tenantId: 'acme' }],
});

describe('an organisation that gives a profile', () => {
  it('has its people in it, and lets them change nothing of it', async () => {
    const flow = await under(acme);
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    expect(panel.view()?.destination).toEqual({ apiUrl: flow.platform.apiUrl, tenantId: 'acme' });
    const shown = await view(flow);
    expect(shown).toMatchObject({ mayAdd: false, profiles: [{ name: 'Acme', isManaged: true }] });
    expect(shown.locked).toContain('apiUrl');
    // As a page that is out of date would ask.
    const saved = await flow
      .openOptions()
      .request(save(settingsOf(flow, { tenantId: 'miptech-company' }), shown.profileId));
    expect(saved).toMatchObject({ ok: true, value: { errors: { name: { code: 'set-by-organisation' } } } });
    expect((await view(flow)).settings.tenantId).toBe('acme');
  });

  it('is heard while the panel is open, and so is that it takes it back', async () => {
    const flow = await createFlow({ tenants: ['miptech-company', 'acme'] });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    flow.setPolicy(acme(flow));
    await flow.until(() => panel.view()?.destination?.tenantId === 'acme' && panel.status() === 'connected');
    flow.setPolicy({});
    await flow.until(() => panel.view()?.destination?.tenantId === 'miptech-company');
    expect((await view(flow)).mayAdd).toBe(true);
  });

  it('whose address is wrong: nothing is sent to any other', async () => {
    const flow = await under(() => ({ profiles: [{ name: 'Acme', apiUrl: 'http://acme.example' }] }));
    const panel = flow.openPanel();
    await panel.send('for Acme only');
    await flow.until(() => panel.problem()?.code === 'policy-forbids');
    await flow.advance(60_000);
    expect(panel.questions()[0]?.status).toBe('queued');
    expect(flow.platform.received.connections).toEqual([]);
    const sent = flow.platform.received.rest.length;
    const stages: Push[] = [];
    const options = flow.openOptions();
    options.subscribe((push) => void stages.push(push));
    await options.request({ type: 'settings/test', settings: settingsOf(flow) });
    expect(stages).toEqual([{ type: 'test/stage', stage: expect.objectContaining({ outcome: 'failed' }) }]);
    expect(flow.platform.received.rest).toHaveLength(sent);
    expect((await view(flow)).policyMistakes).toEqual(
      expect.arrayContaining([expect.stringMatching(/profiles\[0\]\.apiUrl/)]),
    );
  });
});

it('a dialect in use that is not among the allowed: says so, and does not connect', async () => {
  const flow = await under(() => ({ allowedProtocols: ['proxy'] }));
  const panel = flow.openPanel();
  await flow.until(() => panel.problem()?.code === 'policy-forbids');
  expect(panel.status()).toBe('check-settings');
  expect((await view(flow)).protocols).toEqual(['automatic', 'proxy']);
  await flow.advance(60_000);
  expect(framesOf(flow, 'join_chat')).toEqual([]);
});

it('a default tenant is that of every profile, whatever was typed', async () => {
  const flow = await under(() => ({ defaultTenant: 'acme' }));
  await flow.openOptions().request(save(settingsOf(flow, { tenantId: 'miptech-company' })));
  const shown = await view(flow);
  expect(shown.settings.tenantId).toBe('acme');
  expect(shown.locked).toEqual(['tenantId']);
});

describe('pages', () => {
  it.each([
    ['are not read at all', { enabled: false }, 'page-forbidden'],
    ['of a blocked site are not read', { block: ['*.example.test'] }, 'page-forbidden'],
    ['of a site that is not on the list are not read', { allow: ['wiki.example.test'] }, 'page-forbidden'],
    ['of a site on the list are', { allow: ['*.example.test'] }, null],
  ])('%s', async (_, pageContext, code) => {
    let reads = 0;
    const runReader = async (): Promise<unknown> => {
      reads += 1;
      return page;
    };
    const flow = await under(() => ({ pageContext }), { pageAccess: { ...aPage, runReader } });
    const panel = flow.openPanel();
    await flow.until(() => panel.view() !== null);
    const reply = await panel.request({ type: 'page/attach' });
    expect(reply.ok ? null : reply.failure.code).toBe(code);
    expect(reads).toBe(code === null ? 1 : 0);
  });

  it('that lead elsewhere while they are read are not attached', async () => {
    const flow = await under(() => ({ pageContext: { allow: ['news.example.test'] } }), {
      pageAccess: { ...aPage, runReader: async () => ({ ...page, url: 'https://elsewhere.test/' }) },
    });
    const panel = flow.openPanel();
    await flow.until(() => panel.view() !== null);
    expect(await panel.request({ type: 'page/attach' })).toMatchObject({
      failure: { code: 'page-forbidden' },
    });
  });
});

it('the days to keep conversations are the organisation’s, and a page that asks for others changes nothing', async () => {
  const flow = await under(() => ({ keepDays: 30 }));
  const options = flow.openOptions();
  let isDone = false;
  void options.request({ type: 'data/keep', days: 7 }).then(() => (isDone = true));
  await flow.until(() => isDone);
  const read = await options.request({ type: 'data/read' });
  expect(read).toMatchObject({ ok: true, value: { keepDays: 30, isLocked: true } });
  expect(await flow.items.keepDays.read()).toBeNull();
});
