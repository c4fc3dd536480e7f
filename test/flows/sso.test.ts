import { describe, expect, it } from 'vitest';
import { framesOf, requestsTo, storedQuestions } from './platform-view.ts';
import { change, signOut } from './people.ts';
import {
  bySso,
  exchanges,
  keptTokens,
  ssoFixture,
  type SsoFlow,
  type SsoFlowOptions,
} from './sso-fixture.ts';

const open = ssoFixture();
const minute = 60_000;

/** Ada stays signed in, and is connected. */
async function openSignedIn(options: SsoFlowOptions = {}): Promise<SsoFlow> {
  const fixture = await open(options);
  await bySso(fixture.panel);
  await fixture.flow.until(() => fixture.panel.status() === 'connected');
  return fixture;
}

async function ask({ flow, panel }: SsoFlow, text: string): Promise<void> {
  const answered = panel.answers().length;
  void panel.send(text);
  await flow.until(() => panel.answers()[answered]?.status === 'complete');
}

/** The platform takes the access token no more that is stored now. */
async function spoil(fixture: SsoFlow): Promise<void> {
  fixture.trust.refuses((await keptTokens(fixture)).accessToken);
}

/** How often the platform was shown the token by that request or frame. */
function shownWith({ flow }: SsoFlow, token: string, by: 'POST /api/v1/chat' | 'join_chat'): number {
  if (by === 'join_chat') return framesOf(flow, by).filter((join) => join['token'] === token).length;
  const { rest } = flow.platform.received;
  return rest.filter(
    ({ method, path, headers }) => `${method} ${path}` === by && headers.authorization === `Bearer ${token}`,
  ).length;
}

describe('signing in at the organisation’s provider', () => {
  it('sends what was typed before, and keeps the draft', async () => {
    const { flow, panel, window } = await open();
    await panel.send('typed signed out');
    await panel.request({ type: 'draft/save', text: 'half a thought' });
    expect(await bySso(panel)).toMatchObject({
      problem: null,
      errors: {},
      account: { state: 'signed-in', name: 'Ada Example', email: 'ada@example.org', stays: true },
    });
    expect(panel.view()).toMatchObject({
      account: { state: 'signed-in' },
      draft: { text: 'half a thought' },
    });
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['typed signed out']);
    expect(window.launched).toHaveLength(1);
  });

  it('asks for consent by a second window, where it takes that to stay signed in', async () => {
    const fixture = await openSignedIn({ provider: { offline: 'with-consent' } });
    expect(fixture.window.launched.map((url) => url.searchParams.get('prompt'))).toEqual([null, 'consent']);
    expect((await keptTokens(fixture)).refreshToken).not.toBeNull();
  });

  it('opens one window for two panels, and for a person who presses twice', async () => {
    const { flow, panel, window } = await open();
    const second = flow.openPanel(2);
    await flow.until(() => second.view() !== null);
    const outcomes = await Promise.all([bySso(panel, false), bySso(panel, true), bySso(second, true)]);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ account: { state: 'signed-in', stays: true } });
    expect(window.launched).toHaveLength(1);
  });

  it('keeps the worker awake while a person is at the window', async () => {
    let press = (_form: Record<string, string>): void => undefined;
    const pressed = new Promise<Record<string, string>>((resolve) => (press = resolve));
    const { flow, panel } = await open({ provider: { login: 'form' }, window: { onPage: () => pressed } });
    panel.close(); // whose own need would keep it awake as well
    const options = flow.openOptions();
    await flow.settle();
    const worker = flow.startWorker();
    worker.tick();
    const before = worker.lifetimeExtensions();
    const asked = change(options, { type: 'account/sso', stay: false });
    await flow.settle();
    worker.tick();
    worker.tick();
    expect(worker.lifetimeExtensions()).toBe(before + 2);
    press({ answer: 'approve', email: 'ada@example.org' });
    expect(await asked).toMatchObject({ account: { state: 'signed-in' } });
    worker.tick();
    expect(worker.lifetimeExtensions()).toBe(before + 2);
  });
});

describe('tokens of the provider', () => {
  it('are refreshed at its own token endpoint when they are due, and rotated', async () => {
    const fixture = await openSignedIn();
    const { flow, panel, provider } = fixture;
    const first = await keptTokens(fixture);
    for (let count = 1; count <= 3; count += 1) {
      await flow.advance(5 * minute);
      await panel.request({ type: 'connection/reconnect' });
      flow.platform.drop(1011);
      await flow.until(() => exchanges(fixture) === 1 + count);
      await flow.until(() => panel.status() === 'connected');
    }
    const last = await keptTokens(fixture);
    expect(last.refreshToken).not.toBe(first.refreshToken);
    expect(framesOf(flow, 'join_chat').at(-1)).toMatchObject({ token: last.accessToken });
    expect(requestsTo(flow, 'POST', '/api/v1/auth/refresh')).toEqual([]);
    // Nothing is asked twice of what a provider says of itself.
    expect(provider.requests.filter((path) => path.startsWith('/.well-known/'))).toHaveLength(1);
  });

  it.each([
    ['401, in a new chat', 'conversation/new', 'POST /api/v1/chat'],
    ['4401, in the one there is', 'connection/reconnect', 'join_chat'],
  ] as const)('are refreshed once where the platform refuses one with %s', async (_, type, refusing) => {
    const fixture = await openSignedIn();
    const { flow, panel, trust } = fixture;
    await ask(fixture, 'first');
    const { accessToken: refused, refreshToken: spent } = await keptTokens(fixture);
    trust.refuses(refused);
    const shown = (): number => shownWith(fixture, refused, refusing);
    const before = shown();
    void panel.request({ type });
    flow.platform.drop(1011);
    await flow.until(() => exchanges(fixture) === 2);
    await flow.until(() => panel.status() === 'connected');
    await ask(fixture, 'second');
    expect(shown() - before).toBe(1);
    expect(exchanges(fixture)).toBe(2);
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
    expect((await keptTokens(fixture)).refreshToken).not.toBe(spent);
    expect(panel.problem()).toBeNull();
  });

  it('that the provider takes back lead to a prompt, with draft and queue kept, and to nothing more', async () => {
    const fixture = await openSignedIn();
    const { flow, panel, provider, window } = fixture;
    await ask(fixture, 'before');
    provider.forgetsEverybody();
    flow.killWorker();
    await spoil(fixture);
    void panel.send('after');
    await flow.until(() => panel.view()?.account.state === 'ended');
    expect(panel.status()).toBe('sign-in-needed');
    await panel.request({ type: 'draft/save', text: 'half a thought' });
    await flow.advance(10 * minute);
    expect(exchanges(fixture)).toBe(2);
    expect(JSON.stringify([...flow.areas.vault.stored])).not.toContain('accessToken');
    expect(window.launched).toHaveLength(1); // none by itself
    expect(await bySso(panel)).toMatchObject({ account: { state: 'signed-in' } });
    await flow.until(() => panel.texts()[1] === 'ok');
    expect(panel.view()?.draft.text).toBe('half a thought');
    expect(storedQuestions(flow)).toEqual(['before', 'after']);
  });

  it('that the platform takes none of lead to one refresh and a prompt, and to nothing more', async () => {
    const fixture = await open({ flow: { trusts: () => Promise.resolve(undefined) } });
    const { flow, panel, window } = fixture;
    await panel.send('asked in vain');
    expect(await bySso(panel)).toMatchObject({ account: { state: 'signed-in' } });
    await flow.until(() => exchanges(fixture) === 2 && panel.status() === 'sign-in-needed');
    await flow.advance(30 * minute);
    expect(exchanges(fixture)).toBe(2);
    expect(window.launched).toHaveLength(1);
    expect(panel.questions()).toMatchObject([{ text: 'asked in vain', status: 'queued' }]);
  });

  it('stay where the provider can’t be asked right now', async () => {
    const fixture = await openSignedIn();
    const { flow, provider, panel } = fixture;
    provider.breaks('/token', 503);
    flow.killWorker();
    await spoil(fixture);
    void panel.send('asked meanwhile');
    await flow.until(() => exchanges(fixture) > 2);
    expect(panel.view()?.account.state).toBe('signed-in');
    provider.mends();
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['asked meanwhile']);
  });
});

describe('signing out', () => {
  it('wipes the tokens here, and has the provider end the refresh token', async () => {
    const fixture = await openSignedIn();
    const { flow, panel, provider } = fixture;
    const { refreshToken } = await keptTokens(fixture);
    expect(await signOut(panel)).toMatchObject({ account: { state: 'signed-out', email: null } });
    expect(await flow.items.keptSignIns.read()).toEqual({});
    expect(await flow.items.signIns.read()).toEqual({});
    await flow.until(() => provider.requests.includes('/token/revocation'));
    await flow.settle();
    const again = await fetch(`${provider.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: provider.clientId,
        refresh_token: refreshToken ?? '',
      }),
    });
    expect([again.status, await again.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_grant' }),
    ]);
  });

  it('works without the provider', async () => {
    const { flow, panel, provider } = await openSignedIn();
    await provider.stop();
    expect(await signOut(panel)).toMatchObject({ account: { state: 'signed-out' } });
    expect(await flow.items.keptSignIns.read()).toEqual({});
    await flow.settle();
  });

  it('shows the next person at the provider nothing of the last', async () => {
    const fixture = await openSignedIn();
    const { panel, provider, window } = fixture;
    await ask(fixture, 'Ada asks');
    await signOut(panel);
    provider.comes(provider.users[1]!);
    provider.forgetsEverybody();
    const since = panel.pushes.length;
    expect(await bySso(panel)).toMatchObject({ account: { name: 'Bob Example' } });
    await ask(fixture, 'Bob asks');
    expect(panel.questions().map(({ text }) => text)).toEqual(['Bob asks']);
    expect(JSON.stringify(panel.pushes.slice(since))).not.toContain('Ada asks');
    expect(window.launched).toHaveLength(2);
  });
});
