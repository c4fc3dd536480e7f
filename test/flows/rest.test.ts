import { describe, expect, it } from 'vitest';
import * as server from '../platform/behaviours.ts';
import { flowFixture, type Flow } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import type { PanelProbe } from './panel-probe.ts';
import { requestsTo, storedQuestions } from './platform-view.ts';

/* What is said of REST alone; delivery, limits and worker deaths are in the suites of every way (ways.ts). */

const createFlow = flowFixture();
const over = { profile: { protocol: 'rest' } } as const;
const messagesPath = /^\/api\/v1\/chat\/[^/]+\/messages$/;

const states = (panel: PanelProbe): string[] =>
  panel.messages().map(({ role, status, text }) => `${role} ${status}: ${text}`);

async function connected(flow: Flow): Promise<PanelProbe> {
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  return panel;
}

describe('asking over REST', () => {
  it('opens no socket, posts each question once under its own id, and shows the answer whole', async () => {
    const flow = await createFlow(over);
    flow.platform.answerWith(['Hel', 'lo, ', 'wörld 👋🏽']);
    const panel = await connected(flow);
    expect(await panel.send('Hi')).toBeNull();
    await flow.until(() => panel.texts()[0] === 'Hello, wörld 👋🏽');
    expect(states(panel)).toEqual(['user sent: Hi', 'assistant complete: Hello, wörld 👋🏽']);
    expect(requestsTo(flow, 'POST', messagesPath)).toEqual([
      expect.objectContaining({
        content: 'Hi',
        role: 'user',
        message_type: 'text',
        client_message_id: panel.questions()[0]?.id,
      }),
    ]);
    expect(flow.platform.received.connections).toEqual([]);
    expect(flow.platform.received.violations).toEqual([]);
  });

  it('a message that may not be sent has failed, with its cause: nothing is left to be found out', async () => {
    const flow = await createFlow(over);
    const panel = await connected(flow);
    flow.platform.answerWith('ok');
    flow.platform.script(
      server.failsRest({
        method: 'POST',
        path: '/api/v1/chat/{id}/messages',
        status: 403,
        body: { code: 'insufficient_scope', message: 'No' },
      }),
    );
    await panel.send('Not yours');
    await flow.until(() => panel.questions()[0]?.status === 'failed');
    expect(panel.questions()[0]?.problem).toMatchObject({ code: 'scope-missing', detail: 'No' });
    // Nobody has to choose, and what comes after it is sent.
    await panel.send('Mine');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['Mine']);
    expect(states(panel)).toEqual(['user failed: Not yours', 'user sent: Mine', 'assistant complete: ok']);
  });

  it('sends one message at a time, in order', async () => {
    const flow = await createFlow(over);
    flow.platform.answerWith('ok');
    const panel = await connected(flow);
    for (const text of ['one', 'two', 'three']) await panel.send(text);
    await flow.until(() => panel.texts().join() === 'ok,ok,ok');
    expect(storedQuestions(flow)).toEqual(['one', 'two', 'three']);
  });

  it('delivers what was typed offline, once each and in order', async () => {
    const flow = await createFlow(over);
    flow.platform.answerWith('ok');
    const panel = await connected(flow);
    flow.setOnline(false);
    const typed = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    for (const text of typed) await panel.send(text);
    flow.setOnline(true);
    await flow.until(() => panel.texts().filter((text) => text === 'ok').length === typed.length);
    expect(storedQuestions(flow)).toEqual(typed);
  });
});

describe('an answer over REST that breaks off', () => {
  it('with the line, after it was written: it is read from the history', async () => {
    const flow = await createFlow(over);
    flow.platform.answerWith('Because.');
    const panel = await connected(flow);
    flow.platform.script(server.diesAt(1));
    await panel.send('Why?');
    await flow.until(() => panel.texts()[0] === 'Because.');
    expect(storedQuestions(flow)).toEqual(['Why?']);
  });

  it('on the server’s side: it is looked for, given up, and can be asked for again', async () => {
    const flow = await createFlow(over);
    flow.platform.answerWith('Because.');
    const panel = await connected(flow);
    flow.platform.script(server.errorFrame({ code: 'ai_busy', message: 'Busy' }));
    await panel.send('Why?');
    await flow.until(() => panel.answers()[0]?.status === 'interrupted', 4 * 60_000);
    const messageId = panel.answers()[0]?.id ?? '';
    await panel.request({ type: 'message/retry', messageId, newId: crypto.randomUUID() });
    await flow.until(() => panel.texts().at(-1) === 'Because.');
    expect(storedQuestions(flow)).toEqual(['Why?', 'Why?']);
  });

  it('in a chat that the platform no longer has: the chat is created anew, and the question asked there', async () => {
    const flow = await createFlow(over);
    flow.platform.answerWith('Because.');
    const panel = await connected(flow);
    flow.platform.script(
      server.failsRest({
        method: 'POST',
        path: '/api/v1/chat/{id}/messages',
        status: 404,
        body: { code: 'CHAT_NOT_FOUND', message: 'No such chat' },
      }),
    );
    await panel.send('Why?');
    await flow.until(() => panel.texts()[0] === 'Because.');
    expect(requestsTo(flow, 'POST', '/api/v1/chat')).toHaveLength(2);
    expect(storedQuestions(flow)).toEqual(['Why?']);
  });
});

describe('a question over REST that is refused', () => {
  it('for what it says: it has failed, with the server’s words, and the next one goes out', async () => {
    const flow = await createFlow(over);
    flow.platform.answerWith('ok');
    const panel = await connected(flow);
    const body = { detail: [{ loc: ['body', 'content'], msg: 'too rude', type: 'value_error' }] };
    flow.platform.script(
      server.failsRest({ method: 'POST', path: '/api/v1/chat/{id}/messages', status: 422, body }),
    );
    await panel.send('Grr');
    await flow.until(() => panel.questions()[0]?.status === 'failed');
    expect(panel.questions()[0]?.problem).toMatchObject({
      code: 'message-rejected',
      detail: 'content: too rude',
    });
    await panel.send('Please');
    await flow.until(() => panel.texts().at(-1) === 'ok');
    expect(storedQuestions(flow)).toEqual(['Please']);
  });

  it('at a deployment of the older path: it is posted there', async () => {
    const flow = await createFlow(over);
    const panel = await connected(flow);
    const path = '/api/v1/chat/{id}/messages';
    flow.platform.script(
      server.failsRest({ method: 'POST', path, status: 404, body: { detail: 'Not Found' } }),
    );
    await panel.send('Hi');
    await flow.until(() => requestsTo(flow, 'POST', /\/message$/).length > 0);
    expect(requestsTo(flow, 'POST', /\/message$/)).toEqual([{ message: 'Hi' }]);
  });
});

describe('stopping an answer over REST', () => {
  it('lets go of the request: nothing of it gets into the next answer, and the next question need not wait', async () => {
    const assistant = createHeldAssistant(['one ', 'two']);
    const flow = await createFlow({ ...over, assistant });
    const panel = await connected(flow);
    await panel.send('first');
    await flow.until(() => storedQuestions(flow).length === 1);
    await panel.request({ type: 'answer/stop' });
    expect(panel.answers()[0]?.status).toBe('stopped');
    await panel.send('second');
    await flow.until(() => storedQuestions(flow).length === 2);
    assistant.release();
    await flow.until(() => panel.answers()[1]?.status === 'complete', 4 * 60_000);
    expect(states(panel)).toEqual([
      'user sent: first',
      'assistant stopped: ',
      'user sent: second',
      'assistant complete: one two',
    ]);
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
  });
});

describe('what a connection is over REST', () => {
  it('says that the platform starts up, and is there once it has', async () => {
    const flow = await createFlow(over);
    flow.platform.script(server.loadsServices(0.4, 'Loads models', 3));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'starting-up');
    const progress = { done: 40, words: 'Loads models' };
    expect(panel.view()?.status).toEqual({ kind: 'starting-up', progress });
    await flow.until(() => panel.status() === 'connected');
    expect(requestsTo(flow, 'GET', '/api/v1/health')).toHaveLength(4);
  });

  it('says so by the health path that is kept in the settings, and asks no other', async () => {
    const health = { method: 'GET', path: '/healthz', status: 200 };
    const loading = { status: 'healthy', ai_services_ready: false, progress: 0.4, message: 'Loads models' };
    const flow = await createFlow({ ...over, profile: { ...over.profile, healthPath: '/healthz' } });
    flow.platform.script(server.failsRest({ ...health, body: loading, times: 2 }));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'starting-up');
    expect(panel.view()?.status).toMatchObject({ progress: { done: 40, words: 'Loads models' } });
    await flow.until(() => panel.status() === 'connected');
    expect(requestsTo(flow, 'GET', '/healthz')).toHaveLength(3);
    expect(requestsTo(flow, 'GET', '/api/v1/health')).toEqual([]);
  });

  it('is none while the platform is down, and comes back by itself', async () => {
    const flow = await createFlow(over);
    flow.platform.answerWith('ok');
    const panel = await connected(flow);
    await flow.platform.stop();
    await panel.send('Hi');
    await flow.until(() => panel.status() === 'reconnecting');
    await flow.platform.start();
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['Hi']);
  });

  it('is tried after a sleep, and found gone', async () => {
    const flow = await createFlow(over);
    const panel = await connected(flow);
    await flow.platform.stop();
    flow.sleep(60_000);
    await flow.until(() => panel.status() === 'reconnecting');
    await flow.platform.start();
    await flow.until(() => panel.status() === 'connected');
    expect(flow.platform.received.connections).toEqual([]);
  });

  it('is refused where the sign-in is no longer good, after one refresh', async () => {
    const flow = await createFlow(over);
    const panel = await connected(flow);
    flow.platform.script(
      server.failsRest({ method: 'POST', path: '/api/v1/chat/{id}/messages', status: 401, times: 9 }),
    );
    await panel.send('Hi');
    await flow.until(() => panel.status() === 'sign-in-needed');
    expect(panel.questions()[0]?.text).toBe('Hi');
  });
});
