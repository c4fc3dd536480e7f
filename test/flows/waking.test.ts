import { describe, expect, it } from 'vitest';
import * as server from '../platform/behaviours.ts';
import { flowFixture, type Flow } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import { storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
const isWhole = (flow: Flow): boolean => flow.platform.chats()[0]?.messages.length === 2;

describe('the alarm that brings a worker back', () => {
  it('is set before a message is stored, and cleared when nothing is under way any more', async () => {
    const assistant = createHeldAssistant(['one ', 'two']);
    const flow = await createFlow({ assistant });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    expect(flow.alarm()).toBeNull();
    const from = flow.trace.length;
    await panel.send('Go');
    const touches = flow.trace.slice(from);
    const stored = touches.indexOf('database readwrite conversations+messages+batches+drafts+budgets');
    expect(touches.indexOf('alarm 0.5')).toBeGreaterThan(-1);
    expect(touches.indexOf('alarm 0.5')).toBeLessThan(stored);
    expect(flow.alarm()).toBe(0.5);
    assistant.release();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    await flow.until(() => flow.alarm() === null, 0);
  });

  it('sends a message that was left behind, without any panel', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await flow.platform.stop();
    await panel.send('Go');
    panel.close();
    flow.killWorker();
    await flow.platform.start();
    expect(storedQuestions(flow)).toEqual([]);
    await flow.until(() => isWhole(flow), 31_000);
    expect(storedQuestions(flow)).toEqual(['Go']);
    await flow.until(() => flow.alarm() === null, 1000);
    const later = flow.openPanel();
    await flow.until(() => later.answers()[0]?.status === 'complete');
    expect(later.texts()).toEqual(['ok']);
  });

  it('takes the answer home that was streaming when the worker died, without any panel', async () => {
    const assistant = createHeldAssistant(['one ', 'two']);
    const flow = await createFlow({ assistant });
    const panel = flow.openPanel();
    await panel.send('Go');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    panel.close();
    flow.killWorker();
    assistant.release();
    await flow.until(() => flow.alarm() === null, 60_000);
    await flow.platform.stop();
    const later = flow.openPanel();
    await flow.until(() => later.answers()[0]?.status === 'complete');
    expect(later.texts()).toEqual(['one two']);
  });

  it('looks less often where looking helps less, and tries again at each', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    flow.setOnline(false);
    await panel.send('Go');
    panel.close();
    await flow.until(() => flow.alarm() === 1);
    // The event was missed: the worker slept through it.
    flow.killWorker();
    await flow.platform.stop();
    flow.setOnline(true);
    await flow.until(() => flow.alarm() === 5, 10 * 60_000);
    await flow.platform.start();
    await flow.until(() => isWhole(flow), 5 * 60_000);
    expect(storedQuestions(flow)).toEqual(['Go']);
  });

  it('is not set for what only a person can mend', async () => {
    const flow = await createFlow();
    flow.platform.script(server.refusesJoin(4403));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'check-settings');
    await panel.send('Go');
    expect(panel.questions()[0]?.status).toBe('queued');
    await flow.settle();
    expect(flow.alarm()).toBeNull();
  });

  it('that an earlier worker set for nothing is cleared by the next', async () => {
    const flow = await createFlow();
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await flow.platform.stop();
    await panel.send('Go');
    const message = panel.questions()[0]?.id ?? '';
    expect(flow.alarm()).toBe(0.5);
    await panel.request({ type: 'message/remove', messageId: message });
    await flow.settle();
    expect(flow.alarm()).toBeNull();
  });
});

describe('a computer that slept', () => {
  it('has its connection back, and the answer whole, within 5 s of waking', async () => {
    const assistant = createHeldAssistant(['one ', 'two']);
    const flow = await createFlow({ assistant });
    const panel = flow.openPanel();
    await panel.send('Go');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    // The other side has given the connection up, and its word of that was lost: a line that is open and dead.
    flow.platform.script(server.neverPongs());
    assistant.release();
    flow.sleep(8 * 3_600_000);
    await flow.until(() => panel.answers()[0]?.status === 'complete', 5000);
    await flow.until(() => panel.status() === 'connected', 5000);
    expect(panel.texts()).toEqual(['one two']);
  });

  it('finds a line dead that was open when it fell asleep, and has another within 5 s', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    flow.platform.script(server.neverPongs());
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    const before = flow.platform.received.connections.length;
    flow.sleep(8 * 3_600_000);
    await flow.until(() => flow.platform.received.connections.length === before + 1, 5000);
    await flow.until(() => panel.status() === 'connected', 5000);
    await panel.send('Awake?');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['Awake?']);
  });
});
