import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FakePagePort } from '../doubles/fake-page-port.ts';
import { settings, settingsView } from '../view/settings-view.ts';
import { description, field, openOptions, press, settle, type OpenedOptions } from './options-page.tsx';

const view = settingsView();

let port: FakePagePort;
let askAccess: OpenedOptions['askAccess'];

beforeEach(async () => {
  ({ port, askAccess } = await openOptions());
});

describe('the settings page', () => {
  it('shows what is stored, and what an empty WebSocket URL stands for', () => {
    expect(field('API URL').value).toBe('https://api.acme.test');
    expect(field('WebSocket URL').placeholder).toBe('wss://api.acme.test/api/v1/ws/chat');
    expect(field('Tenant ID').value).toBe('acme');
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Protocol' }).value).toBe('automatic');
    fireEvent.change(field('API URL'), { target: { value: 'https://other.test' } });
    expect(field('WebSocket URL').placeholder).toBe('');
  });

  it('puts each error beside its field and goes to the first', async () => {
    const example = 'https://acme.test';
    const errors = {
      apiUrl: { code: 'address-unencrypted', scheme: 'http:', example },
      tenantId: { code: 'tenant-characters' },
    };
    port.answer('settings/save', { ok: true, value: { errors, view } });
    fireEvent.change(field('API URL'), { target: { value: 'http://acme.test' } });
    press('Save');
    await settle();
    const [id] = field('API URL').getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(document.getElementById(id ?? '')?.textContent).toBe(
      'Only this computer may be reached by http://, without encryption. Type https://acme.test.',
    );
    expect(field('API URL').getAttribute('aria-invalid')).toBe('true');
    expect(field('WebSocket URL').getAttribute('aria-invalid')).toBe('false');
    expect(document.activeElement).toBe(field('API URL'));
    expect(field('API URL').value).toBe('http://acme.test');
    fireEvent.change(field('API URL'), { target: { value: 'https://acme.test' } });
    expect(field('API URL').getAttribute('aria-invalid')).toBe('false');
  });

  it('shows the settings as they were saved', async () => {
    const trimmed = settingsView({ settings: settings({ apiUrl: 'https://new.test' }) });
    port.answer('settings/save', { ok: true, value: { errors: {}, view: trimmed } });
    fireEvent.change(field('API URL'), { target: { value: 'https://new.test/api/v1/' } });
    press('Save');
    await settle();
    expect(field('API URL').value).toBe('https://new.test');
    expect(screen.getByText(/^Saved/)).toBeDefined();
  });

  it('keeps what is typed when saving fails', async () => {
    port.answer('settings/save', { ok: false, failure: { code: 'storage-full' } });
    fireEvent.change(field('Tenant ID'), { target: { value: 'typed' } });
    press('Save');
    await settle();
    expect(field('Tenant ID').value).toBe('typed');
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it.each([
    ['passed', 'Everything that was tested works. Not tested: Joining a chat, Round trip.'],
    ['warned', 'It works, with remarks. Not tested: Joining a chat, Round trip.'],
  ] as const)('says after a test that %s what was left out', async (outcome, verdict) => {
    let end: (() => void) | undefined;
    port.answer(
      'settings/test',
      new Promise((resolve) => (end = () => resolve({ ok: true, value: undefined }))),
    );
    press('Test connection');
    act(() => port.stage({ name: 'health', outcome, note: { code: 'version', version: '3.2.0' } }));
    for (const name of ['join', 'ping'] as const) act(() => port.stage({ name, outcome: 'skipped' }));
    end?.();
    await settle();
    expect(screen.getByText(verdict)).toBeDefined();
    expect(screen.getByText('Version 3.2.0.')).toBeDefined();
  });

  it('gives no verdict on a test that broke off', async () => {
    let end: (() => void) | undefined;
    const failure = { code: 'background-silent' } as const;
    port.answer('settings/test', new Promise((resolve) => (end = () => resolve({ ok: false, failure }))));
    press('Test connection');
    act(() => port.stage({ name: 'url', outcome: 'passed' }));
    act(() => port.stage({ name: 'server', outcome: 'running' }));
    end?.();
    await settle();
    expect(screen.getByRole('alert')).toBeDefined();
    expect(screen.queryByText(/works/)).toBeNull();
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  it('tests what is typed and lists each stage as it arrives', async () => {
    let end: (() => void) | undefined;
    port.answer(
      'settings/test',
      new Promise((resolve) => (end = () => resolve({ ok: true, value: undefined }))),
    );
    fireEvent.change(field('Tenant ID'), { target: { value: 'acmee' } });
    press('Test connection');
    expect(port.of('settings/test')).toMatchObject([{ settings: { tenantId: 'acmee' } }]);
    act(() => port.stage({ name: 'server', outcome: 'running' }));
    act(() => port.stage({ name: 'server', outcome: 'passed', duration: 10_084 }));
    act(() =>
      port.stage({
        name: 'tenant',
        outcome: 'failed',
        problem: { code: 'tenant-unknown', subject: 'acmee' },
      }),
    );
    const stages = within(screen.getByRole('region', { name: 'Connection test' })).getAllByRole('listitem');
    expect(stages.map((stage) => stage.dataset['outcome'])).toEqual(['passed', 'failed']);
    expect(stages[0]?.textContent).toContain('10 s');
    expect(within(stages[0] ?? document.body).getByRole('img', { name: 'Passed' })).toBeDefined();
    end?.();
    await settle();
    expect(screen.getByText(/The marked field says why/)).toBeDefined();
    // The cause is said where it is mended, and once.
    expect(field('Tenant ID').getAttribute('aria-invalid')).toBe('true');
    expect(description(field('Tenant ID'))).toMatch(/^The platform does not know the tenant “acmee”\./);
    expect(screen.getAllByText(/“acmee”/)).toHaveLength(1);
    fireEvent.change(field('Tenant ID'), { target: { value: 'acme' } });
    expect(field('Tenant ID').getAttribute('aria-invalid')).toBe('false');
  });

  it.each([
    [true, 2],
    [false, 1],
  ])('asks for access where that is the cure, and with it (%s) tests again', async (isAllowed, tests) => {
    askAccess.mockResolvedValue(isAllowed);
    press('Test connection');
    act(() =>
      port.stage({
        name: 'server',
        outcome: 'failed',
        problem: {
          code: 'extension-blocked',
          subject: 'api.acme.test',
          origin: 'https://api.acme.test',
        },
      }),
    );
    await settle();
    press('Allow access');
    await settle();
    expect(askAccess.mock.calls).toEqual([['https://api.acme.test']]);
    expect(port.of('settings/test')).toHaveLength(tests);
  });

  it('looks again at what panels have done whenever it is looked at', async () => {
    port.answer('settings/read', {
      ok: true,
      value: settingsView({ settings: settings({ tenantId: 'changed' }) }),
    });
    act(() => void dispatchEvent(new Event('focus')));
    await settle();
    expect(field('Tenant ID').value).toBe('changed');
  });
});
