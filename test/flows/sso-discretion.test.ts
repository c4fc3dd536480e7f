import { expect, it } from 'vitest';
import { signOut } from './people.ts';
import { framesOf } from './platform-view.ts';
import { bySso, exchanges, keptTokens, redirectUrl, ssoFixture } from './sso-fixture.ts';
import { storedContents } from './stored-rows.ts';

const open = ssoFixture();
const minute = 60_000;

/** What a request for a code says, and all that it may (OpenID Connect Core §3.1.2.1, RFC 7636 §4.3). */
const asked = [
  'client_id',
  'code_challenge',
  'code_challenge_method',
  'nonce',
  'redirect_uri',
  'response_type',
];

it('no code, verifier or token is ever seen but where it belongs', async () => {
  let isReplay = false;
  const fixture = await open({
    provider: { offline: 'with-consent' },
    window: {
      onReturn: (url) => {
        if (isReplay)
          url.searchParams.set('code', fixture.window.returned[0]?.searchParams.get('code') ?? '');
        return { redirectedTo: url.href };
      },
    },
  });
  const { flow, panel, provider, window, trust } = fixture;
  const replies: unknown[] = [];
  const seenInLocal: unknown[] = [];

  async function ask(text: string): Promise<void> {
    const answered = panel.answers().length;
    void panel.send(text);
    await flow.until(() => panel.answers()[answered]?.status === 'complete');
    seenInLocal.push(...flow.areas.local.stored);
  }

  async function refresh(refuse: boolean): Promise<void> {
    const before = exchanges(fixture);
    if (refuse) trust.refuses((await keptTokens(fixture)).accessToken);
    else await flow.advance(5 * minute);
    void panel.request({ type: 'connection/reconnect' });
    flow.platform.drop(1011);
    await flow.until(() => exchanges(fixture) > before && panel.status() === 'connected');
  }

  for (let round = 0; round < 3; round += 1) {
    replies.push(await bySso(panel));
    await ask(`question ${round}`);
    await refresh(false);
    await refresh(true);
    flow.killWorker();
    await ask(`another question ${round}`);
    replies.push(await panel.request({ type: 'account/read' }));
    if (round === 2) break;
    replies.push(await signOut(panel));
    isReplay = true;
    replies.push(await bySso(panel));
    isReplay = false;
  }
  provider.breaks('/token', 400, JSON.stringify({ error: 'invalid_grant', error_description: 'gone' }));
  trust.refuses((await keptTokens(fixture)).accessToken);
  const [accessNow, refreshNow] = [
    (await keptTokens(fixture)).accessToken,
    (await keptTokens(fixture)).refreshToken ?? '',
  ];
  flow.platform.drop(1011);
  await flow.until(() => panel.view()?.account.state === 'ended');
  replies.push(await bySso(panel));
  provider.mends();
  replies.push(await bySso(panel));
  await ask('the last question');

  const { rest, connections, frames, violations, userMessages } = flow.platform.received;
  const joins = framesOf(flow, 'join_chat');
  // They are what is looked for, and are seen where they belong.
  const secrets = [...provider.secrets];
  expect(secrets.length).toBeGreaterThan(30);
  expect(secrets).toEqual(expect.arrayContaining([accessNow, refreshNow]));
  expect(joins.filter(({ token }) => secrets.includes(String(token))).length).toBeGreaterThan(5);
  expect(JSON.stringify([...flow.areas.vault.stored])).toContain((await keptTokens(fixture)).accessToken);

  const elsewhere = {
    platformRequests: rest.map(({ method, path, body }) => [method, path, body]),
    headers: rest.map(({ headers: { authorization: _, ...headers } }) => headers),
    connections,
    frames: frames.filter(({ frame }) => (frame as { type?: unknown }).type !== 'join_chat'),
    joins: joins.map(({ token: _, ...join }) => join),
    userMessages,
    violations,
    providerRequests: provider.requests,
    launched: window.launched.map(({ href }) => href),
    logged: flow.logged,
    pushes: panel.pushes,
    replies,
    problem: panel.problem(),
    trace: flow.trace,
    local: [...seenInLocal, ...flow.areas.local.stored],
    rows: await storedContents(flow),
  };
  expect(elsewhere.rows['messages']?.length).toBeGreaterThan(10);
  expect(elsewhere.local.length).toBeGreaterThan(10);
  for (const [place, contents] of Object.entries(elsewhere)) {
    const text = JSON.stringify(contents);
    for (const secret of secrets) expect(text.includes(secret), `a secret in ${place}`).toBe(false);
  }
  expect(violations).toEqual([]);

  expect(window.launched.length).toBeGreaterThan(5);
  for (const { searchParams } of window.launched) {
    const names = [...searchParams.keys()].filter((name) => name !== 'prompt');
    expect(names.toSorted()).toEqual([...asked, 'scope', 'state']);
  }
  // A code is in the address that the provider sends its window to, and nowhere before.
  for (const url of window.returned) {
    expect(url.href.startsWith(redirectUrl)).toBe(true);
    expect([...url.searchParams.keys()].toSorted()).toEqual(['code', 'iss', 'state']);
  }
}, 120_000);
