import { describe, expect, it } from 'vitest';
import { received } from '../../../lib/auth/tokens.ts';
import type { KeptSignIn } from '../../../lib/background/identity/sign-in-store.ts';
import { accountChanged } from '../../../lib/messaging/account-shapes.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import {
  acme,
  down,
  hangs,
  json,
  now,
  openAccounts,
  other,
  settle,
  signedIn,
  type Route,
} from './account-fixture.ts';
import { passTime } from '../../doubles/pass-time.ts';
import { keptSignIn, tokenOf } from '../identity/people.ts';

const login = '/api/v1/auth/login';
const register = '/api/v1/auth/register';
const me = '/api/v1/auth/me';
const logout = '/api/v1/auth/logout';
const health = '/api/v1/health';

const ann = { email: 'ann@example.org', password: 'as typed' };
const annAnew = { ...ann, fullName: 'Ann' };
const user = { id: 'u1', email: 'ann@example.org', full_name: 'Ann' };

const signedOut = { state: 'signed-out', name: null, email: null, stays: false, hasSso: true };
const asAnn = { state: 'signed-in', name: 'Ann', email: 'ann@example.org', hasSso: true };

const kept = (id: string, accessToken: string, stays: boolean): KeptSignIn => ({
  isLasting: stays,
  signIn: {
    user: { id, name: 'Ann', email: 'ann@example.org' },
    sso: null,
    hosts: ['api.miptechnologies.tech'],
    tokens: received({ accessToken, refreshToken: 'refresh-1', lifetime: null }, null, now),
  },
});

describe('signing in', () => {
  it.each([false, true])('is stored before it is told (stays: %s)', async (stays) => {
    const { accounts, signIns, items, log, passed } = openAccounts({
      [login]: () => signedIn(tokenOf('u1'), user),
    });
    expect(await accounts.signIn(ann, stays)).toEqual(ok({ errors: {}, account: { ...asAnn, stays } }));
    expect(await signIns.read(acme)).toEqual(kept('u1', tokenOf('u1'), stays));
    expect(passed).toEqual([{ kept: kept('u1', tokenOf('u1'), stays) }]);
    expect(log).toEqual([`POST ${login}`, 'stored']);
    expect(Object.keys(await items[stays ? 'keptSignIns' : 'signIns'].read())).toHaveLength(1);
    expect(await accounts.read()).toEqual({ ...asAnn, stays });
  });

  it('that storage refuses is given back to who granted it', async () => {
    const { accounts, areas, signIns, log } = openAccounts({
      [login]: () => signedIn(tokenOf('u1'), user),
      [logout]: () => new Response(null, { status: 204 }),
    });
    areas.session.set = () => Promise.reject(new Error('quota'));
    await expect(accounts.signIn(ann, false)).rejects.toThrow('quota');
    await settle();
    expect(log).toEqual([`POST ${login}`, `POST ${logout}`]);
    expect(await signIns.read(acme)).toBeNull();
  });

  it.each<[string, string, object | undefined, object | null, string | null]>([
    ['the token’s', tokenOf('of-token'), user, null, 'of-token'],
    ['the user’s, where the token has none', tokenOf('', { user_id: undefined }), user, null, 'u1'],
    ['the user’s, where the token can’t be read', 'opaque', user, null, 'u1'],
    ['that of *me*, where neither has one', 'opaque', undefined, { id: 'of-me' }, 'of-me'],
    ['that of *me*, which is a number', 'opaque', { email: 'a@example.org' }, { user: { id: 7 } }, '7'],
    // Never by the address: it can be somebody else's tomorrow.
    ['nothing, where nobody says', 'opaque', { email: 'a@example.org' }, null, null],
  ])('knows the person by %s', async (_whose, accessToken, said, told, id) => {
    const { accounts, signIns } = openAccounts({
      [login]: () => signedIn(accessToken, said),
      ...(told === null ? {} : { [me]: () => json(200, told) }),
    });
    expect(await accounts.signIn(ann, false)).toMatchObject({ ok: true });
    expect((await signIns.read(acme))?.signIn.user.id).toBe(id);
  });

  it('asks who it is only where something is missing, with the new token, and takes the name from there', async () => {
    const { accounts, signIns, requests } = openAccounts({
      [login]: () => signedIn(tokenOf('u1')),
      [me]: () => json(200, { id: 'of-me', email: 'ann@example.org', name: 'Ann' }),
    });
    await accounts.signIn(ann, false);
    expect((await signIns.read(acme))?.signIn.user).toEqual({
      id: 'u1',
      name: 'Ann',
      email: 'ann@example.org',
    });
    expect(requests.map(({ headers }) => headers.get('Authorization'))).toEqual([
      null,
      `Bearer ${tokenOf('u1')}`,
    ]);
  });

  it('waits 10 s for a name, and does without it then', async () => {
    const { accounts, clock, signIns } = openAccounts({
      [login]: () => signedIn(tokenOf('u1')),
      [me]: hangs,
    });
    const signing = accounts.signIn(ann, false);
    await passTime(clock, 9_999);
    expect(await signIns.read(acme)).toBeNull();
    await passTime(clock, 1);
    expect(await signing).toMatchObject({ ok: true });
    expect((await signIns.read(acme))?.signIn.user).toEqual({ id: 'u1', name: null, email: null });
    expect(clock.count()).toBe(0);
  });

  it('is none where nobody says who it is', async () => {
    const { accounts, areas } = openAccounts({ [login]: () => signedIn('opaque') });
    expect(await accounts.signIn(ann, true)).toMatchObject(fail({ code: 'unexpected-reply' }));
    expect([areas.session.stored.size, areas.vault.stored.size]).toEqual([0, 0]);
  });

  it('to another tenant than was meant is not stored, and told', async () => {
    const { accounts, areas, log } = openAccounts({
      [login]: () => signedIn(tokenOf('u1', { tenant_id: 'other' }), user),
    });
    expect(await accounts.signIn(ann, true)).toMatchObject(
      fail({ code: 'tenant-mismatch', subject: 'acme' }),
    );
    expect([areas.session.stored.size, areas.vault.stored.size]).toEqual([0, 0]);
    expect(log).not.toContain('stored');
  });

  it('takes the lifetime that comes with the tokens', async () => {
    const { accounts, signIns } = openAccounts({
      [login]: () => signedIn(tokenOf('u1'), user, { expires_in: 900 }),
    });
    await accounts.signIn(ann, false);
    expect((await signIns.read(acme))?.signIn.tokens).toMatchObject({ receivedAt: now, lifetime: 900_000 });
  });

  it('takes the place of whoever was signed in there, and of nobody elsewhere', async () => {
    const { accounts, signIns } = openAccounts({ [login]: () => signedIn(tokenOf('u1'), user) });
    await signIns.keep(acme, keptSignIn('ben', {}, true));
    await signIns.keep(other, keptSignIn('ben', {}, true));
    await accounts.signIn(ann, false);
    expect(await signIns.read(acme)).toEqual(kept('u1', tokenOf('u1'), false));
    expect(await signIns.read(other)).toEqual(keptSignIn('ben', {}, true));
  });

  it('is stored where it was meant, where another profile is used meanwhile', async () => {
    let answer = (): void => undefined;
    const { accounts, settings, signIns, passed } = openAccounts({
      [login]: () => new Promise((resolve) => (answer = () => resolve(signedIn(tokenOf('u1'), user)))),
    });
    const asked = accounts.signIn(ann, true);
    await settle();
    await settings.use('other');
    answer();
    expect(await asked).toEqual(ok({ errors: {}, account: { ...signedOut, hasSso: false } }));
    expect(passed).toEqual([{}]);
    expect(await signIns.read(acme)).toEqual(kept('u1', tokenOf('u1'), true));
    expect(await signIns.read(other)).toBeNull();
  });

  it('that can’t be stored rejects, and nobody is signed in', async () => {
    const { accounts, areas, signIns } = openAccounts({ [login]: () => signedIn(tokenOf('u1'), user) });
    areas.session.set = () => Promise.reject(new Error('quota'));
    await expect(accounts.signIn(ann, false)).rejects.toThrow('quota');
    expect(await signIns.read(acme)).toBeNull();
    expect(await accounts.read()).toEqual(signedOut);
  });
});

const refusals: readonly [string, Route, object][] = [
  [
    'a wrong password',
    () => json(401, { detail: 'Invalid credentials' }),
    fail({ code: 'sign-in-refused', subject: 'api.miptechnologies.tech' }),
  ],
  [
    'a locked account',
    () => json(423, { detail: 'Locked for an hour' }),
    fail(expect.objectContaining({ code: 'account-locked', detail: 'Locked for an hour' })),
  ],
  [
    'no accounts at all',
    () => json(404, { detail: 'Not Found' }),
    fail(expect.objectContaining({ code: 'accounts-missing' })),
  ],
  [
    'fields that are not right',
    () =>
      json(422, {
        detail: [
          { loc: ['body', 'email'], msg: 'not an address', type: 'value' },
          { loc: ['body', 'full_name'], msg: 'too long', type: 'value' },
        ],
      }),
    ok({
      errors: { email: { quotation: 'not an address' }, fullName: { quotation: 'too long' } },
      account: signedOut,
    }),
  ],
  [
    'something in none of the fields',
    () => json(422, { detail: [{ loc: ['body', 'captcha'], msg: 'missing', type: 'value' }] }),
    fail(expect.objectContaining({ code: 'fields-refused', detail: 'captcha: missing' })),
  ],
  [
    'another tenant',
    () => json(404, { error_code: 'TENANT_NOT_FOUND' }),
    fail(expect.objectContaining({ code: 'tenant-unknown', subject: 'acme' })),
  ],
  ['too many', () => json(429, {}), fail(expect.objectContaining({ code: 'rate-limited' }))],
  ['trouble of its own', () => json(503, {}), fail(expect.objectContaining({ code: 'server-error' }))],
  [
    'a page',
    () => new Response('<!doctype html>'),
    fail(expect.objectContaining({ code: 'unexpected-reply' })),
  ],
  ['silence', down, fail(expect.objectContaining({ code: 'server-unreachable' }))],
];

describe.each(['signIn', 'register'] as const)('%s that is answered with', (call) => {
  const path = call === 'signIn' ? login : register;

  it.each(call === 'signIn' ? refusals : refusals.slice(1))(
    '%s stores nothing, and says so',
    async (_what, route, told) => {
      const { accounts, signIns, areas, log } = openAccounts({ [path]: route });
      const outcome = await (call === 'signIn'
        ? accounts.signIn(ann, true)
        : accounts.register(annAnew, true, false));
      expect(outcome).toEqual(told);
      if (outcome.ok) expect(accountChanged.parse(outcome.value)).toEqual(outcome.value);
      expect(JSON.stringify(outcome)).not.toContain(ann.password);
      expect(await signIns.read(acme)).toBeNull();
      expect([areas.session.stored.size, areas.vault.stored.size]).toEqual([0, 0]);
      expect(
        log.filter((entry) => entry === `POST ${path}`),
        'asked once',
      ).toHaveLength(1);
    },
  );

  it('nothing that an extension may read says that, and what to allow', async () => {
    const { accounts } = openAccounts({ [path]: down, [health]: () => new Response('') });
    const outcome = await (call === 'signIn'
      ? accounts.signIn(ann, true)
      : accounts.register(annAnew, true, false));
    expect(outcome).toEqual(
      fail(expect.objectContaining({ code: 'extension-blocked', origin: acme.apiUrl })),
    );
  });

  it('a refusal leaves whoever is signed in', async () => {
    const { accounts, signIns } = openAccounts({
      [path]: () => json(422, { detail: [{ loc: ['body', 'email'], msg: 'no' }] }),
    });
    await signIns.keep(acme, keptSignIn('ben'));
    const outcome = await (call === 'signIn'
      ? accounts.signIn(ann, true)
      : accounts.register(annAnew, true, false));
    expect(outcome).toMatchObject(
      ok({ errors: { email: { quotation: 'no' } }, account: { state: 'signed-in', name: 'ben' } }),
    );
    expect(await signIns.read(acme)).toEqual(keptSignIn('ben'));
  });
});

describe('creating an account', () => {
  const taken: Route = () => json(409, { detail: 'Email already registered' });

  it('signs in to it', async () => {
    const { accounts, signIns, log } = openAccounts({ [register]: () => signedIn(tokenOf('u1'), user) });
    expect(await accounts.register(annAnew, true, false)).toEqual(
      ok({ errors: {}, account: { ...asAnn, stays: true } }),
    );
    expect(await signIns.read(acme)).toEqual(kept('u1', tokenOf('u1'), true));
    expect(log).toEqual([`POST ${register}`, 'stored']);
  });

  it.each([false, true])(
    'for an address that has one is refused, unless it was asked before (%s)',
    async (again) => {
      const { accounts, log } = openAccounts({
        [register]: taken,
        [login]: () => signedIn(tokenOf('u1'), user),
      });
      const outcome = await accounts.register(annAnew, false, again);
      if (again) {
        expect(outcome).toEqual(ok({ errors: {}, account: { ...asAnn, stays: false } }));
        expect(log).toEqual([`POST ${register}`, `POST ${login}`, 'stored']);
      } else {
        expect(outcome).toEqual(fail(expect.objectContaining({ code: 'account-exists' })));
        expect(log).toEqual([`POST ${register}`]);
      }
    },
  );

  it('asked for again, of somebody else’s address, says that the password is wrong, and no more', async () => {
    const { accounts, signIns } = openAccounts({ [register]: taken, [login]: () => json(401, {}) });
    expect(await accounts.register(annAnew, false, true)).toMatchObject(fail({ code: 'sign-in-refused' }));
    expect(await signIns.read(acme)).toBeNull();
  });

  it('asked for again, that was never made, is made', async () => {
    const { accounts, log } = openAccounts({ [register]: () => signedIn(tokenOf('u1'), user) });
    expect(await accounts.register(annAnew, false, true)).toMatchObject({ ok: true });
    expect(log).toEqual([`POST ${register}`, 'stored']);
  });
});

describe('signing out', () => {
  it('wipes the tokens before the platform hears of it, and waits for no answer', async () => {
    const { accounts, signIns, areas, log, passed, requests } = openAccounts({
      [logout]: () => new Promise(() => undefined),
    });
    await signIns.keep(acme, keptSignIn('ann', {}, true));
    expect(await accounts.signOut()).toEqual(ok({ errors: {}, account: signedOut }));
    await settle();
    expect(log).toEqual(['stored', `POST ${logout}`]);
    expect(passed).toEqual([{ kept: null }]);
    expect(JSON.stringify([...areas.session.stored, ...areas.vault.stored])).not.toContain(tokenOf('ann'));
    expect(requests[0]?.headers.get('Authorization')).toBe(`Bearer ${tokenOf('ann')}`);
  });

  it('tells the platform for 10 s, and leaves it at that', async () => {
    const { accounts, clock, requests } = openAccounts({
      [login]: () => signedIn(tokenOf('u1'), user),
      [logout]: hangs,
    });
    await accounts.signIn(ann, false);
    await accounts.signOut();
    await passTime(clock, 9_999);
    // The one of the request itself is the longer (R13).
    expect(clock.count()).toBe(2);
    expect(requests.at(-1)?.signal.aborted).toBe(false);
    await passTime(clock, 1);
    expect(clock.count()).toBe(0);
  });

  it('at a place that is given up is wiped there alone, and the platform told', async () => {
    const { accounts, signIns, log } = openAccounts({
      [logout]: () => new Response(null, { status: 204 }),
    });
    await signIns.keep(acme, keptSignIn('ann'));
    await signIns.keep(other, keptSignIn('bob'));
    await accounts.leave(other);
    await accounts.leave(other);
    await settle();
    expect(await signIns.read(other)).toBeNull();
    expect(await signIns.read(acme)).not.toBeNull();
    expect(log).toEqual([`POST ${logout}`]);
  });

  it('is done, whatever the platform makes of it', async () => {
    for (const route of [down, () => json(401, {}), () => json(500, {})]) {
      const { accounts, signIns } = openAccounts({ [logout]: route });
      await signIns.keep(acme, keptSignIn('ann'));
      expect(await accounts.signOut()).toEqual(ok({ errors: {}, account: signedOut }));
      await settle();
      expect(await signIns.read(acme)).toBeNull();
    }
  });

  it.each([
    ['nobody', null],
    ['somebody whose sign-in has ended', keptSignIn('ann', { tokens: null })],
  ])('of %s asks nobody', async (_who, before) => {
    const { accounts, signIns, log } = openAccounts();
    if (before !== null) await signIns.keep(acme, before);
    expect(await accounts.signOut()).toEqual(ok({ errors: {}, account: signedOut }));
    await settle();
    expect(log).toEqual(['stored']);
    expect(await signIns.read(acme)).toBeNull();
  });

  it('signs out here, and nowhere else', async () => {
    const { accounts, signIns } = openAccounts();
    await signIns.keep(acme, keptSignIn('ann'));
    await signIns.keep(other, keptSignIn('ann'));
    await accounts.signOut();
    expect(await signIns.read(other)).toEqual(keptSignIn('ann'));
  });

  it('that can’t be stored rejects, and asks nobody', async () => {
    const { accounts, signIns, areas, log } = openAccounts();
    await signIns.keep(acme, keptSignIn('ann'));
    areas.session.set = () => Promise.reject(new Error('quota'));
    await expect(accounts.signOut()).rejects.toThrow('quota');
    await settle();
    expect(log).toEqual([]);
    expect(await accounts.read()).toMatchObject({ state: 'signed-in' });
  });
});

describe('who is signed in', () => {
  it.each([
    ['nobody', null, signedOut],
    ['somebody', keptSignIn('ann', {}, true), { ...asAnn, name: 'ann', email: null, stays: true }],
    [
      'somebody whose sign-in has ended',
      keptSignIn('ann', { tokens: null }),
      { ...asAnn, state: 'ended', name: 'ann', email: null, stays: false },
    ],
  ])('is told without a token: %s', async (_who, found, told) => {
    const { accounts, signIns } = openAccounts();
    if (found !== null) await signIns.keep(acme, found);
    expect(await accounts.read()).toEqual(told);
  });

  it('is told of the profile in use', async () => {
    const { accounts, settings, signIns } = openAccounts();
    await signIns.keep(acme, keptSignIn('ann'));
    await settings.use('other');
    expect(await accounts.read()).toEqual({ ...signedOut, hasSso: false });
  });
});

describe('through a secure proxy', () => {
  async function atProxy() {
    const opened = openAccounts();
    await opened.items.profiles.write({
      profiles: [{ ...acme, protocol: 'proxy' }, other],
      currentId: 'acme',
    });
    return opened;
  }
  const notNeeded = { state: 'not-needed', name: null, email: null, stays: false, hasSso: false };

  it('nobody signs in: no password and no code leaves, and nobody is asked to', async () => {
    const { accounts, requests, windows } = await atProxy();
    const refused = fail({ code: 'accounts-missing' });
    expect(await accounts.read()).toEqual(notNeeded);
    expect(await accounts.signIn(ann, false)).toEqual(refused);
    expect(await accounts.register(annAnew, false, false)).toEqual(refused);
    expect(await accounts.singleSignOn(false, false)).toEqual(refused);
    expect(requests).toEqual([]);
    expect(windows).toEqual([]);
  });

  it('who signed in before can sign out, which shows the token to nobody', async () => {
    const { accounts, requests, signIns } = await atProxy();
    const profile = { ...acme, protocol: 'proxy' } as const;
    await signIns.keep(profile, kept('u1', tokenOf('u1'), true));
    expect((await accounts.read()).state).toBe('signed-in');
    expect(await accounts.signOut()).toEqual(ok({ errors: {}, account: notNeeded }));
    await settle();
    expect(await signIns.read(profile)).toBeNull();
    expect(requests).toEqual([]);
  });
});
