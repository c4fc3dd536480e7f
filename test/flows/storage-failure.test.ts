import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../lib/storage/database.ts';
import { question } from '../storage/records.ts';
import { flowFixture } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import { storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
const full = new DOMException('The quota has been exceeded.', 'QuotaExceededError');

describe('storage that fails', () => {
  it.each([
    ['full', full, 'storage-full'],
    ['broken', new Error('Internal error opening backing store'), 'storage-failed'],
  ])('because it is %s: the sender is told, and nothing is sent', async (_name, error, code) => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    flow.failStorage(error);
    expect(await panel.send('Hi')).toEqual({ code });
    await flow.advance(60_000);
    expect(flow.platform.received.userMessages).toEqual([]);
    expect(panel.messages()).toEqual([]);
    expect(panel.problem()).toMatchObject({ code });

    flow.failStorage(null);
    expect(await panel.send('Hi again')).toBeNull();
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['Hi again']);
    // What was stored since shows that the trouble is over.
    expect(panel.problem()).toBeNull();
  });

  it('refuses a message while one is in flight, and that one still gets its answer', async () => {
    const assistant = createHeldAssistant(['one ', 'two']);
    const flow = await createFlow({ assistant });
    const panel = flow.openPanel();
    await panel.send('first');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    flow.failStorage(full);
    expect(await panel.send('second')).toEqual({ code: 'storage-full' });
    flow.failStorage(null);
    assistant.release();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    await flow.settle();
    expect(panel.texts()).toEqual(['one two']);
    expect(storedQuestions(flow)).toEqual(['first']);
  });

  it.each([0, 1, 2])('after %i chunks of an answer: it can still be read, to its end', async (chunks) => {
    const pieces = ['one ', 'two ', 'three'];
    const assistant = createHeldAssistant(pieces);
    const flow = await createFlow({ assistant });
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.questions()[0]?.status === 'sent');
    assistant.release(chunks);
    await flow.until(() => panel.texts()[0] === pieces.slice(0, chunks).join(''));
    flow.failStorage(full);
    assistant.release();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(panel.texts()).toEqual(['one two three']);
    expect(panel.problem()).toMatchObject({ code: 'storage-full' });
  });
});

describe('once there is room again', () => {
  it('the answer that was shown meanwhile is saved by itself, and the alert goes', async () => {
    const assistant = createHeldAssistant(['one ', 'two ', 'three']);
    const flow = await createFlow({ assistant });
    const panel = flow.openPanel();
    await panel.send('Go');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    flow.failStorage(full);
    assistant.release();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    await flow.advance(60_000);
    expect(panel.problem()).toMatchObject({ code: 'storage-full' });
    flow.failStorage(null);
    await flow.until(() => panel.problem() === null, 60_000);
    // By storage alone: there is no platform any more that could tell it.
    await flow.platform.stop();
    flow.killWorker();
    const again = flow.openPanel(2);
    await flow.until(() => again.view() !== null);
    expect(again.messages()).toMatchObject([
      { text: 'Go', status: 'sent' },
      { text: 'one two three', status: 'complete' },
    ]);
  });

  it('a panel that was opened meanwhile has the whole answer at its end, and once', async () => {
    const assistant = createHeldAssistant(['one ', 'two ', 'three ', 'four']);
    const flow = await createFlow({ assistant, preferences: { windows: 'same' } });
    const panel = flow.openPanel();
    await panel.send('Go');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    flow.failStorage(full);
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one two ');
    const late = flow.openPanel(2);
    await flow.until(() => late.view() !== null);
    assistant.release();
    await flow.until(() => late.answers()[0]?.status === 'complete');
    expect([...panel.texts(), ...late.texts()]).toEqual(['one two three four', 'one two three four']);
    flow.failStorage(null);
    await flow.until(() => panel.problem() === null, 60_000);
    await flow.settle();
    expect([...panel.texts(), ...late.texts()]).toEqual(['one two three four', 'one two three four']);
    expect(late.questions()[0]?.status).toBe('sent');
  });

  it('a message that waited leaves by itself, once, and over the connection that stands', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    flow.setOnline(false);
    const panel = flow.openPanel();
    await flow.until(() => panel.view() !== null);
    expect(await panel.send('waits')).toBeNull();
    flow.failStorage(full);
    flow.setOnline(true);
    await flow.until(() => panel.problem()?.code === 'storage-full', 60_000);
    await flow.advance(120_000);
    expect(flow.platform.received.userMessages).toEqual([]);
    expect(panel.questions()[0]?.status).toBe('queued');
    const { length } = flow.platform.received.connections;
    flow.failStorage(null);
    await flow.until(() => panel.texts()[0] === 'ok', 30_000);
    expect(storedQuestions(flow)).toEqual(['waits']);
    expect(flow.platform.received.connections).toHaveLength(length);
    expect(panel.problem()).toBeNull();
  });

  it('is not needed to connect: the chat that could not be noted down is noted later', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    flow.failStorage(full);
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected', 30_000);
    flow.failStorage(null);
    await flow.until(() => panel.problem() === null, 60_000);
    flow.killWorker();
    const again = flow.openPanel(2);
    await flow.until(() => again.status() === 'connected');
    expect(await again.send('Hi')).toBeNull();
    await flow.until(() => again.texts()[0] === 'ok');
    expect(flow.platform.chats()).toHaveLength(1);
  });

  it('the next question is not stored without the answer before it: a worker that dies then sends it once', async () => {
    const assistant = createHeldAssistant(['one']);
    const flow = await createFlow({ assistant, echoClientMessageId: false });
    const panel = flow.openPanel();
    await panel.send('first');
    await flow.until(() => panel.questions()[0]?.status === 'sent');
    flow.failStorage(full);
    assistant.release();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    flow.failStorage(null);
    void panel.send('second');
    await flow.until(() => storedQuestions(flow).length === 2);
    flow.killWorker();
    await flow.until(() => panel.answers()[1]?.status === 'complete', 120_000);
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
  });

  it('words that were changed while a message waited, and could not be kept, don’t leave', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    flow.setOnline(false);
    const panel = flow.openPanel();
    await flow.until(() => panel.view() !== null);
    const id = crypto.randomUUID();
    await panel.send('as typed', id);
    flow.failStorage(full);
    const edited = await panel.request({ type: 'message/edit', messageId: id, text: 'as not kept' });
    expect(edited).toEqual({ ok: false, failure: { code: 'storage-full' } });
    flow.failStorage(null);
    flow.setOnline(true);
    await flow.until(() => panel.texts()[0] === 'ok', 60_000);
    expect(storedQuestions(flow)).toEqual(['as typed']);
  });
});

it('what a full disk keeps from being put right can be read all the same', async () => {
  const flow = await createFlow();
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  await panel.send('kept');
  await flow.until(() => panel.answers()[0]?.status === 'complete');
  const conversationId = panel.view()?.conversation.id ?? '';
  panel.close();
  flow.killWorker();
  const database = await openDatabase(flow.databaseName);
  // Two under way can't be: the next worker has to put that right before anything else.
  for (const ordinal of [10, 20]) {
    const message = question({
      id: `q${ordinal}`,
      conversationId,
      ordinal,
      status: 'sending',
      text: `${ordinal}`,
    });
    await database.put('messages', { ...message, open: conversationId });
  }
  database.close();
  flow.failStorage(full);
  const again = flow.openPanel(2);
  await flow.until(() => again.view() !== null, 30_000);
  expect(again.texts()).toContain('ok');
  expect(again.problem()).toMatchObject({ code: 'storage-full' });
  flow.failStorage(null);
  await flow.until(() => again.answers().filter(({ status }) => status === 'complete').length === 3, 300_000);
  expect(storedQuestions(flow).toSorted()).toEqual(['10', '20', 'kept']);
});

it('a mistake of ours on the way to storage is told as ours, not as a broken disk', async () => {
  const flow = await createFlow();
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  flow.failStorage(new TypeError('x is not a function'));
  expect(await panel.send('Hi')).toEqual({ code: 'internal' });
  expect(flow.logged).toContainEqual({ event: 'internal', error: 'TypeError', where: 'session' });
  flow.failStorage(null);
  expect(await panel.send('Hi again')).toBeNull();
  await flow.until(() => panel.texts()[0] === 'ok');
  expect(storedQuestions(flow)).toEqual(['Hi again']);
});
