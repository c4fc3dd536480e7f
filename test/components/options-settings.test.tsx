import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { isTextField, settingsFields, settingsRecord } from '../../lib/config/settings-record.ts';
import { settingWords } from '../../lib/view/words/setting-words.ts';
import { settings, settingsView } from '../view/settings-view.ts';
import { description, field, openOptions, press, settle, type } from './options-page.tsx';

const roles = { text: 'textbox', code: 'textbox', url: 'textbox', choice: 'combobox', switch: 'checkbox' };

describe.each(settingsFields)('the setting %s', (name) => {
  const row = settingsRecord[name];
  const { label, help } = settingWords[name];
  const control = (): HTMLInputElement => screen.getByRole(roles[row.control], { name: label });

  it('has its control, its words, and its name for whatever looks for it', async () => {
    await openOptions();
    expect(control().name).toBe(name);
    expect(description(control())).toBe(help);
  });

  it('is saved as it was typed or chosen', async () => {
    const { port } = await openOptions();
    if (row.control === 'switch') fireEvent.click(control());
    else
      fireEvent.change(control(), {
        target: { value: row.control === 'choice' ? row.choices.at(-1) : 'typed' },
      });
    press('Save');
    const typed = { switch: !row.byDefault, choice: 'choices' in row && row.choices.at(-1) };
    // What can only be an address is completed to one.
    const completed: Partial<Record<typeof name, string>> = {
      apiUrl: 'https://typed',
      wsUrl: 'wss://typed/api/v1/ws/chat',
      ssoIssuer: 'https://typed',
    };
    const changed =
      row.control === 'switch' || row.control === 'choice'
        ? typed[row.control]
        : (completed[name] ?? 'typed');
    expect(port.of('settings/save')).toMatchObject([{ settings: settings({ [name]: changed }) }]);
    await settle();
  });

  it('can’t be changed where it is locked, and says why', async () => {
    await openOptions({ settings: settingsView({ locked: [name] }) });
    expect(isTextField(name) ? control().readOnly : control().disabled).toBe(true);
    expect(description(control())).toBe('Set by your organisation');
  });

  it('says beside it why it is refused, and takes the focus', async () => {
    const { port } = await openOptions();
    const errors = { [name]: { code: 'set-by-organisation' } };
    port.answer('settings/save', { ok: true, value: { errors, view: settingsView() } });
    press('Save');
    await settle();
    expect(description(control())).toBe(`Set by your organisation. ${help}`);
    expect(document.activeElement).toBe(control());
  });
});

describe('a pasted WebSocket URL that names a tenant', () => {
  const pasted = 'wss://ws.acme.test/api/v1/ws/chat?tenant_id=umbrella&token=geheim';

  it('offers it for the Tenant ID, and says nothing of the rest', async () => {
    await openOptions();
    type('WebSocket URL', pasted);
    expect(screen.getByText(/names the tenant “umbrella”/).textContent).not.toContain('geheim');
    press('Use it as Tenant ID');
    expect(field('Tenant ID').value).toBe('umbrella');
    expect(screen.queryByRole('button', { name: 'Use it as Tenant ID' })).toBeNull();
  });

  it.each(['WebSocket URL', 'API URL'])('still offers it once the %s was saved without it', async (where) => {
    const { port } = await openOptions();
    type(where, pasted);
    // What the background keeps of it names no tenant.
    port.answer('settings/save', { ok: true, value: { errors: {}, view: settingsView() } });
    press('Save');
    await settle();
    expect(field(where).value).not.toContain('umbrella');
    press('Use it as Tenant ID');
    expect(field('Tenant ID').value).toBe('umbrella');
    press('Save');
    await settle();
    expect(port.of('settings/save').at(-1)).toMatchObject({ settings: { tenantId: 'umbrella' } });
    expect(JSON.stringify(port.of('settings/save').at(-1))).not.toContain('geheim');
  });

  it('offers it no more once another address is typed', async () => {
    const { port } = await openOptions();
    type('WebSocket URL', pasted);
    port.answer('settings/save', { ok: true, value: { errors: {}, view: settingsView() } });
    press('Save');
    await settle();
    type('WebSocket URL', 'wss://other.test/ws');
    expect(screen.queryByRole('button', { name: 'Use it as Tenant ID' })).toBeNull();
  });

  it('offers nothing where it is another’s to set', async () => {
    await openOptions({ settings: settingsView({ locked: ['tenantId'] }) });
    type('WebSocket URL', pasted);
    expect(screen.queryByRole('button', { name: 'Use it as Tenant ID' })).toBeNull();
  });
});

describe('a socket that was found at another address', () => {
  const foundWsUrl = 'wss://api.acme.test/ws/';

  it('is offered by that address, to be kept with the next save', async () => {
    const { port } = await openOptions({ settings: settingsView({ foundWsUrl }) });
    press(`Use ${foundWsUrl}`);
    expect(field('WebSocket URL').value).toBe(foundWsUrl);
    expect(screen.queryByRole('button', { name: `Use ${foundWsUrl}` })).toBeNull();
    press('Save');
    await settle();
    expect(port.of('settings/save')).toMatchObject([{ settings: { wsUrl: foundWsUrl } }]);
  });

  it('is not offered where the address is another’s to set', async () => {
    await openOptions({ settings: settingsView({ foundWsUrl, locked: ['wsUrl'] }) });
    expect(screen.queryByRole('button', { name: /^Use wss:/ })).toBeNull();
  });
});

describe('a new profile', () => {
  const begin = async (view: Parameters<typeof settingsView>[0] = {}): Promise<void> => {
    await openOptions({
      settings: settingsView({ blank: settings({ name: '', apiUrl: '', tenantId: '' }), ...view }),
    });
    press('New profile');
    await settle();
  };
  const filled = (): string[] =>
    ['Profile name', 'API URL', 'WebSocket URL', 'Tenant ID'].map((name) => field(name).value);

  it.each([
    ['This computer', ['This computer', 'http://localhost:8000', '', 'miptech-company']],
    ['MIPTech', ['MIPTech', 'https://api.miptechnologies.tech', '', 'miptech-company']],
  ])('may begin with %s', async (preset, values) => {
    await begin();
    expect(screen.getByRole('group', { name: 'Start with' })).toBeDefined();
    press(preset);
    expect(filled()).toEqual(values);
  });

  it('keeps what the organisation has set', async () => {
    await begin({ blank: settings({ name: '', apiUrl: '', tenantId: 'ours' }), blankLocked: ['tenantId'] });
    press('This computer');
    expect(filled()).toEqual(['This computer', 'http://localhost:8000', '', 'ours']);
  });

  it('that is one already has none of that', async () => {
    await openOptions();
    expect(screen.queryByRole('group', { name: 'Start with' })).toBeNull();
  });
});
