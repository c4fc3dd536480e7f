import { describe, expect, it } from 'vitest';
import type { WebAuthOutcome } from '../../lib/shared/web-auth-flow.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import type { IdentityProvider } from '../identity-provider/identity-provider.ts';
import { signOut } from './people.ts';
import { storedQuestions } from './platform-view.ts';
import { bySso, redirectUrl, ssoFixture, type SsoFlow, type SsoFlowOptions } from './sso-fixture.ts';

const open = ssoFixture();

/** In a window that comes back with another address. */
const returning = (change: (url: URL) => void): SsoFlowOptions => ({
  window: {
    onReturn: (url) => {
      change(url);
      return { redirectedTo: url.href };
    },
  },
});

const instead = (outcome: WebAuthOutcome): SsoFlowOptions => ({ window: { onReturn: () => outcome } });

const elsewhere = (url: URL): WebAuthOutcome => ({
  redirectedTo: `https://evil.example.org/sso${url.search}`,
});

/** A draft and a message that waits are there as before, nobody is signed in, and nothing secret is kept. */
async function expectNothingChanged({ flow, panel }: SsoFlow): Promise<void> {
  expect([await flow.items.signIns.read(), await flow.items.keptSignIns.read()]).toEqual([{}, {}]);
  for (const { stored } of Object.values(flow.areas))
    expect(JSON.stringify([...stored])).not.toMatch(/accessToken|refreshToken/);
  await panel.request({ type: 'panel/resync' });
  expect(panel.view()).toMatchObject({
    account: { state: 'signed-out' },
    status: { kind: 'sign-in-needed' },
    draft: { text: 'half a thought' },
  });
  expect(panel.questions()).toMatchObject([{ text: 'typed signed out', status: 'queued' }]);
  expect(storedQuestions(flow)).toEqual([]);
}

async function openWithWords(options: SsoFlowOptions): Promise<SsoFlow> {
  const fixture = await open(options);
  await fixture.panel.send('typed signed out');
  await fixture.panel.request({ type: 'draft/save', text: 'half a thought' });
  return fixture;
}

const token = '/token';

describe('a sign-in at the provider', () => {
  it.each<
    [string, Problem['code'], RegExp | undefined, SsoFlowOptions, ((provider: IdentityProvider) => unknown)?]
  >([
    [
      'that comes back with another state',
      'sso-untrusted',
      undefined,
      returning((url) => url.searchParams.set('state', 'someone-elses')),
    ],
    [
      'that comes back with no code',
      'sso-untrusted',
      undefined,
      returning((url) => url.searchParams.delete('code')),
    ],
    [
      'that comes back with a code nobody issued',
      'sso-refused',
      /^invalid_grant/,
      returning((url) => url.searchParams.set('code', 'guessed')),
    ],
    ['that is led elsewhere', 'sso-untrusted', undefined, { window: { onReturn: elsewhere } }],
    ['whose window is closed', 'sign-in-cancelled', undefined, instead('closed')],
    ['beside another window', 'sign-in-open', undefined, instead('busy')],
    [
      'that its person does not agree to',
      'sso-refused',
      /^access_denied: The user said no$/,
      { provider: { login: 'form' }, window: { onPage: () => ({ answer: 'deny' }) } },
    ],
    [
      'by a client that it does not know',
      'sso-refused',
      undefined,
      { window: { onLaunch: (url) => url.searchParams.set('client_id', 'nobody') } },
    ],
    ['that is down', 'server-unreachable', undefined, {}, (provider) => provider.stop()],
    [
      'that is nothing of the kind',
      'unexpected-reply',
      undefined,
      {},
      (provider) => provider.breaks('/.well-known/openid-configuration', 404, 'Not Found'),
    ],
    [
      'that fails behind the window',
      'server-error',
      undefined,
      {},
      (provider) => provider.breaks(token, 503),
    ],
    [
      'that gives tokens of another tenant',
      'tenant-mismatch',
      undefined,
      {
        provider: {
          users: [{ id: 'user-eve', name: 'Eve', email: 'eve@example.org', tenant: 'another-company' }],
        },
      },
    ],
  ])('%s is %s, and changes nothing', async (_, code, detail, options, prepare) => {
    const fixture = await openWithWords(options);
    await prepare?.(fixture.provider);
    const { problem } = await bySso(fixture.panel);
    expect(problem).toMatchObject({
      code,
      ...(detail === undefined ? {} : { detail: expect.stringMatching(detail) as string }),
    });
    await expectNothingChanged(fixture);
    for (const secret of fixture.provider.secrets) expect(JSON.stringify(problem)).not.toContain(secret);
  });

  it('with a code that was used before is refused, and says nothing of it', async () => {
    const codes: string[] = [];
    const fixture = await open(
      returning((url) => {
        codes.push(url.searchParams.get('code') ?? '');
        url.searchParams.set('code', codes[0] ?? '');
      }),
    );
    expect(await bySso(fixture.panel)).toMatchObject({ account: { state: 'signed-in' } });
    await signOut(fixture.panel);
    await fixture.panel.send('typed signed out');
    await fixture.panel.request({ type: 'draft/save', text: 'half a thought' });
    const { problem } = await bySso(fixture.panel);
    expect(problem).toMatchObject({ code: 'sso-refused', detail: expect.stringMatching(/^invalid_grant/) });
    expect(new Set(codes).size).toBe(2);
    for (const code of codes) expect(JSON.stringify(problem)).not.toContain(code);
    await expectNothingChanged(fixture);
  });

  it('that has gone down since the last time is out of reach, and not one that said no', async () => {
    const fixture = await open();
    expect(await bySso(fixture.panel)).toMatchObject({ account: { state: 'signed-in' } });
    await signOut(fixture.panel);
    await fixture.flow.settle();
    await fixture.provider.stop();
    expect(await bySso(fixture.panel)).toMatchObject({ problem: { code: 'server-unreachable' } });
    await fixture.provider.start();
    expect(await bySso(fixture.panel)).toMatchObject({ account: { state: 'signed-in' } });
  });

  it('is refused to a profile that names none', async () => {
    const fixture = await open({ flow: { profile: { sso: null } } });
    expect(fixture.panel.view()?.account.hasSso).toBe(false);
    expect(await bySso(fixture.panel)).toMatchObject({ problem: { code: 'settings-invalid' } });
    expect(fixture.window.launched).toEqual([]);
  });

  it('that would come back to anybody else is not even begun by the provider', async () => {
    const fixture = await openWithWords({ provider: { redirectUrls: ['https://other.example.org/sso'] } });
    expect(await bySso(fixture.panel)).toMatchObject({ problem: { code: 'sso-refused' } });
    expect(fixture.window.launched[0]?.searchParams.get('redirect_uri')).toBe(redirectUrl);
    expect(fixture.window.returned).toEqual([]);
    await expectNothingChanged(fixture);
  });
});
