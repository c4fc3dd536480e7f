import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeSiteAccess } from '../doubles/fake-site-access.ts';
import { settings, settingsView } from '../view/settings-view.ts';
import { description, field, openOptions, press, settle, type } from './options-page.tsx';

const listed = (name: string): (string | null)[] =>
  within(screen.getByRole('list', { name }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('bdi')?.textContent ?? null);
const said = (): string | null =>
  document.querySelector('#page-access-outcome [role="status"]')?.textContent ?? null;

describe('Page access', () => {
  it('says that no site is allowed where none is', async () => {
    await openOptions();
    expect(screen.queryByRole('list', { name: 'Sites always allowed' })).toBeNull();
    expect(screen.getByText(/You have allowed none/)).toBeDefined();
    expect(screen.queryByText('Set by your organisation')).toBeNull();
    expect(screen.queryByText('Sites you send pages of')).toBeNull();
  });

  it('asks the browser for the one site that was typed, and lists it after a yes', async () => {
    const siteAccess = createFakeSiteAccess();
    await openOptions({ siteAccess });
    type('Site', ' example.com/a/page?of=it ');
    press('Always allow');
    // In the turn of the press: no browser asks later.
    expect(siteAccess.asked).toEqual(['https://example.com']);
    await settle();
    expect(listed('Sites always allowed')).toEqual(['https://example.com']);
    expect(said()).toBe('https://example.com is allowed.');
    expect(field('Site').value).toBe('');
  });

  it('says so after a no, and keeps what was typed', async () => {
    const siteAccess = createFakeSiteAccess([], 'no');
    await openOptions({ siteAccess });
    type('Site', 'http://intranet');
    press('Always allow');
    await settle();
    expect(siteAccess.asked).toEqual(['http://intranet']);
    expect(said()).toBe('The browser did not allow http://intranet.');
    expect(field('Site').value).toBe('http://intranet');
  });

  it('asks for nothing that is no site', async () => {
    const siteAccess = createFakeSiteAccess();
    await openOptions({ siteAccess });
    type('Site', '*.example.com');
    press('Always allow');
    await settle();
    expect(siteAccess.asked).toEqual([]);
    expect(description(field('Site'))).toContain('That is not the address of a site');
    type('Site', 'e');
    expect(description(field('Site'))).not.toContain('not the address');
  });

  it('takes a site back, with the focus on what is said of it, and says where the browser keeps it', async () => {
    const kept = 'https://granted-by-policy.example/*';
    await openOptions({ siteAccess: createFakeSiteAccess(['https://example.com/*', kept]) });
    press('Remove https://example.com');
    await settle();
    expect(listed('Sites always allowed')).toEqual(['https://granted-by-policy.example']);
    expect(said()).toBe('https://example.com is not allowed any more.');
    expect(document.activeElement?.id).toBe('page-access-outcome');
    press('Remove https://granted-by-policy.example');
    await settle();
    expect(listed('Sites always allowed')).toEqual(['https://granted-by-policy.example']);
    expect(said()).toMatch(/^The browser keeps https:\/\/granted-by-policy\.example allowed/);
  });

  it('follows what is changed in the browser’s own settings', async () => {
    const siteAccess = createFakeSiteAccess(['https://example.com/*']);
    await openOptions({ siteAccess });
    await act(async () => siteAccess.change(['https://*/*', 'http://other.example:8080/*']));
    expect(listed('Sites always allowed')).toEqual(['https://*', 'http://other.example:8080']);
    await act(async () => siteAccess.change([]));
    expect(screen.queryByRole('list', { name: 'Sites always allowed' })).toBeNull();
  });

  it('in a private window shows what is allowed, and allows nothing', async () => {
    await openOptions({ isPrivate: true, siteAccess: createFakeSiteAccess(['https://example.com/*']) });
    expect(listed('Sites always allowed')).toEqual(['https://example.com']);
    expect(screen.queryByRole('button', { name: 'Always allow' })).toBeNull();
    expect(screen.getByText(/^Private windows can allow no site/)).toBeDefined();
  });

  it('says which of them the connection needs', async () => {
    const view = settingsView({ settings: settings({ apiUrl: 'https://api.acme.test' }) });
    await openOptions({
      settings: view,
      siteAccess: createFakeSiteAccess(['https://api.acme.test/*', 'https://example.com/*']),
    });
    const [server, other] = within(screen.getByRole('list', { name: 'Sites always allowed' })).getAllByRole(
      'listitem',
    );
    expect(server?.textContent).toContain('Your platform’s own server');
    expect(other?.textContent).not.toContain('Your platform');
  });
});

describe('Sites you send pages of', () => {
  const agreed = { partition: 'of-ada', hosts: ['old.example', 'new.example:8443'] };

  it('are those of the profile in use, the latest first, and can be taken back one by one', async () => {
    const { port } = await openOptions({ agreed });
    expect(listed('Sites you send pages of')).toEqual(['new.example:8443', 'old.example']);
    expect(screen.getByText(/^To api\.acme\.test · acme,/)).toBeDefined();
    port.answer('sites/agreed', { ok: true, value: { ...agreed, hosts: ['old.example'] } });
    press('Ask again about new.example:8443');
    await settle();
    expect(port.of('sites/agreed').at(-1)?.change).toEqual({
      partition: 'of-ada',
      host: 'new.example:8443',
      isAgreed: false,
    });
    expect(listed('Sites you send pages of')).toEqual(['old.example']);
    expect(said()).toMatch(/before the next page of new\.example:8443 is sent/);
  });

  it('stay where storage is broken, which is told', async () => {
    const { port } = await openOptions({ agreed });
    port.answer('sites/agreed', { ok: false, failure: { code: 'storage-full' } });
    press('Ask again about old.example');
    await settle();
    expect(screen.getByRole('alert')).toBeDefined();
    expect(listed('Sites you send pages of')).toHaveLength(2);
  });

  it('are read anew as somebody else signs in', async () => {
    const { port } = await openOptions({ agreed });
    const before = port.of('sites/agreed').length;
    port.answer('account/sign-out', {
      ok: true,
      value: { state: 'signed-out', name: null, email: null, stays: false, hasSso: false },
    });
    port.answer('sites/agreed', { ok: true, value: { partition: 'of-nobody', hosts: [] } });
    port.answer('settings/read', { ok: true, value: settingsView({ profileId: 'p2' }) });
    await act(async () => void window.dispatchEvent(new Event('focus')));
    await settle();
    expect(port.of('sites/agreed').length).toBeGreaterThan(before);
    expect(screen.queryByText('Sites you send pages of')).toBeNull();
  });
});

describe('what the organisation says of pages', () => {
  const rules = (pageRules: ReturnType<typeof settingsView>['pageRules']) =>
    openOptions({ settings: settingsView({ pageRules }) });

  it('is that none may be read', async () => {
    await rules({ enabled: false, allow: ['a.example'], block: [] });
    expect(screen.getByText('It lets no page be read.')).toBeDefined();
    expect(screen.queryByRole('list', { name: 'Only pages of these sites may be read' })).toBeNull();
  });

  it('is which may, and which may not', async () => {
    await rules({ enabled: true, allow: ['*.corp.example'], block: ['hr.corp.example'] });
    expect(listed('Only pages of these sites may be read')).toEqual(['*.corp.example']);
    expect(listed('Pages of these sites may not be read')).toEqual(['hr.corp.example']);
  });

  it('is a hundred of many, and how many more', async () => {
    await rules({
      enabled: true,
      allow: null,
      block: Array.from({ length: 130 }, (_, at) => `${at}.example`),
    });
    const list = screen.getByRole('list', { name: 'Pages of these sites may not be read' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(101);
    expect(list.textContent).toContain('and 30 more');
  });
});
