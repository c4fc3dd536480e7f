import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { TestStage } from '../../lib/messaging/test-stage.ts';
import type { FakePagePort } from '../doubles/fake-page-port.ts';
import { betaView, settings, settingsView } from '../view/settings-view.ts';
import { description, field, openOptions, press, settle, type } from './options-page.tsx';

const outcome = (): string => document.querySelector('.form-outcome')?.textContent ?? '';
/** Whether the browser would ask before the page is left. */
const isKept = (): boolean => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
const advanced = (): boolean | undefined => screen.getByText('Advanced').closest('details')?.open;

async function tested(port: FakePagePort, ...stages: TestStage[]): Promise<void> {
  let end: (() => void) | undefined;
  port.answer(
    'settings/test',
    new Promise((resolve) => (end = () => resolve({ ok: true, value: undefined }))),
  );
  press('Test connection');
  for (const stage of stages) act(() => port.stage(stage));
  end?.();
  await settle();
}

describe('what is typed and not saved', () => {
  it('is said beside Save, and the browser asks before it is lost', async () => {
    const { port } = await openOptions();
    expect([outcome(), isKept()]).toEqual(['', false]);
    type('Tenant ID', 'typed');
    expect([outcome(), isKept()]).toEqual(['Unsaved changes', true]);
    type('Tenant ID', 'acme');
    expect([outcome(), isKept()]).toEqual(['', false]);
    type('Tenant ID', 'typed');
    const view = settingsView({ settings: settings({ tenantId: 'typed' }) });
    port.answer('settings/save', { ok: true, value: { errors: {}, view } });
    press('Save');
    await settle();
    expect([outcome(), isKept()]).toEqual(['Saved. The panel uses it from now on.', false]);
  });

  it('is undone at a press, with what was wrong with it, and the focus stays in the form', async () => {
    const { port } = await openOptions();
    type('Tenant ID', 'two words');
    const errors = { tenantId: { code: 'tenant-characters' } };
    port.answer('settings/save', { ok: true, value: { errors, view: settingsView() } });
    press('Save');
    await settle();
    press('Undo changes');
    expect(field('Tenant ID').value).toBe('acme');
    expect(field('Tenant ID').getAttribute('aria-invalid')).toBe('false');
    expect([outcome(), isKept()]).toEqual(['', false]);
    expect(document.activeElement?.textContent).toBe('Save');
    expect(screen.queryByRole('button', { name: 'Undo changes' })).toBeNull();
  });

  it('of a new profile is kept, too, and it goes by Cancel', async () => {
    await openOptions();
    press('New profile');
    await settle();
    expect(isKept()).toBe(false);
    type('API URL', 'api.gamma.test');
    expect([outcome(), isKept()]).toEqual(['Unsaved changes', true]);
    expect(screen.queryByRole('button', { name: 'Undo changes' })).toBeNull();
    press('Cancel');
    await settle();
    expect(isKept()).toBe(false);
  });
});

describe('a good test of what is typed', () => {
  const passed = { name: 'url', outcome: 'passed' } as const;

  it('says that it works, and asks whether to save it, until something else is typed', async () => {
    const { port } = await openOptions();
    type('Tenant ID', 'umbrella');
    await tested(port, passed, { name: 'tenant', outcome: 'warned' });
    expect(outcome()).toBe('Works. Save it?');
    type('Tenant ID', 'umbrella2');
    expect(outcome()).toBe('Unsaved changes');
    expect(screen.getByText('What is typed has changed since this test.')).toBeDefined();
    type('Tenant ID', 'umbrella');
    expect(outcome()).toBe('Works. Save it?');
  });

  it.each<[string, TestStage[]]>([
    ['failed', [passed, { name: 'server', outcome: 'failed' }]],
    ['found nothing', []],
  ])('is none where it %s', async (_how, stages) => {
    const { port } = await openOptions();
    type('Tenant ID', 'umbrella');
    await tested(port, ...stages);
    expect(outcome()).toBe('Unsaved changes');
  });

  it('has nothing to ask where all is saved', async () => {
    const { port } = await openOptions();
    await tested(port, passed);
    expect(outcome()).toBe('');
  });
});

describe('a test of what breaks a rule', () => {
  it('is not begun: the fields say why, the first has the focus, and there is no list', async () => {
    const { port } = await openOptions();
    type('API URL', 'http://acme.test');
    const errors = {
      apiUrl: { code: 'address-unencrypted', scheme: 'http:', example: 'https://acme.test' },
      wsUrl: { code: 'address-spaced' },
    } as const;
    const problem = { code: 'settings-invalid' } as const;
    await tested(
      port,
      { name: 'url', outcome: 'failed', problem, note: { code: 'settings-refused', errors } },
      { name: 'server', outcome: 'skipped', note: { code: 'not-reached', stage: 'url' } },
    );
    expect(outcome()).toBe('Not tested. Correct the marked fields.');
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    expect(document.activeElement).toBe(field('API URL'));
    expect(description(field('API URL'))).toMatch(/^Only this computer/);
    expect(field('WebSocket URL').getAttribute('aria-invalid')).toBe('true');
    expect(advanced()).toBe(true);
    // What was probably meant is there at a press.
    press('Use https://acme.test');
    expect(field('API URL').value).toBe('https://acme.test');
    expect(document.activeElement).toBe(field('API URL'));
  });
});

describe('an address as it is typed', () => {
  it.each([
    ['api.acme.test', 'https://api.acme.test', 'Stands for https://api.acme.test'],
    ['localhost:8000', 'http://localhost:8000', 'Stands for http://localhost:8000'],
    ['https://api.acme.test/api/v1/chat', 'https://api.acme.test', 'Stands for https://api.acme.test'],
    ['bücher.example', 'https://xn--bcher-kva.example', 'Stands for https://bücher.example'],
    [
      'b\u0430nk.example',
      'https://xn--bnk-6cd.example',
      /^Stands for https:\/\/xn--bnk-6cd\.example\. Some of/,
    ],
  ])('%s is completed, said, and so saved and tested', async (typed, sent, note) => {
    const { port } = await openOptions();
    type('API URL', typed);
    expect(screen.getByText(note)).toBeDefined();
    expect(description(field('API URL'))).toContain(screen.getByText(note).textContent);
    press('Test connection');
    expect(port.of('settings/test')).toMatchObject([{ settings: { apiUrl: sent } }]);
    press('Save');
    expect(port.of('settings/save')).toMatchObject([{ settings: { apiUrl: sent } }]);
    await settle();
  });

  it('says nothing where it is whole, or breaks a rule', async () => {
    await openOptions();
    for (const typed of ['https://api.acme.test', 'https://api.acme.test/', 'http://acme.test', '', 'a b']) {
      type('API URL', typed);
      expect(screen.queryByText(/^Stands for/)).toBeNull();
    }
  });

  it('of another script is shown in its own letters once it is saved, and counts as unchanged', async () => {
    const stored = settings({
      apiUrl: 'https://xn--bcher-kva.example',
      wsUrl: 'wss://xn--bcher-kva.example/ws',
      ssoIssuer: 'https://xn--bnk-6cd.example',
    });
    await openOptions({ settings: settingsView({ settings: stored }) });
    expect(field('API URL').value).toBe('https://bücher.example');
    expect(field('WebSocket URL').value).toBe('wss://bücher.example/ws');
    // Taken for a bank’s: not in letters that look like others.
    expect(field('SSO issuer').value).toBe('https://xn--bnk-6cd.example');
    expect([outcome(), isKept()]).toEqual(['', false]);
  });

  it('names a profile without a name in its own letters', async () => {
    const { port } = await openOptions();
    type('Profile name', '');
    type('API URL', 'bücher.example:8443');
    press('Save');
    expect(port.of('settings/save')).toMatchObject([{ settings: { name: 'bücher.example:8443' } }]);
    await settle();
  });
});

describe('Advanced', () => {
  it('opens where a link leads to something in it, which gets the focus', async () => {
    await openOptions({ wanted: 'protocol' });
    expect(advanced()).toBe(true);
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Protocol' }));
  });

  it('stays shut where it leads elsewhere', async () => {
    await openOptions({ wanted: 'tenantId' });
    expect(advanced()).toBe(false);
    expect(document.activeElement).toBe(field('Tenant ID'));
  });

  it('is as the next profile wants it', async () => {
    const { port } = await openOptions({
      settings: settingsView({ settings: settings({ protocol: 'rest' }) }),
    });
    expect(advanced()).toBe(true);
    port.answer('profile/use', { ok: true, value: betaView() });
    fireEvent.change(screen.getByRole('combobox', { name: 'Profile' }), { target: { value: 'p2' } });
    await settle();
    expect(advanced()).toBe(false);
  });
});
