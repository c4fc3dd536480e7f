import { describe, expect, it } from 'vitest';
import { flowFixture } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import { framesOf, storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
const pieces = ['one ', 'two ', 'three ', 'four'];

describe('a panel that is closed in the middle of an answer', () => {
  it.each([0, 1, 2, 3, 4])('after %i chunks, and opened again, shows all of it', async (chunk) => {
    const assistant = createHeldAssistant(pieces);
    const flow = await createFlow({ assistant });
    const first = flow.openPanel();
    await first.send('Go');
    await flow.until(() => first.questions()[0]?.status === 'sent');
    assistant.release(chunk);
    await flow.until(() => first.texts()[0] === pieces.slice(0, chunk).join(''));
    first.close();
    if (chunk % 2 === 1) assistant.release(1);
    const second = flow.openPanel();
    await flow.until(() => second.view() !== null);
    assistant.release();
    await flow.until(() => second.answers()[0]?.status === 'complete');
    expect(second.texts()).toEqual([pieces.join('')]);
    expect(flow.platform.received.connections).toHaveLength(1);
    expect(storedQuestions(flow)).toEqual(['Go']);
  });

  it('and opened only when it is over shows all of it', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await createFlow({ assistant });
    const first = flow.openPanel();
    await first.send('Go');
    assistant.release(1);
    await flow.until(() => first.texts()[0] === 'one ');
    first.close();
    assistant.release();
    await flow.advance(5 * 60_000);
    expect(flow.platform.openSockets()).toBe(0);
    const second = flow.openPanel();
    await flow.until(() => second.answers()[0]?.status === 'complete');
    expect(second.texts()).toEqual([pieces.join('')]);
  });
});

describe('two panels', () => {
  it('on the same conversation see the same, over one socket', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await createFlow({ assistant, preferences: { windows: 'same' } });
    const one = flow.openPanel(1);
    await flow.until(() => one.status() === 'connected');
    const other = flow.openPanel(2);
    await flow.until(() => other.status() === 'connected');
    await one.send('Go');
    assistant.release(2);
    await flow.until(() => one.texts()[0] === 'one two ' && other.texts()[0] === 'one two ');
    one.close();
    assistant.release();
    await flow.until(() => other.answers()[0]?.status === 'complete');
    expect(other.texts()).toEqual([pieces.join('')]);
    expect(other.questions().map(({ text, status }) => `${status}: ${text}`)).toEqual(['sent: Go']);
    expect(flow.platform.received.connections).toHaveLength(1);
    expect(framesOf(flow, 'join_chat')).toHaveLength(1);
  });

  it('on different conversations see only their own, also after the worker died', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const one = flow.openPanel(1);
    await one.send('question one');
    await flow.until(() => one.texts()[0] === 'ok');
    const two = flow.openPanel(2);
    await two.request({ type: 'conversation/new' });
    await two.send('question two');
    await flow.until(() => two.texts()[0] === 'ok');
    flow.killWorker();
    // Both ask before either has greeted the new worker.
    const sent = [one.send('again one'), two.send('again two')];
    await flow.until(() => one.texts().length === 2 && two.texts().length === 2);
    expect(await Promise.all(sent)).toEqual([null, null]);
    await flow.until(() => [...one.texts(), ...two.texts()].join() === 'ok,ok,ok,ok');
    expect(one.questions().map(({ text }) => text)).toEqual(['question one', 'again one']);
    expect(two.questions().map(({ text }) => text)).toEqual(['question two', 'again two']);
    expect(flow.platform.chats()).toHaveLength(2);
  });
});

describe('New chat', () => {
  it('in an empty one, with a message right behind it, leaves that where it was written', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    const begun = panel.request({ type: 'conversation/new' });
    expect(await panel.send('In haste')).toBeNull();
    await begun;
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(panel.questions().map(({ text }) => text)).toEqual(['In haste']);
    expect(flow.platform.chats()).toHaveLength(1);
  });

  it('in one that is not, with a message right behind it, refuses that: it was written for the one before', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('One');
    await flow.until(() => panel.texts()[0] === 'ok');
    const begun = panel.request({ type: 'conversation/new' });
    expect(await panel.send('In haste')).toMatchObject({ code: 'conversation-changed' });
    await begun;
    expect(panel.messages()).toEqual([]);
  });
});

describe('a long conversation', () => {
  it('opens with the newest 50 messages, and brings the earlier ones on demand', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    for (let index = 0; index < 30; index += 1) expect(await panel.send(`message ${index}`)).toBeNull();
    await flow.until(() => panel.answers().filter(({ status }) => status === 'complete').length === 30);
    panel.close();
    const later = flow.openPanel();
    await flow.until(() => later.view() !== null);
    expect(later.view()).toMatchObject({ hasEarlier: true });
    expect(later.messages()).toHaveLength(50);
    const earlier = await later.request({
      type: 'history/earlier',
      before: later.messages()[0]?.ordinal ?? 0,
    });
    expect(earlier).toMatchObject({ ok: true, value: { hasEarlier: false } });
    const { messages } = (earlier as { value: { messages: { text: string }[] } }).value;
    expect(messages.map(({ text }) => text)).toEqual(
      Array.from({ length: 5 }, (_, index) => [`message ${index}`, 'ok']).flat(),
    );
  });
});
