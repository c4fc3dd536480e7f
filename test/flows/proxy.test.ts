import { describe, expect, it } from 'vitest';
import { isWhole } from '../chaos/scale.ts';
import * as server from '../platform/behaviours.ts';
import { createFlow as openFlow, flowFixture, type Flow, type FlowOptions } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import type { PanelProbe } from './panel-probe.ts';
import { requestsTo, storedQuestions } from './platform-view.ts';

/* What is said of a secure proxy alone. Limits are in the suite of every way (ways.ts). */

const createFlow = flowFixture();
const over = { profile: { protocol: 'proxy' } } as const;

const states = (panel: PanelProbe): string[] =>
  panel.messages().map(({ role, status, text }) => `${role} ${status}: ${text}`);

async function connected(options: FlowOptions = {}): Promise<{ flow: Flow; panel: PanelProbe }> {
  const flow = await createFlow({ ...over, ...options });
  flow.platform.answerWith('Because.');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  return { flow, panel };
}

describe('asking through a secure proxy', () => {
  it('creates a chat, posts each question once, and shows the answer whole', async () => {
    const { flow, panel } = await connected();
    flow.platform.answerWith(['Hel', 'lo, ', 'wörld 👋🏽']);
    expect(await panel.send('Hi')).toBeNull();
    await flow.until(() => panel.texts()[0] === 'Hello, wörld 👋🏽');
    expect(states(panel)).toEqual(['user sent: Hi', 'assistant complete: Hello, wörld 👋🏽']);
    expect(storedQuestions(flow)).toEqual(['Hi']);
    expect(flow.platform.received.connections).toEqual([]);
  });

  it('sends nothing that says who asks: no tenant, no token, no cookie', async () => {
    const sent: string[] = [];
    const { flow, panel } = await connected({ tap: { sent: (_, text) => void sent.push(text) } });
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'Because.');
    const all = sent.join('\n');
    expect(all).toContain('/api/chat/create');
    expect(all).not.toMatch(/tenant|authorization|bearer|cookie|api-key/i);
    expect(sent.map((text) => text.split('\n').at(-1)).filter(Boolean)).toEqual([
      '{"title":"New chat"}',
      JSON.stringify({ content: 'Hi', client_message_id: panel.questions()[0]?.id }),
    ]);
  });

  it('sends well-formed text only, as every way does', async () => {
    const { flow, panel } = await connected();
    await panel.send('Why \ud83d?');
    await flow.until(() => panel.texts()[0] === 'Because.');
    expect(storedQuestions(flow)).toEqual(['Why \ufffd?']);
  });

  it('needs no tenant: the proxy knows its own', async () => {
    const { flow, panel } = await connected({ profile: { protocol: 'proxy', tenantId: '' } });
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'Because.');
    expect(flow.platform.chats()[0]?.tenant).toBe('miptech-company');
  });

  it('delivers what was typed offline, once each and in order', async () => {
    const { flow, panel } = await connected();
    flow.setOnline(false);
    const typed = Array.from({ length: 15 }, (_, index) => `message ${index}`);
    for (const text of typed) await panel.send(text);
    flow.setOnline(true);
    await flow.until(() => panel.texts().filter((text) => text === 'Because.').length === typed.length);
    expect(storedQuestions(flow)).toEqual(typed);
  });

  it('tells a chat of no page, and makes no second one for it', async () => {
    const tab = { id: 7, url: 'https://news.example.test/story', title: 'A story' };
    const page = { ...tab, text: 'It was night.', pageLength: 13, source: 'article' };
    const { flow, panel } = await connected({
      pageAccess: { activeTab: () => Promise.resolve(tab), runReader: () => Promise.resolve(page) },
    });
    await panel.request({ type: 'page/attach' });
    const { id = '', revision = 0 } = panel.view()?.draft.attachment ?? {};
    const attachment = { id, revision };
    await panel.request({ type: 'message/send', id: crypto.randomUUID(), text: 'Why?', attachment });
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(flow.platform.chats()).toHaveLength(1);
    expect(JSON.stringify(requestsTo(flow, 'POST', '/api/v1/chat'))).not.toContain('page_url');
    expect(storedQuestions(flow)[0]).toContain('It was night.');
  });
});

describe('what is cut off on the way to a secure proxy', () => {
  it.each(['at-once', 'never'] as const)(
    'may not have arrived (stored: %s): it is not sent again until a person says so',
    async (stored) => {
      const { flow, panel } = await connected();
      flow.platform.script(server.cutsUnanswered(stored));
      await panel.send('Why?');
      await flow.until(() => panel.questions()[0]?.status === 'unknown');
      expect(panel.questions()[0]?.problem).toMatchObject({ code: 'delivery-unknown' });
      await flow.advance(10 * 60_000);
      flow.killWorker();
      await flow.advance(60_000);
      expect(panel.questions()[0]?.status).toBe('unknown');
      expect(flow.platform.received.userMessages).toHaveLength(1);
      const messageId = panel.questions()[0]?.id ?? '';
      await panel.request({ type: 'message/retry', messageId, newId: crypto.randomUUID() });
      await flow.until(() => panel.texts()[0] === 'Because.');
      expect(flow.platform.received.userMessages).toHaveLength(2);
    },
  );

  it('with the proxy itself: so it is told, what comes after it waits, and goes when the proxy is back', async () => {
    const { flow, panel } = await connected();
    flow.platform.answerWith('ok');
    flow.platform.script(server.silentFor(200));
    void panel.send('first');
    await flow.until(() => flow.platform.received.userMessages.length === 1);
    await flow.proxy?.stop();
    await flow.until(() => panel.status() === 'reconnecting');
    await panel.send('second');
    await flow.proxy?.start();
    await flow.until(() => panel.texts().at(-1) === 'ok');
    expect(states(panel)).toEqual(['user unknown: first', 'user sent: second', 'assistant complete: ok']);
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
  });

  it('by a person, who stops the answer: the next question need not wait', async () => {
    const assistant = createHeldAssistant(['one ', 'two']);
    const flow = await createFlow({ ...over, assistant });
    const panel = flow.openPanel();
    await panel.send('first');
    await flow.until(() => storedQuestions(flow).length === 1);
    await panel.request({ type: 'answer/stop' });
    // Handed over, and no more is known; but nothing broke, and nobody has to be alarmed.
    expect(states(panel)).toEqual(['user unknown: first', 'assistant stopped: ']);
    expect(panel.questions()[0]?.problem).toBeUndefined();
    expect(panel.problem()).toBeNull();
    await panel.send('second');
    await flow.until(() => storedQuestions(flow).length === 2);
    assistant.release();
    await flow.until(() => panel.answers()[1]?.status === 'complete');
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
    flow.killWorker();
    await flow.until(() => panel.status() === 'connected');
    expect(states(panel)[0]).toBe('user unknown: first');
    // Whoever wants it sent again says so, and it leaves once more.
    const messageId = panel.questions()[0]?.id ?? '';
    const asked = panel.request({ type: 'message/retry', messageId, newId: crypto.randomUUID() });
    await flow.until(() => storedQuestions(flow).length === 3);
    expect((await asked).ok).toBe(true);
  });

  it.each([1, 2, 3, 4, 5])(
    'by a person, and a worker that dies at touch %i of that: no more is claimed',
    async (touch) => {
      const flow = await createFlow({ ...over, assistant: createHeldAssistant(['one']) });
      const panel = flow.openPanel();
      await panel.send('first');
      await flow.until(() => storedQuestions(flow).length === 1);
      flow.killWorkerAt(touch);
      const stopped = panel.request({ type: 'answer/stop' });
      await flow.until(() => panel.questions()[0]?.status === 'unknown');
      expect((await stopped).ok).toBe(true);
      expect(panel.answers().every(({ status }) => status === 'stopped')).toBe(true);
      expect(flow.platform.received.userMessages).toHaveLength(1);
    },
  );
});

describe('a worker that dies while a question goes through a secure proxy', () => {
  /** The touches until then. Null: it had not so many. */
  async function dieAt(touch: number, isNew: boolean): Promise<readonly string[] | null> {
    const flow = await openFlow(over);
    try {
      flow.platform.answerWith(['one ', 'two ', 'three']);
      const panel = flow.openPanel();
      if (!isNew) await flow.until(() => panel.status() === 'connected');
      const from = flow.trace.length;
      flow.killWorkerAt(touch);
      const sent = panel.send('Go');
      const isOver = (): boolean =>
        panel.questions()[0]?.status === 'unknown' || panel.answers()[0]?.status === 'complete';
      await flow.until(isOver);
      await flow.until(() => panel.status() === 'connected');
      expect(await sent).toBeNull();
      await flow.settle();
      const last = flow.trace[from + touch - 1];
      const asked = flow.platform.received.userMessages.length;
      expect(panel.questions()).toHaveLength(1);
      expect(asked).toBeLessThanOrEqual(1);
      // Complete is exact; what is not known is said; and what nobody was asked is never taken for sent.
      if (panel.questions()[0]?.status !== 'unknown')
        expect({ last, texts: panel.texts(), asked }).toEqual({ last, texts: ['one two three'], asked: 1 });
      return last === undefined ? null : flow.trace.slice(from, from + touch);
    } finally {
      await flow.close();
    }
  }

  it.each([
    ['of a conversation that has a chat', false],
    ['that creates the chat', true],
  ])('loses nothing silently and doubles nothing, at any touch (%s)', async (_, isNew) => {
    // In the short form a third of those on the longer way; the shorter one is its end.
    const each = isNew && !isWhole ? 3 : 1;
    let touches: readonly string[] = [];
    for (let touch = 1; ; touch += each) {
      const until = await dieAt(touch, isNew);
      if (until === null) break;
      touches = until.map((name) => name.replace(/(?<=\/chat\/)[\w.-]{40,}/, '{id}'));
    }
    expect(touches).toEqual(
      expect.arrayContaining([
        'fetch POST /api/chat/{id}/message',
        'fetched 200 /api/chat/{id}/message',
        'port: patch',
        ...(isNew ? ['fetch POST /api/chat/create', 'fetched 200 /api/chat/create'] : []),
      ]),
    );
  });
});

describe('a failure that a secure proxy tells', () => {
  const post = { method: 'POST', path: '/api/v1/chat/{id}/messages' } as const;

  it.each([
    ['its key refused', { status: 401 }, 'proxy-key-refused'],
    [
      'its key without the permission',
      { status: 403, body: { code: 'insufficient_scope' } },
      'proxy-key-refused',
    ],
    [
      'its tenant unknown',
      { status: 404, body: { error_code: 'TENANT_NOT_FOUND', message: 'No such tenant' } },
      'proxy-key-refused',
    ],
  ])('%s: is its operator’s to mend; the message waits, and goes by the next try', async (_, fault, code) => {
    const { flow, panel } = await connected();
    flow.platform.script(server.failsRest({ ...post, ...fault }));
    await panel.send('Why?');
    await flow.until(() => panel.problem()?.code === code);
    expect(panel.status()).toBe('check-settings');
    expect(panel.questions()[0]?.status).toBe('queued');
    await panel.request({ type: 'connection/reconnect' });
    await flow.until(() => panel.texts()[0] === 'Because.');
    expect(panel.problem()).toBeNull();
    expect(storedQuestions(flow)).toEqual(['Why?']);
  });

  it('the chat gone: it is created anew, and the question asked there', async () => {
    const { flow, panel } = await connected();
    const body = { error_code: 'CHAT_NOT_FOUND', message: 'No such chat' };
    flow.platform.script(server.failsRest({ ...post, status: 404, body }));
    await panel.send('Why?');
    await flow.until(() => panel.texts()[0] === 'Because.');
    expect(flow.platform.chats()).toHaveLength(2);
    expect(storedQuestions(flow)).toEqual(['Why?']);
  });

  it('the message refused: it has failed, and the next one goes', async () => {
    const { flow, panel } = await connected();
    flow.platform.script(server.failsRest({ ...post, status: 422, body: { detail: 'too rude' } }));
    await panel.send('Grr');
    await flow.until(() => panel.questions()[0]?.status === 'failed');
    expect(panel.questions()[0]?.problem?.code).toBe('message-rejected');
    await panel.send('Please');
    await flow.until(() => panel.texts().at(-1) === 'Because.');
    expect(storedQuestions(flow)).toEqual(['Please']);
  });

  it('the platform down: what was under way may not have arrived', async () => {
    const { flow, panel } = await connected();
    await flow.platform.stop();
    await panel.send('Why?');
    await flow.until(() => panel.questions()[0]?.status === 'unknown');
    await flow.platform.start();
    expect(storedQuestions(flow)).toEqual([]);
  });
});
