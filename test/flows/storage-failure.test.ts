import { describe, expect, it } from 'vitest';
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
