import { describe, expect, it } from 'vitest';
import type { AgreedSites } from '../../lib/messaging/site-rows.ts';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { ada, bob, haveAccounts, signIn, signOut } from './people.ts';
import { save, settingsOf } from './settings-of.ts';

/* Whose pages go where is agreed to by one person, for one tenant of one platform, and for nobody else (law 9). */
const createFlow = flowFixture();
const host = 'news.example.test';

async function opened(given: Parameters<typeof createFlow>[0] = {}): Promise<[Flow, PanelProbe]> {
  const flow = await createFlow(given);
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  return [flow, panel];
}

async function read(page: Pick<PanelProbe, 'request'>): Promise<AgreedSites> {
  const reply = await page.request({ type: 'sites/agreed' });
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value;
}

async function agree(page: Pick<PanelProbe, 'request'>, isAgreed = true): Promise<string> {
  const { partition } = await read(page);
  await page.request({ type: 'sites/agreed', change: { partition, host, isAgreed } });
  return partition;
}

describe('a site that was agreed to', () => {
  it('is so after the worker has died, in every page, until it is taken back', async () => {
    const [flow, panel] = await opened();
    expect((await read(panel)).hosts).toEqual([]);
    await agree(panel);
    flow.killWorker();
    await flow.advance(5_000);
    expect((await read(panel)).hosts).toEqual([host]);
    const options = flow.openOptions();
    expect((await read(options)).hosts).toEqual([host]);
    await agree(options, false);
    expect((await read(panel)).hosts).toEqual([]);
  });

  it('is not, for another tenant; and is again, back at the first', async () => {
    const [flow, panel] = await opened({ tenants: ['miptech-company', 'other'] });
    await agree(panel);
    const options = flow.openOptions();
    await options.request(save(settingsOf(flow, { tenantId: 'other' })));
    expect((await read(panel)).hosts).toEqual([]);
    await options.request(save(settingsOf(flow)));
    expect((await read(panel)).hosts).toEqual([host]);
  });

  it('is not, where another tenant came into use while it was being read', async () => {
    const [flow, panel] = await opened({ tenants: ['miptech-company', 'other'] });
    const { partition } = await read(panel);
    await flow.openOptions().request(save(settingsOf(flow, { tenantId: 'other' })));
    const reply = await panel.request({ type: 'sites/agreed', change: { partition, host, isAgreed: true } });
    expect(reply).toMatchObject({ ok: true, value: { hosts: [] } });
    expect(await flow.items.agreedSites.read()).toEqual({});
  });

  it('is agreed to once, where the worker dies before it can say so', async () => {
    const [flow, panel] = await opened();
    const { partition } = await read(panel);
    flow.killWorkerAt('port: reply');
    let hosts: readonly string[] | null = null;
    void panel
      .request({ type: 'sites/agreed', change: { partition, host, isAgreed: true } })
      .then((reply) => (hosts = reply.ok ? reply.value.hosts : []));
    await flow.until(() => hosts !== null);
    expect(hosts).toEqual([host]);
  });

  it('is gone with Delete everything', async () => {
    const [flow, panel] = await opened();
    await agree(panel);
    await flow.openOptions().request({ type: 'data/erase' });
    expect((await read(panel)).hosts).toEqual([]);
    expect(await flow.areas.local.get('agreed-sites')).toEqual({});
  });

  it('in a private window is neither told outside of it nor kept', async () => {
    const [flow, panel] = await opened();
    await agree(panel);
    const hidden = flow.openPrivatePanel();
    await flow.until(() => hidden.status() === 'connected');
    expect((await read(hidden)).hosts).toEqual([]);
    const { partition } = await read(hidden);
    const privately = {
      type: 'sites/agreed',
      change: { partition, host: 'secret.example', isAgreed: true },
    } as const;
    expect(await hidden.request(privately)).toMatchObject({ ok: true, value: { hosts: ['secret.example'] } });
    expect((await read(panel)).hosts).toEqual([host]);
    expect(JSON.stringify(await flow.items.agreedSites.read())).not.toContain('secret.example');
  });
});

it('by ada is not agreed to by bob, nor by whoever is signed out', async () => {
  const flow = await createFlow({ auth: 'required' });
  await haveAccounts(flow, ada, bob);
  const panel = flow.openPanel();
  await flow.until(() => panel.view() !== null);
  await signIn(panel, ada);
  await agree(panel);
  await signOut(panel);
  expect((await read(panel)).hosts).toEqual([]);
  await signIn(panel, bob);
  expect((await read(panel)).hosts).toEqual([]);
  await signOut(panel);
  await signIn(panel, ada);
  expect((await read(panel)).hosts).toEqual([host]);
});
