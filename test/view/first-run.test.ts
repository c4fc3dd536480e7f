import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFirstRun, type FirstRun } from '../../lib/view/first-run.ts';
import { blankSettings } from '../../lib/config/settings-record.ts';
import type { TestStage } from '../../lib/messaging/settings-shapes.ts';
import { createFakePagePort, type FakePagePort } from '../doubles/fake-page-port.ts';
import { settingsView } from './settings-view.ts';

let port: FakePagePort;
let card: FirstRun;
const view = settingsView({ profileId: 'default', blank: blankSettings() });

beforeEach(() => {
  vi.useFakeTimers();
  port = createFakePagePort();
  port.answer('settings/read', { ok: true, value: view });
});
afterEach(() => {
  card.close();
  vi.useRealTimers();
});

function open(): void {
  card = createFirstRun({
    openPort: () => port,
    later(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
  });
}
const wait = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const asked = () =>
  port.of('settings/test').map(({ only, settings }) => [only, settings.apiUrl, settings.tenantId]);
/** What the next test of a stage finds. */
const finds = (...found: readonly TestStage[]): void => {
  const request = port.request.bind(port);
  port.request = async (command) => {
    const reply = await request(command);
    if (command.type === 'settings/test' && 'only' in command)
      for (const stage of found) if (stage.name === command.only) port.stage(stage);
    return reply;
  };
};

describe('an address', () => {
  it('is asked for only when it is whole and nobody types any more', async () => {
    open();
    for (const typed of ['a', 'api', 'api.', 'api.example', 'api.example.com']) {
      card.typeAddress(typed);
      await wait(400);
    }
    expect(asked()).toEqual([]);
    await wait(600);
    expect(asked()).toEqual([
      ['server', 'https://api.example.com', 'miptech-company'],
      ['health', 'https://api.example.com', 'miptech-company'],
    ]);
    expect(card.state()).toMatchObject({ host: 'api.example.com', isLooking: false });
  });

  it.each(['', 'api', 'https://intranet', 'ftp://example.com'])('“%s” is not asked at all', async (typed) => {
    open();
    card.typeAddress(typed);
    await wait(60_000);
    expect(port.sent.map(({ type }) => type)).toEqual(['settings/read']);
    expect(card.state().host).toBeNull();
  });

  it.each([
    ['https://api.example.com/api/v1/chat', 'https://api.example.com', ''],
    ['wss://api.example.com/api/v1/ws/chat?tenant_id=acme', 'https://api.example.com', 'acme'],
    ['api.example.com/api/v1/chat?tenant_id=acme', 'https://api.example.com', 'acme'],
  ])(
    'pasted as “%s” is taken apart: its origin is asked, its tenant named',
    async (pasted, origin, tenant) => {
      open();
      card.typeAddress(pasted);
      await wait(1_000);
      expect(asked()[0]?.[1]).toBe(origin);
      expect(card.state()).toMatchObject({ address: pasted, tenantId: tenant });
    },
  );

  it('that names a tenant leaves one that is typed as it is', async () => {
    open();
    card.typeTenant('mine');
    card.typeAddress('wss://api.example.com/api/v1/ws/chat?tenant_id=acme');
    expect(card.state().tenantId).toBe('mine');
  });

  it('where nothing answers, is asked no further', async () => {
    finds({ name: 'server', outcome: 'failed', problem: { code: 'server-unreachable' } });
    open();
    card.typeAddress('localhost:8000');
    await wait(1_000);
    expect(asked().map(([only]) => only)).toEqual(['server']);
    expect(card.state().stages).toHaveLength(1);
  });

  const skipped = (stage: 'url' | 'permission'): TestStage => ({
    name: 'server',
    outcome: 'skipped',
    note: { code: 'not-reached', stage },
  });

  it('that breaks a rule is told so at its field, and nothing is said of what is there', async () => {
    const errors = {
      apiUrl: { code: 'address-unencrypted', scheme: 'http:', example: 'https://a.test' },
    } as const;
    const refusal = { code: 'settings-invalid' } as const;
    finds(skipped('url'), {
      name: 'url',
      outcome: 'failed',
      problem: refusal,
      note: { code: 'settings-refused', errors },
    });
    open();
    card.typeAddress('http://api.example.com');
    await wait(1_000);
    expect(asked().map(([only]) => only)).toEqual(['server', 'url']);
    expect(card.state()).toMatchObject({ errors, stages: [], isLooking: false });
    card.typeAddress('https://api.example.com');
    expect(card.state().errors).toEqual({});
  });

  it('that may not be asked says why', async () => {
    const forbidden = { name: 'permission', outcome: 'failed', problem: { code: 'policy-forbids' } } as const;
    finds(skipped('permission'), forbidden);
    open();
    card.typeAddress('api.example.com');
    await wait(1_000);
    expect(asked().map(([only]) => only)).toEqual(['server', 'permission']);
    expect(card.state().stages).toContainEqual(forbidden);
  });

  it('that is typed on forgets what was found', async () => {
    finds({ name: 'server', outcome: 'passed' }, { name: 'health', outcome: 'passed' });
    open();
    card.typeAddress('api.example.com');
    await wait(1_000);
    expect(card.state().stages).toHaveLength(2);
    card.typeAddress('api.example.co');
    expect(card.state()).toMatchObject({ stages: [], host: null });
  });
});

describe('the tenant', () => {
  it('is asked for alone, once the address is known', async () => {
    open();
    card.typeAddress('api.example.com');
    await wait(1_000);
    card.typeTenant('acme');
    await wait(1_000);
    expect(asked().slice(2)).toEqual([['tenant', 'https://api.example.com', 'acme']]);
  });

  it('is the organisation’s to say, where it has', async () => {
    const blank = { ...blankSettings(), tenantId: 'acme' };
    port.answer('settings/read', { ok: true, value: { ...view, blank, blankLocked: ['tenantId'] } });
    open();
    await wait(0);
    expect(card.state()).toMatchObject({ isTenantSet: true, tenantId: 'acme' });
    card.fillThisComputer();
    await wait(0);
    expect(asked()[0]).toEqual(['server', 'http://localhost:8000', 'acme']);
  });
});

describe('connecting', () => {
  it('saves what is typed, as the profile that is there', async () => {
    port.answer('settings/save', { ok: true, value: { errors: {}, view } });
    open();
    card.typeAddress('api.example.com');
    card.typeTenant('acme');
    expect(await card.connect()).toBeNull();
    expect(port.of('settings/save')).toEqual([
      {
        type: 'settings/save',
        profileId: 'default',
        settings: { ...blankSettings(), apiUrl: 'https://api.example.com', tenantId: 'acme' },
      },
    ]);
    // What was about to be asked is not: the panel connects now.
    await wait(5_000);
    expect(asked()).toEqual([]);
  });

  it('goes to what is refused, which is no longer wrong when it is typed into', async () => {
    port.answer('settings/save', {
      ok: true,
      value: { errors: { tenantId: { code: 'tenant-empty' } }, view },
    });
    open();
    card.typeAddress('api.example.com');
    expect(await card.connect()).toBe('tenantId');
    expect(card.state()).toMatchObject({
      isConnecting: false,
      errors: { tenantId: { code: 'tenant-empty' } },
    });
    card.typeTenant('a');
    expect(card.state().errors).toEqual({});
  });

  it('asks for one thing after the other: nothing of a tenant before there is an address', async () => {
    const apiUrl = { code: 'address-empty', example: 'https://api.example.com' } as const;
    port.answer('settings/save', {
      ok: true,
      value: { errors: { apiUrl, tenantId: { code: 'tenant-empty' } }, view },
    });
    open();
    expect(await card.connect()).toBe('apiUrl');
    expect(card.state().errors).toEqual({ apiUrl });
  });

  it('goes back to a tenant of which the platform has said that it knows none such, until another is typed', async () => {
    port.answer('settings/save', { ok: true, value: { errors: {}, view } });
    finds({ name: 'tenant', outcome: 'failed', problem: { code: 'tenant-unknown', subject: 'nobody' } });
    open();
    card.typeAddress('api.example.com');
    await wait(1_000);
    card.typeTenant('nobody');
    await wait(1_000);
    expect(await card.connect()).toBe('tenantId');
    expect(port.of('settings/save')).toEqual([]);
    expect(card.state().isConnecting).toBe(false);
    card.typeTenant('acme');
    expect(await card.connect()).toBeNull();
    expect(port.of('settings/save').map(({ settings }) => settings.tenantId)).toEqual(['acme']);
  });

  it('asks another platform for a tenant that the one before it did not know', async () => {
    port.answer('settings/save', { ok: true, value: { errors: {}, view } });
    finds({ name: 'tenant', outcome: 'failed', problem: { code: 'tenant-unknown', subject: 'acme' } });
    open();
    card.typeTenant('acme');
    card.typeAddress('api.example.com');
    await wait(1_000);
    card.typeAddress('other.example.com');
    expect(await card.connect()).toBeNull();
    expect(port.of('settings/save').map(({ settings }) => settings.apiUrl)).toEqual([
      'https://other.example.com',
    ]);
  });

  it('says what keeps it from being saved', async () => {
    port.answer('settings/save', { ok: false, failure: { code: 'storage-failed' } });
    open();
    card.typeAddress('api.example.com');
    expect(await card.connect()).toBeNull();
    expect(card.state()).toMatchObject({ isConnecting: false, problem: { code: 'storage-failed' } });
  });

  it.each([
    [true, 'proxy'],
    [false, 'automatic'],
  ])('to a secure proxy needs no tenant where it may be chosen (%s)', async (mayBeChosen, protocol) => {
    const protocols = mayBeChosen ? view.protocols : ['automatic' as const];
    port.answer('settings/read', { ok: true, value: { ...view, protocols } });
    port.answer('settings/save', { ok: true, value: { errors: {}, view } });
    finds(
      { name: 'server', outcome: 'passed' },
      { name: 'health', outcome: 'passed', note: { code: 'way', way: 'proxy' } },
    );
    open();
    card.typeAddress('proxy.example.com');
    await wait(1_000);
    await card.connect();
    expect(port.of('settings/save')[0]?.settings.protocol).toBe(protocol);
  });
});

describe('what the administrator has set', () => {
  it.each([
    ['nothing', {}, { at: 'none' }],
    ['an address', { profiles: [{ id: 'org:a', name: 'Acme', isManaged: true }] }, { at: 'found' }],
    ['a mistake', { policyMistakes: ['profiles[0]'] }, { at: 'mistaken', places: ['profiles[0]'] }],
  ])('is looked for afresh, and said: %s', async (_what, changes, finding) => {
    open();
    await wait(0);
    port.answer('settings/read', { ok: true, value: { ...view, ...changes } });
    const asking = card.askPolicy();
    expect(card.state().policy).toEqual({ at: 'asking' });
    await asking;
    expect(card.state().policy).toEqual(finding);
    expect(port.of('settings/read').map(({ afresh }) => afresh)).toEqual([false, true]);
  });
});
