import { describe, expect, it } from 'vitest';
import { flowFixture } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import { framesOf, requestsTo, storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();

describe('asking', () => {
  it('streams the answer as it comes, and shows it exactly', async () => {
    const assistant = createHeldAssistant(['Hel', 'lo, ', 'wörld 👋🏽', '.']);
    const flow = await createFlow({ assistant });
    const panel = flow.openPanel();
    expect(await panel.send('Hi  there')).toBeNull();
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'Hel');
    expect(panel.answers()[0]).toMatchObject({ status: 'streaming' });
    expect(panel.questions()[0]).toMatchObject({ status: 'sent', text: 'Hi  there' });
    assistant.release(2);
    await flow.until(() => panel.texts()[0] === 'Hello, wörld 👋🏽');
    assistant.release();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(panel.texts()).toEqual(['Hello, wörld 👋🏽.']);
    expect(panel.view()?.conversation.title).toBe('Hi there');
    expect(storedQuestions(flow)).toEqual(['Hi  there']);
    expect(framesOf(flow, 'user_message')[0]).toMatchObject({ client_message_id: panel.questions()[0]?.id });
  });

  it('keeps sources and the token count of an answer', async () => {
    const flow = await createFlow();
    const sources = [{ title: 'Guide', url: 'https://docs.example.test/guide', snippet: 'Look here.' }];
    flow.platform.answerWith(['one ', 'two'], { sources });
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(panel.answers()[0]).toMatchObject({ text: 'one two', sources, totalTokens: 2 });
  });

  it('creates one chat for one conversation, under its stored id, whatever dies in between', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('first');
    await flow.until(() => panel.texts()[0] === 'ok');
    flow.killWorker();
    const sent = panel.send('second');
    await flow.until(() => panel.texts()[1] === 'ok');
    expect(await sent).toBeNull();
    expect(flow.platform.chats()).toHaveLength(1);
    expect(requestsTo(flow, 'POST', '/api/v1/chat')).toEqual([
      expect.objectContaining({ session_id: panel.view()?.conversation.id, tenant_id: 'miptech-company' }),
    ]);
  });

  it('joins exactly once on each socket, and with both spellings', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('first');
    await flow.until(() => panel.texts()[0] === 'ok');
    flow.platform.drop();
    await flow.until(() => flow.platform.received.connections.length === 2 && panel.status() === 'connected');
    const chatId = flow.platform.chats()[0]?.id;
    const join = {
      chatId,
      chat_id: chatId,
      tenantId: 'miptech-company',
      tenant_id: 'miptech-company',
      token: null,
    };
    expect(framesOf(flow, 'join_chat')).toEqual([
      { ...join, connection: 0 },
      { ...join, connection: 1 },
    ]);
    expect(flow.platform.received.connections.map(({ url }) => url)).toEqual(
      Array(2).fill('/api/v1/ws/chat?tenant_id=miptech-company'),
    );
    expect(flow.platform.received.violations).toEqual([]);
  });

  it('sends one message at a time, and the next when the answer is done', async () => {
    const assistant = createHeldAssistant(['a', 'b']);
    const flow = await createFlow({ assistant });
    const panel = flow.openPanel();
    await panel.send('first');
    await panel.send('second');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'a');
    expect(panel.questions().map(({ status }) => status)).toEqual(['sent', 'queued']);
    expect(storedQuestions(flow)).toEqual(['first']);
    assistant.release();
    await flow.until(() => panel.texts().join() === 'ab,ab');
    expect(panel.messages().map(({ role, text }) => `${role}: ${text}`)).toEqual([
      'user: first',
      'assistant: ab',
      'user: second',
      'assistant: ab',
    ]);
  });

  it('delivers 100 messages typed offline, once each and in order', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    flow.setOnline(false);
    await flow.until(() => panel.status() === 'offline');
    const typed = Array.from({ length: 100 }, (_, index) => `message ${index}`);
    for (const text of typed) expect(await panel.send(text)).toBeNull();
    expect(panel.questions().every(({ status }) => status === 'queued')).toBe(true);
    await flow.advance(60_000);
    expect(storedQuestions(flow)).toEqual([]);
    flow.setOnline(true);
    await flow.until(() => panel.answers().filter(({ status }) => status === 'complete').length === 100);
    expect(storedQuestions(flow)).toEqual(typed);
    expect(panel.questions().map(({ text }) => text)).toEqual(typed);
  });

  it('takes the same send command once, however often the page repeats it', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    const id = crypto.randomUUID();
    await Promise.all([panel.send('Hi', id), panel.send('Hi', id), panel.send('Hi', id)]);
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(await panel.send('Hi', id)).toBeNull();
    await flow.settle();
    expect(storedQuestions(flow)).toEqual(['Hi']);
    expect(panel.questions()).toHaveLength(1);
  });

  it('lets the socket go when nobody looks any more, and the conversation goes on from there', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('first');
    await flow.until(() => panel.texts()[0] === 'ok');
    panel.close();
    await flow.until(() => flow.platform.openSockets() === 0, 60_000);
    const later = flow.openPanel();
    await later.send('second');
    await flow.until(() => later.texts().join() === 'ok,ok');
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
    expect(flow.platform.chats()).toHaveLength(1);
  });
});
