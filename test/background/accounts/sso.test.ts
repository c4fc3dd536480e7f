import { describe, expect, it } from 'vitest';
import type { OpenIdFailure } from '../../../lib/auth/openid-failure.ts';
import type { OpenIdGrant } from '../../../lib/auth/openid-grant.ts';
import { received } from '../../../lib/auth/tokens.ts';
import { ssoProblem } from '../../../lib/background/accounts/sso-problem.ts';
import type { Problem } from '../../../lib/shared/problem.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { acme, json, now, openAccounts, settle, sso } from './account-fixture.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';
import { keptSignIn, tokenOf } from '../identity/people.ts';

const me = '/api/v1/auth/me';
const opened = `window of ${sso.issuer}`;

const grant = (change: Partial<OpenIdGrant> = {}): OpenIdGrant => ({
  accessToken: 'opaque',
  refreshToken: 'refresh-1',
  lifetime: 900_000,
  user: { id: 'sub-1', name: 'Ann', email: 'ann@example.org' },
  issuerHosts: ['tokens.example.org'],
  ...change,
});

const { refreshToken, accessToken, lifetime, user, issuerHosts } = grant();
const hosts = ['api.miptechnologies.tech'];

describe('signing in at the provider', () => {
  it.each([false, true])('is stored with where its tokens come from (stays: %s)', async (stays) => {
    const { accounts, signIns, windows, log } = openAccounts();
    const asked = accounts.singleSignOn(stays, false);
    await settle();
    windows[0]?.(ok(grant()));
    expect(await asked).toMatchObject(
      ok({ errors: {}, account: { state: 'signed-in', name: 'Ann', stays } }),
    );
    const tokens = received({ accessToken, refreshToken, lifetime }, null, now);
    expect(await signIns.read(acme)).toEqual({
      isLasting: stays,
      signIn: { user, sso, hosts, issuerHosts, tokens },
    });
    expect(log).toEqual([opened, 'stored']);
  });

  it('knows the person as the platform does, where the token says how', async () => {
    const { accounts, signIns, windows } = openAccounts();
    const asked = accounts.singleSignOn(true, false);
    await settle();
    windows[0]?.(ok(grant({ accessToken: tokenOf('u1') })));
    await asked;
    expect((await signIns.read(acme))?.signIn.user).toEqual({ ...user, id: 'u1' });
  });

  it('asks the platform for the name that the provider does not tell', async () => {
    const { accounts, signIns, windows } = openAccounts({ [me]: () => json(200, { id: 'u9', name: 'Ann' }) });
    const asked = accounts.singleSignOn(true, false);
    await settle();
    windows[0]?.(ok(grant({ user: { id: 'sub-1', name: null, email: null } })));
    await asked;
    expect((await signIns.read(acme))?.signIn.user).toEqual({ id: 'sub-1', name: 'Ann', email: null });
  });

  it('to another tenant than was meant is not stored', async () => {
    const { accounts, areas, windows, log } = openAccounts();
    const asked = accounts.singleSignOn(true, false);
    await settle();
    windows[0]?.(ok(grant({ accessToken: tokenOf('u1', { tenant_id: 'other' }) })));
    expect(await asked).toEqual(fail({ code: 'tenant-mismatch', subject: 'acme' }));
    expect([areas.session.stored.size, areas.vault.stored.size]).toEqual([0, 0]);
    expect(log).toEqual([opened, `revoke refresh-1 at ${sso.issuer}`]);
  });

  it('is nothing that a profile without a provider can do', async () => {
    const { accounts, settings, log } = openAccounts();
    await settings.use('other');
    expect(await accounts.singleSignOn(false, false)).toEqual(fail({ code: 'settings-invalid' }));
    expect(log).toEqual([]);
  });

  it('is stored where it was meant, where another profile is used meanwhile', async () => {
    const { accounts, settings, signIns, windows, passed } = openAccounts();
    const asked = accounts.singleSignOn(false, false);
    await settle();
    await settings.use('other');
    windows[0]?.(ok(grant()));
    expect(await asked).toMatchObject(ok({ account: { state: 'signed-out', hasSso: false } }));
    expect(passed).toEqual([{}]);
    expect((await signIns.read(acme))?.signIn.user).toEqual(user);
  });

  it('leaves whoever is signed in, where the window is closed', async () => {
    const { accounts, signIns, windows } = openAccounts();
    await signIns.keep(acme, keptSignIn('ben'));
    const asked = accounts.singleSignOn(false, false);
    await settle();
    windows[0]?.(fail({ kind: 'cancelled' }));
    expect(await asked).toEqual(fail({ code: 'sign-in-cancelled' }));
    expect(await signIns.read(acme)).toEqual(keptSignIn('ben'));
  });
});

describe('the window', () => {
  it('is one for all who ask while it is open', async () => {
    const { accounts, windows, log } = openAccounts();
    const asked = [accounts.singleSignOn(true, false), accounts.singleSignOn(true, false)];
    await settle();
    asked.push(accounts.singleSignOn(true, false));
    await settle();
    expect(windows).toHaveLength(1);
    windows[0]?.(ok(grant()));
    const [first, ...others] = await Promise.all(asked);
    expect(first).toMatchObject({ ok: true });
    expect(others).toEqual([first, first]);
    expect(log).toEqual([opened, 'stored']);
  });

  it.each([
    ['was closed', fail({ kind: 'cancelled' } as const)],
    ['has led to a sign-in', ok(grant())],
  ])('is another one once the last %s', async (_how, outcome) => {
    const { accounts, windows } = openAccounts();
    const first = accounts.singleSignOn(true, false);
    await settle();
    windows[0]?.(outcome);
    await first;
    void accounts.singleSignOn(true, false);
    await settle();
    expect(windows).toHaveLength(2);
  });

  it('whose sign-in can’t be stored is another one the next time, too', async () => {
    const { accounts, windows, areas } = openAccounts();
    areas.session.set = () => Promise.reject(new Error('quota'));
    const first = accounts.singleSignOn(false, false);
    await settle();
    windows[0]?.(ok(grant()));
    await expect(first).rejects.toThrow('quota');
    void accounts.singleSignOn(false, false);
    await settle();
    expect(windows).toHaveLength(2);
  });
});

describe('the window, while a person is at it,', () => {
  it('keeps the worker awake every 20 s, and no longer than it has to', async () => {
    const { accounts, windows, stirrers, log } = openAccounts();
    const asked = accounts.singleSignOn(true, false);
    await settle();
    const [stirrer, ...others] = stirrers;
    expect([stirrer?.ms, others]).toEqual([20_000, []]);
    stirrer?.callback();
    expect(log).toEqual([opened, 'extendLifetime']);
    windows[0]?.(fail({ kind: 'cancelled' }));
    await asked;
    expect(stirrers.size).toBe(0);
  });

  it('keeps it awake until what comes of it is stored, or can’t be', async () => {
    const { accounts, windows, stirrers, areas } = openAccounts();
    areas.session.set = () => Promise.reject(new Error('quota'));
    const asked = accounts.singleSignOn(false, false);
    await settle();
    windows[0]?.(ok(grant()));
    await expect(asked).rejects.toThrow('quota');
    expect(stirrers.size).toBe(0);
  });

  it('is theirs who ask again, and who say last whether they stay', async () => {
    const { accounts, signIns, windows } = openAccounts();
    const asked = [accounts.singleSignOn(false, false), accounts.singleSignOn(true, false)];
    await settle();
    expect(windows).toHaveLength(1);
    windows[0]?.(ok(grant()));
    await Promise.all(asked);
    expect(await signIns.read(acme)).toMatchObject({ isLasting: true });
  });

  it('is not the one of another profile', async () => {
    const { accounts, settings, windows } = openAccounts();
    void accounts.singleSignOn(true, false);
    await settle();
    await settings.use('other');
    expect(await accounts.singleSignOn(true, false)).toEqual(fail({ code: 'settings-invalid' }));
    expect(windows).toHaveLength(1);
  });
});

describe('asking again after a worker died', () => {
  it('opens no window for whom the last one had signed in already', async () => {
    const { accounts, signIns, log } = openAccounts();
    await signIns.keep(acme, keptSignIn('ann', { sso }));
    expect(await accounts.singleSignOn(true, true)).toMatchObject(ok({ account: { state: 'signed-in' } }));
    expect(log).toEqual([]);
  });

  it('opens one for whom the provider had let go', async () => {
    const { accounts, signIns, windows } = openAccounts();
    await signIns.keep(acme, keptSignIn('ann', { sso, tokens: null }));
    void accounts.singleSignOn(true, true);
    await settle();
    expect(windows).toHaveLength(1);
  });
});

describe('signing out of a provider', () => {
  it('wipes the tokens, and then gives the refresh token back where it came from', async () => {
    const { accounts, signIns, log } = openAccounts();
    await signIns.keep(acme, keptSignIn('ann', { sso }));
    await accounts.signOut();
    await settle();
    expect(await signIns.read(acme)).toBeNull();
    expect(log).toEqual(['stored', `revoke refresh of ann at ${sso.issuer}`]);
  });

  it('tells nobody where there is nothing to give back', async () => {
    const { accounts, signIns, log } = openAccounts();
    const tokens = received({ accessToken, refreshToken: null, lifetime }, null, now);
    await signIns.keep(acme, keptSignIn('ann', { sso, tokens }));
    await accounts.signOut();
    await settle();
    expect(log).toEqual(['stored']);
  });
});

describe('a failure of the provider', () => {
  const host = 'login.example.org';
  const clock = createVirtualClock();
  const { signal } = new AbortController();
  const nobody: typeof globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));

  it.each<[OpenIdFailure, Problem]>([
    [{ kind: 'cancelled' }, { code: 'sign-in-cancelled' }],
    [{ kind: 'not-loaded' }, { code: 'part-missing' }],
    [
      { kind: 'network', host },
      { code: 'server-unreachable', subject: host },
    ],
    [
      { kind: 'no-provider', host },
      { code: 'unexpected-reply', subject: host },
    ],
    [{ kind: 'busy' }, { code: 'sign-in-open' }],
    [
      { kind: 'unavailable', host },
      { code: 'server-error', subject: host },
    ],
    [
      { kind: 'no-page', host },
      { code: 'server-unreachable', subject: host },
    ],
    [{ kind: 'refused' }, { code: 'sso-refused', subject: 'id.example.org' }],
    [
      { kind: 'refused', detail: 'access_denied' },
      { code: 'sso-refused', subject: 'id.example.org', detail: 'access_denied' },
    ],
    [
      { kind: 'untrusted', what: 'response' },
      { code: 'sso-untrusted', subject: 'id.example.org' },
    ],
  ])('%o is %o to a person', async (failure, problem) => {
    expect(await ssoProblem(failure, sso, { fetch: nobody, clock, signal })).toEqual(problem);
  });

  it('that shows no page, but is there, is its refusal', async () => {
    const fetch: typeof globalThis.fetch = () => Promise.resolve(new Response(''));
    const problem = await ssoProblem({ kind: 'no-page', host }, sso, { fetch, clock, signal });
    expect(problem).toEqual({ code: 'sso-refused', subject: host });
  });

  it('that no extension may see is told apart from one that is not there', async () => {
    const modes: (RequestMode | undefined)[] = [];
    const fetch: typeof globalThis.fetch = (_, init) => {
      modes.push(init?.mode);
      return Promise.resolve(new Response(''));
    };
    const network: OpenIdFailure = { kind: 'network', host };
    expect(await ssoProblem(network, sso, { fetch, clock, signal })).toEqual({
      code: 'extension-blocked',
      subject: 'id.example.org',
      origin: 'https://id.example.org',
    });
    expect(modes).toEqual(['cors']);
  });
});
