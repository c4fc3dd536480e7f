import { describe, expect, it } from 'vitest';
import type { StartProgress } from '../../lib/shared/connection-status.ts';
import type { Behaviour } from '../platform/behaviour.ts';
import * as server from '../platform/behaviours.ts';
import { flowFixture } from './harness.ts';
import { ada, haveAccounts, signIn } from './people.ts';
import { requestsTo, storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
const createChat = { method: 'POST', path: '/api/v1/chat' };
const oneChat = { method: 'GET', path: '/api/v1/chat/{id}' };
const upgrade = { method: 'GET', path: '/api/v1/ws/chat' };
const both = 'Tenant mismatch or insufficient scope';

describe('a chat that could not be created', () => {
  it.each([422, 413])('with %i says that, and the next message tries again', async (status) => {
    const flow = await createFlow();
    const headers = { 'X-Request-ID': 'req-7' };
    flow.platform.script(server.failsRest({ ...createChat, status, headers, body: { detail: 'No' } }));
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.problem() !== null);
    expect(panel.problem()).toMatchObject({ code: 'chat-refused', detail: 'No', requestId: 'req-7' });
    expect(panel.status()).toBe('check-settings');
    await flow.advance(10 * 60_000);
    expect(requestsTo(flow, 'POST', createChat.path)).toHaveLength(1);
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(panel.problem()).toBeNull();
    expect(storedQuestions(flow)).toEqual(['Hi']);
  });

  it('is created at *Reconnect*, and what was typed meanwhile leaves', async () => {
    const flow = await createFlow();
    flow.platform.script(server.failsRest({ ...createChat, status: 422, times: 2, body: { detail: 'No' } }));
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.problem()?.code === 'chat-refused');
    await panel.send('Hi');
    await flow.until(() => requestsTo(flow, 'POST', createChat.path).length === 2);
    await flow.until(() => panel.problem()?.code === 'chat-refused');
    expect(panel.questions()[0]?.status).toBe('queued');
    await panel.request({ type: 'connection/reconnect' });
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['Hi']);
  });
});

describe('a platform that has a fault while a chat is asked for', () => {
  it.each([500, 502, 503])('with %i is told of the second time, and goes on by itself', async (status) => {
    const flow = await createFlow();
    flow.platform.script(server.failsRest({ ...createChat, status, times: 3 }));
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => requestsTo(flow, 'POST', createChat.path).length === 1);
    expect(panel.problem()).toBeNull();
    await flow.until(() => panel.problem() !== null, 3_000);
    expect(panel.problem()).toMatchObject({ code: 'server-error' });
    expect(requestsTo(flow, 'POST', createChat.path)).toHaveLength(2);
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'ok', 60_000);
    expect(panel.problem()).toBeNull();
    expect(storedQuestions(flow)).toEqual(['Hi']);
  });
});

describe('a platform that is not there yet', () => {
  it.each([503, 400])('with %i is told as starting up, and goes on by itself', async (status) => {
    const flow = await createFlow();
    const body = { code: 'schema_unavailable', message: 'The schema is not there' };
    flow.platform.script(server.failsRest({ ...createChat, status, times: 12, body }));
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'starting-up');
    const progress = { words: body.message };
    expect(panel.view()?.status).toEqual({ kind: 'starting-up', progress });
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'ok', 5 * 60_000);
    const told = panel.pushes.flatMap((push) =>
      push.type === 'patch' && push.patch.type === 'problem' ? [push.patch.problem] : [],
    );
    expect(told.filter((problem) => problem !== null)).toEqual([]);
    expect(requestsTo(flow, 'POST', createChat.path)).toHaveLength(13);
    expect(storedQuestions(flow)).toEqual(['Hi']);
  });
});

describe('a socket that is refused', () => {
  it.each<[string, Behaviour[], StartProgress]>([
    ['health', [server.loadsServices(0.4, 'Loads models', 9)], { done: 40, words: 'Loads models' }],
    ['readyz', server.isNotReady('Waits for the schema', 9), { words: 'Waits for the schema' }],
  ])('while %s says that the platform is not there yet is told as that', async (_, waits, progress) => {
    const flow = await createFlow();
    flow.platform.script(server.refusesUpgrade(503, 5), ...waits);
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'starting-up');
    expect(panel.view()?.status).toEqual({ kind: 'starting-up', progress });
    expect(panel.problem()).toBeNull();
    await flow.until(() => panel.status() === 'connected', 60_000);
  });

  it.each([
    [401, { code: 'websocket-blocked', count: 401 }],
    [403, { code: 'websocket-blocked', count: 403 }],
    [426, { code: 'websocket-blocked' }],
  ])('with %i is told by what a plain request is answered with', async (status, problem) => {
    const flow = await createFlow();
    flow.platform.script(
      server.refusesUpgrade(status, 5),
      server.failsRest({ ...upgrade, status, times: 3, body: { detail: 'No' } }),
    );
    const panel = flow.openPanel();
    await flow.until(() => panel.problem()?.code === 'websocket-blocked');
    expect(panel.problem()).toMatchObject(problem);
    await flow.until(() => panel.status() === 'connected', 60_000);
    expect(panel.problem()).toBeNull();
    expect(flow.platform.received.violations).toEqual([]);
  });

  it('for a limit waits as long as REST says, and goes on by itself', async () => {
    const flow = await createFlow();
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    flow.platform.script(
      server.refusesUpgrade(429, 2),
      server.failsRest({ ...oneChat, status: 429, body: { error_code: 'RATE_LIMIT_EXCEEDED' } }),
    );
    flow.platform.drop(1001);
    await flow.until(() => panel.status() === 'waiting');
    const before = flow.clock.now();
    expect(panel.view()?.status).toEqual({ kind: 'waiting', until: before + 60_000 });
    await flow.until(() => panel.status() === 'connected', 90_000);
  });

  it('for an account that may not is told as that', async () => {
    const flow = await createFlow();
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    flow.platform.script(
      server.refusesUpgrade(403, 5),
      server.failsRest({ ...oneChat, status: 403, body: { code: 'insufficient_scope', message: 'No' } }),
    );
    flow.platform.drop(1001);
    await flow.until(() => panel.problem()?.code === 'scope-missing');
    expect(panel.status()).not.toBe('connected');
  });
});

describe('a join that is refused', () => {
  it.each([
    [4403, both, 'insufficient_scope', 'scope-missing'],
    [4403, '', 'insufficient_scope', 'scope-missing'],
    [4403, both, 'tenant_mismatch', 'tenant-mismatch'],
    [4401, both, 'insufficient_scope', 'scope-missing'],
  ])('by %d "%s" is told by the error before it: %s', async (code, reason, errorCode, problem) => {
    const flow = await createFlow();
    flow.platform.script(server.refusesJoin(code, reason, errorCode));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'check-settings');
    expect(panel.problem()).toMatchObject({ code: problem });
    await panel.request({ type: 'connection/reconnect' });
    await flow.until(() => panel.status() === 'connected');
    expect(panel.problem()).toBeNull();
  });

  it('by an error without a close ends with its words, and is tried again', async () => {
    const flow = await createFlow();
    flow.platform.script(server.objectsToJoin({ code: 'quota', message: 'The quota is used up' }, 2));
    const panel = flow.openPanel();
    await flow.until(() => panel.problem() !== null, 10_000);
    expect(panel.problem()).toEqual({ code: 'join-rejected', detail: 'The quota is used up' });
    await flow.until(() => panel.status() === 'connected', 10_000);
    expect(panel.problem()).toBeNull();
  });
});

describe('an account that is not authorised', () => {
  it.each([
    ['is refreshed once', 'refresh', 1],
    ['without a refresh token is not', null, 0],
  ])('%s, stays signed in, and is told that', async (_, kind, refreshes) => {
    const flow = await createFlow({ auth: 'required' });
    await haveAccounts(flow, ada);
    const first = flow.openPanel();
    await flow.until(() => first.status() === 'sign-in-needed');
    await signIn(first, ada, true);
    await flow.until(() => first.status() === 'connected');
    await flow.settle();
    flow.killWorker();
    if (kind === null) {
      const [[place, signedIn] = []] = Object.entries(await flow.items.keptSignIns.read());
      const tokens = signedIn?.tokens;
      if (place === undefined || signedIn === undefined || !tokens) throw new Error('Nobody is signed in.');
      await flow.items.keptSignIns.write({
        [place]: { ...signedIn, tokens: { ...tokens, refreshToken: null } },
      });
    }
    flow.platform.script(server.objectsToJoin({ code: 'unauthorized', message: 'No' }, 2));
    const panel = flow.openPanel(2);
    await flow.until(() => panel.status() === 'check-settings');
    expect(panel.problem()).toEqual({ code: 'not-authorised' });
    expect(panel.view()?.account.state).toBe('signed-in');
    expect(requestsTo(flow, 'POST', '/api/v1/auth/refresh')).toHaveLength(refreshes);
  });
});

describe('a tenant’s look that could not be read', () => {
  it('is read again by itself', async () => {
    const flow = await createFlow({ config: { title: 'Ask Ada' } });
    flow.platform.script(
      server.failsRest({ method: 'GET', path: '/api/v1/chat/config', status: 503, times: 2 }),
    );
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await flow.until(() => panel.view()?.branding.title === 'Ask Ada', 30_000);
    expect(requestsTo(flow, 'GET', '/api/v1/chat/config')).toHaveLength(3);
  });
});

describe('a state that only a person can mend', () => {
  it('is left once more when the network comes back, and not by an alarm', async () => {
    const flow = await createFlow();
    flow.platform.script(server.refusesJoin(4408));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'check-settings');
    const { connections } = flow.platform.received;
    const before = connections.length;
    await flow.startWorker().background.lookAgain();
    await flow.settle();
    expect([panel.status(), connections.length]).toEqual(['check-settings', before]);
    flow.setOnline(false);
    flow.setOnline(true);
    await flow.until(() => panel.status() === 'connected');
  });
});
