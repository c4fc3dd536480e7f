import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { betaView, settings, settingsView } from '../view/settings-view.ts';
import { description, field, openOptions, press, settle, type } from './options-page.tsx';

const profile = (): HTMLSelectElement => screen.getByRole('combobox', { name: 'Profile' });
const choose = (id: string): boolean => fireEvent.change(profile(), { target: { value: id } });
const question = (name: RegExp | string): HTMLElement => screen.getByRole('dialog', { name });

describe('the profiles', () => {
  it('can be switched quickly, and what was tested of the one before is gone', async () => {
    const { port } = await openOptions();
    expect(profile().selectedOptions[0]?.textContent).toBe('Acme');
    press('Test connection');
    port.stage({ name: 'url', outcome: 'passed' });
    await settle();
    port.answer('profile/use', { ok: true, value: betaView() });
    choose('p2');
    await settle();
    expect(port.of('profile/use')).toEqual([{ type: 'profile/use', profileId: 'p2' }]);
    expect(profile().value).toBe('p2');
    expect(field('API URL').value).toBe('https://beta.test');
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    // Somebody else may be signed in there.
    expect(port.of('account/read')).toHaveLength(2);
  });

  it('ask what becomes of unsaved changes, with the focus on the way back', async () => {
    const { port } = await openOptions();
    type('Tenant ID', 'typed');
    choose('p2');
    await settle();
    expect(question('Save your changes?').textContent).toContain('“Acme”');
    expect(document.activeElement?.textContent).toBe('Stay here');
    press('Stay here');
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(profile().value).toBe('p1');
    expect(field('Tenant ID').value).toBe('typed');
    expect(port.of('profile/use')).toEqual([]);
  });

  it('stay where they are when the changes can not be saved, at the refused field', async () => {
    const { port } = await openOptions();
    type('Tenant ID', 'two words');
    choose('p2');
    await settle();
    port.answer('settings/save', {
      ok: true,
      value: { errors: { tenantId: { code: 'tenant-characters' } }, view: settingsView() },
    });
    press('Save and go on');
    await settle();
    expect(document.activeElement).toBe(field('Tenant ID'));
    expect(port.of('profile/use')).toEqual([]);
  });

  it('are one more once a new one is saved; Cancel goes back', async () => {
    const { port } = await openOptions();
    press('New profile');
    await settle();
    expect(document.activeElement).toBe(field('API URL'));
    expect(field('API URL').value).toBe('https://api.miptechnologies.tech');
    expect(profile().selectedOptions[0]?.textContent).toBe('New profile');
    expect(screen.getByText(/Save the new profile first/)).toBeDefined();
    press('Cancel');
    await settle();
    expect(field('API URL').value).toBe('https://api.acme.test');
    expect(document.activeElement).toBe(profile());
    press('New profile');
    await settle();
    type('Profile name', 'Gamma');
    const gamma = settings({ name: 'Gamma' });
    port.answer('settings/save', {
      ok: true,
      value: {
        errors: {},
        view: settingsView({
          profileId: 'new-1',
          settings: gamma,
          profiles: [...settingsView().profiles, { id: 'new-1', name: 'Gamma', isManaged: false }],
        }),
      },
    });
    press('Save');
    await settle();
    expect(port.of('settings/save')).toMatchObject([{ profileId: 'new-1', settings: { name: 'Gamma' } }]);
    expect(profile().selectedOptions[0]?.textContent).toBe('Gamma');
    expect(screen.getByText(/^Saved/)).toBeDefined();
  });

  it('are one fewer once that was confirmed', async () => {
    const { port } = await openOptions();
    press('Delete profile');
    await settle();
    expect(question('Delete the profile “Acme”?').textContent).toMatch(/Conversations stay/);
    press('Keep it');
    await settle();
    expect(port.of('settings/remove')).toEqual([]);
    press('Delete profile');
    await settle();
    const [, beta] = settingsView().profiles;
    port.answer('settings/remove', {
      ok: true,
      value: { ...betaView(), profiles: beta ? [beta] : [] },
    });
    press('Delete for good');
    await settle();
    expect(port.of('settings/remove')).toEqual([{ type: 'settings/remove', profileId: 'p1' }]);
    // One alone needs no choice.
    expect(screen.queryByRole('combobox', { name: 'Profile' })).toBeNull();
    expect(document.activeElement?.textContent).toBe('New profile');
    expect(screen.queryByRole('button', { name: 'Delete profile' })).toBeNull();
  });
});

describe('what the organisation has set', () => {
  it('can be read, not changed, and says so at the field', async () => {
    await openOptions({ settings: settingsView({ locked: ['tenantId', 'protocol'] }) });
    expect(field('Tenant ID').readOnly).toBe(true);
    expect(description(field('Tenant ID'))).toBe('Set by your organisation');
    const protocol = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Protocol' });
    expect(protocol.disabled).toBe(true);
    expect(description(protocol)).toBe('Set by your organisation');
    expect(field('API URL').readOnly).toBe(false);
    expect(screen.getByRole('button', { name: 'Save' })).toBeDefined();
  });

  it('leaves nothing to save where it is all, and nothing to add where it forbids that', async () => {
    const { port } = await openOptions({
      settings: settingsView({
        locked: Object.keys(settings()) as (keyof ReturnType<typeof settings>)[],
        mayAdd: false,
        profiles: [{ id: 'p1', name: 'Acme', isManaged: true }],
      }),
    });
    for (const name of ['Save', 'New profile', 'Delete profile'])
      expect(screen.queryByRole('button', { name })).toBeNull();
    expect(screen.getByRole('group', { name: 'From your organisation' })).toBeDefined();
    fireEvent.submit(screen.getByRole('form', { name: 'Connection' }));
    expect(port.of('settings/save')).toEqual([]);
    press('Test connection');
    expect(port.of('settings/test')).toHaveLength(1);
  });

  it('is told to the administrator where it makes no sense', async () => {
    await openOptions({ settings: settingsView({ policyMistakes: ['profiles[1].apiUrl'] }) });
    const notice = screen.getByRole('note');
    expect(notice.textContent).toMatch(/administrator/);
    expect(within(notice).getByRole('listitem').textContent).toBe('profiles[1].apiUrl');
  });

  it('decides which protocols there are to choose', async () => {
    await openOptions({ settings: settingsView({ protocols: [] }) });
    expect(within(screen.getByRole('combobox', { name: 'Protocol' })).queryAllByRole('option')).toEqual([]);
  });
});

describe('single sign-on', () => {
  const fold = (): HTMLDetailsElement | null =>
    screen.getByRole('group', { name: 'Single sign-on' }).closest('details');

  it('is folded away where the profile has none, and opens for a refused field of it', async () => {
    const { port } = await openOptions();
    expect(fold()?.open).toBe(false);
    port.answer('settings/save', {
      ok: true,
      value: { errors: { ssoClientId: { code: 'client-id-empty' } }, view: settingsView() },
    });
    press('Save');
    await settle();
    expect(fold()?.open).toBe(true);
    expect(document.activeElement).toBe(field('SSO client ID'));
    // It must not be shut over the correction.
    type('SSO client ID', 'a');
    expect(fold()?.open).toBe(true);
  });

  it('shows what the provider has to know, to be copied', async () => {
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await openOptions({
      settings: settingsView({ settings: settings({ ssoIssuer: 'https://login.test' }) }),
    });
    expect(fold()?.open).toBe(true);
    expect(field('Redirect URL').value).toBe('https://extension.test/back');
    expect(field('Redirect URL').readOnly).toBe(true);
    press('Copy redirect URL');
    await settle();
    expect(writeText.mock.calls).toEqual([['https://extension.test/back']]);
  });

  it('saves all that was typed, and the choice of compatibility headers', async () => {
    const { port } = await openOptions();
    type('SSO issuer', 'https://login.test');
    type('SSO client ID', 'panel');
    type('SSO scopes', 'openid groups');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Compatibility headers' }));
    press('Save');
    expect(port.of('settings/save')).toMatchObject([
      {
        profileId: 'p1',
        settings: {
          ssoIssuer: 'https://login.test',
          ssoClientId: 'panel',
          ssoScopes: 'openid groups',
          compatibilityHeaders: true,
        },
      },
    ]);
    await settle();
  });
});
