import { describe, expect, it } from 'vitest';
import { accountView } from '../../lib/background/identity/account-view.ts';
import { parseSettings } from '../../lib/config/endpoint-rules.ts';
import { readPolicy } from '../../lib/config/policy.ts';
import { productionProfile, profile } from '../../lib/config/profile.ts';
import { defaultSettings } from '../../lib/config/settings-record.ts';

const read = (passwordPage: string) => parseSettings({ ...defaultSettings(), passwordPage });

describe('the page for a forgotten password', () => {
  it.each([
    ['', ''],
    [' ', ''],
    ['https://acme.example/forgot?tenant=acme', 'https://acme.example/forgot?tenant=acme'],
    [' https://acme.example ', 'https://acme.example/'],
    ['https://localhost:8443/forgot', 'https://localhost:8443/forgot'],
  ])('typed as “%s” is “%s”', (typed, kept) => {
    expect(read(typed)).toMatchObject({ ok: true, value: { passwordPage: kept } });
  });

  it.each([
    // A password is typed there: not even on this computer without encryption.
    ['http://localhost:8000/forgot', 'address-unschemed'],
    ['http://acme.example/forgot', 'address-unencrypted'],
    ['acme.example/forgot', 'address-unschemed'],
    ['javascript:alert(1)', 'address-unschemed'],
    ['javascript://acme.example/%0aalert(1)', 'address-scheme'],
    ['data://text/html,<p>', 'address-scheme'],
    ['wss://acme.example', 'address-scheme'],
    ['https://ada:secret@acme.example/forgot', 'address-user'],
  ])('typed as “%s” is refused', (typed, code) => {
    expect(read(typed)).toMatchObject({ ok: false, failure: { passwordPage: { code } } });
  });

  it('is the organisation’s to set in its profiles, which a wrong one does not outlive', () => {
    const of = (passwordPage: unknown) =>
      readPolicy({ profiles: [{ apiUrl: 'https://api.acme.example', tenantId: 'acme', passwordPage }] });
    expect(of('https://acme.example/forgot').profiles[0]?.passwordPage).toBe('https://acme.example/forgot');
    for (const wrong of ['http://acme.example', 'javascript:alert(1)', 7]) {
      expect(of(wrong).profiles).toEqual([]);
      expect(of(wrong).mistakes).toEqual(['profiles[0].passwordPage']);
    }
  });

  it('is told to the sign-in where there is one, and a profile from before there was any has none', () => {
    const { passwordPage: _, ...older } = productionProfile;
    const completed = profile.parse(older);
    expect(completed.passwordPage).toBe('');
    expect(accountView(completed, null)).not.toHaveProperty('passwordPage');
    const page = 'https://acme.example/forgot';
    expect(accountView({ ...completed, passwordPage: page }, null).passwordPage).toBe(page);
    // A secure proxy knows no passwords.
    const proxied = accountView({ ...completed, passwordPage: page, protocol: 'proxy' }, null);
    expect(proxied).not.toHaveProperty('passwordPage');
  });
});
