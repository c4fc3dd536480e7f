import { describe, expect, it } from 'vitest';
import { readClaims } from '../../lib/auth/jwt.ts';
import { placeKey } from '../../lib/auth/sign-in.ts';
import { received, type Tokens } from '../../lib/auth/tokens.ts';
import * as server from '../platform/behaviours.ts';
import type { TestUser } from '../platform/platform.ts';
import { flowFixture, type Flow } from './harness.ts';
import { framesOf, requestsTo, storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
const refresh = { method: 'POST', path: '/api/v1/auth/refresh' };

/** Signed in before this browser's worker started. Resolves with the access token. */
async function signIn(flow: Flow, user: TestUser = {}, refreshToken?: string): Promise<string> {
  const pair = await flow.platform.issueTokens(user);
  const issued = {
    accessToken: pair.access_token,
    refreshToken: refreshToken ?? pair.refresh_token,
    lifetime: null,
  };
  await flow.items.signIns.write({
    [placeKey({ apiUrl: flow.platform.apiUrl, tenantId: 'miptech-company' })]: {
      user: { id: readClaims(issued.accessToken)?.userId ?? '', name: null, email: null },
      sso: null,
      tokens: received(issued, null, flow.clock.now()),
    },
  });
  return issued.accessToken;
}

/** Of whoever is signed in, as the next worker finds them. */
async function storedTokens(flow: Flow): Promise<Tokens | null | undefined> {
  return Object.values(await flow.items.signIns.read())[0]?.tokens;
}

/** No token in an address, in a push to a page, or in anything but the header and the join. */
function expectDiscretion(flow: Flow, tokens: readonly string[], pushes: unknown): void {
  const { connections, rest, violations } = flow.platform.received;
  const seen = JSON.stringify([connections, rest.map(({ path }) => path), pushes]);
  for (const token of tokens) expect(seen).not.toContain(token);
  expect(violations).toEqual([]);
}

describe('signed in', () => {
  it('shows its token in the header and in the join, and nowhere else', async () => {
    const flow = await createFlow({ auth: 'required' });
    const token = await signIn(flow);
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(framesOf(flow, 'join_chat')).toEqual([expect.objectContaining({ token })]);
    const created = flow.platform.received.rest.find(({ path }) => path === '/api/v1/chat');
    expect(created?.headers.authorization).toBe(`Bearer ${token}`);
    expectDiscretion(flow, [token], panel.pushes);
  });

  it('refreshes an expired token once, keeps the new pair, and goes on', async () => {
    const flow = await createFlow({ auth: 'required' });
    const stale = await signIn(flow, { expiresIn: -10 });
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(requestsTo(flow, refresh.method, refresh.path)).toHaveLength(1);
    const stored = await storedTokens(flow);
    expect(stored?.accessToken).not.toBe(stale);
    expect(framesOf(flow, 'join_chat')).toEqual([expect.objectContaining({ token: stored?.accessToken })]);
    expectDiscretion(flow, [stale, stored?.accessToken ?? '', stored?.refreshToken ?? ''], panel.pushes);
  });

  it('refreshes once where the join is refused with 4401, and joins again', async () => {
    const flow = await createFlow({ auth: 'required' });
    await signIn(flow);
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('first');
    await flow.until(() => panel.texts()[0] === 'ok');
    flow.killWorker();
    await signIn(flow, { expiresIn: -10 });
    void panel.send('second');
    await flow.until(() => panel.texts()[1] === 'ok');
    expect(requestsTo(flow, refresh.method, refresh.path)).toHaveLength(1);
    expect(flow.platform.received.connections).toHaveLength(3);
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
  });

  it('refreshes once, and then asks to sign in, where every token is refused', async () => {
    const flow = await createFlow({ auth: 'required' });
    await signIn(flow);
    flow.platform.script(server.refusesJoin(4401), server.refusesJoin(4401), server.refusesJoin(4401));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'sign-in-needed');
    await flow.advance(10 * 60_000);
    expect(requestsTo(flow, refresh.method, refresh.path)).toHaveLength(1);
    expect(flow.platform.received.connections).toHaveLength(2);
  });

  it('sends a question again that was refused because the token had expired', async () => {
    const flow = await createFlow({ auth: 'required' });
    await signIn(flow);
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    flow.platform.script(server.tokenExpiredFrame());
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['Hi']);
    expect(requestsTo(flow, refresh.method, refresh.path)).toHaveLength(1);
  });

  it('asks to sign in where the refresh is refused, and forgets the pair', async () => {
    const flow = await createFlow({ auth: 'required' });
    await signIn(flow, { expiresIn: -10 }, 'a refresh token that was used before');
    const panel = flow.openPanel();
    await panel.send('Hi');
    await flow.until(() => panel.status() === 'sign-in-needed');
    expect(panel.problem()).toMatchObject({ code: 'sign-in-needed' });
    await flow.advance(10 * 60_000);
    expect(requestsTo(flow, refresh.method, refresh.path)).toHaveLength(1);
    expect(flow.platform.received.connections).toEqual([]);
    expect(await storedTokens(flow)).toBeNull();
    expect(panel.questions()[0]?.status).toBe('queued');
  });

  it('stays signed in where the refresh can not be had right now', async () => {
    const flow = await createFlow({ auth: 'required' });
    await signIn(flow, { expiresIn: -10 });
    flow.platform.script(server.failsRest({ ...refresh, status: 503 }));
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'ok', 30_000);
    expect(requestsTo(flow, refresh.method, refresh.path)).toHaveLength(2);
  });

  it('does not show its token to another API or tenant', async () => {
    const flow = await createFlow({ tenants: ['miptech-company', 'other'], profile: { tenantId: 'other' } });
    const token = await signIn(flow);
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    expect(framesOf(flow, 'join_chat')).toEqual([expect.objectContaining({ token: null })]);
    expect(JSON.stringify(flow.platform.received.rest)).not.toContain(token);
  });
});

describe('signed out', () => {
  it('is told to sign in by a platform that requires it, and keeps what was typed', async () => {
    const flow = await createFlow({ auth: 'required' });
    const panel = flow.openPanel();
    await panel.send('Hi');
    await flow.until(() => panel.status() === 'sign-in-needed');
    expect(panel.questions()[0]?.status).toBe('queued');
    expect(requestsTo(flow, refresh.method, refresh.path)).toEqual([]);
    expect(flow.platform.received.connections).toEqual([]);
  });
});
