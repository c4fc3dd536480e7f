import { describe, expect, it } from 'vitest';
import * as server from '../platform/behaviours.ts';
import { flowFixture } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';
import { over, streamingWays } from './ways.ts';

const createFlow = flowFixture();
const pieces = ['one ', 'two ', 'three'];

describe.each(streamingWays)('over %s, stopping an answer', (way) => {
  it.each([
    ['that names its message', []],
    ['that does not', [server.withoutMessageIds()]],
  ])('%s keeps what arrived, and nothing of the rest gets into the next answer', async (_name, script) => {
    const assistant = createHeldAssistant(pieces);
    const flow = await createFlow({ assistant, ...over(way) });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    flow.platform.script(...script);
    await panel.send('first');
    assistant.release(2);
    await flow.until(() => panel.texts()[0] === 'one two ');
    await panel.request({ type: 'answer/stop' });
    expect(panel.answers()[0]).toMatchObject({ status: 'stopped', text: 'one two ' });
    await panel.send('second');
    assistant.release();
    await flow.until(() => panel.answers()[1]?.status === 'complete');
    expect(panel.texts()).toEqual(['one two ', 'one two three']);
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
  });

  it('before its first word leaves an empty place, and the question is not asked again', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await createFlow({ assistant, ...over(way) });
    const panel = flow.openPanel();
    await panel.send('first');
    await flow.until(() => panel.questions()[0]?.status === 'sent');
    await panel.request({ type: 'answer/stop' });
    assistant.release();
    await panel.send('second');
    await flow.until(() => panel.answers()[1]?.status === 'complete');
    expect(panel.answers().map(({ status, text }) => `${status}: ${text}`)).toEqual([
      'stopped: ',
      'complete: one two three',
    ]);
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
  });

  it('stays stopped when the worker dies right after', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await createFlow({ assistant, ...over(way) });
    const panel = flow.openPanel();
    await panel.send('Go');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    await panel.request({ type: 'answer/stop' });
    flow.killWorker();
    assistant.release();
    await flow.until(() => panel.status() === 'connected');
    await flow.settle();
    expect(panel.answers().map(({ status, text }) => `${status}: ${text}`)).toEqual(['stopped: one ']);
    expect(storedQuestions(flow)).toEqual(['Go']);
  });
});

const pressRetry = (panel: PanelProbe) =>
  panel.request({
    type: 'message/retry',
    messageId: panel.answers()[0]?.id ?? '',
    newId: crypto.randomUUID(),
  });

describe('asking again', () => {
  it('is done once, however often it is pressed', async () => {
    const flow = await createFlow();
    flow.platform.answerWith(['o', 'k']);
    flow.platform.script(server.errorFrame({ code: 'ai_busy', message: 'Busy' }, 1));
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.answers()[0]?.status === 'failed');
    await Promise.all([pressRetry(panel), pressRetry(panel), pressRetry(panel)]);
    await flow.until(() => panel.answers()[1]?.status === 'complete');
    await flow.settle();
    expect(storedQuestions(flow)).toEqual(['Go', 'Go']);
    expect(panel.texts()).toEqual(['o', 'ok']);
  });

  it('for a failed answer without a word puts the new one in its place', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    flow.platform.script(server.errorFrame({ code: 'ai_busy', message: 'Busy' }));
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.answers()[0]?.status === 'failed');
    await pressRetry(panel);
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(panel.messages().map(({ role, text }) => `${role}: ${text}`)).toEqual([
      'user: Go',
      'assistant: ok',
    ]);
  });

  it('for an interrupted answer keeps what there was of it', async () => {
    const flow = await createFlow();
    flow.platform.answerWith(['o', 'k']);
    flow.platform.script(server.errorFrame({ code: 'ai_busy', message: 'Busy' }, 1));
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.answers()[0]?.status === 'failed');
    await pressRetry(panel);
    await flow.until(() => panel.answers()[1]?.status === 'complete');
    expect(panel.texts()).toEqual(['o', 'ok']);
  });

  it('for a complete answer does nothing', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    await pressRetry(panel);
    await flow.settle();
    expect(storedQuestions(flow)).toEqual(['Go']);
  });
});

describe('a message that waits', () => {
  it('can be edited and removed, and what is sent is what was left', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    flow.setOnline(false);
    const panel = flow.openPanel();
    for (const text of ['keep', 'edit me', 'remove me']) await panel.send(text);
    const [, edited, removed] = panel.questions();
    await panel.request({ type: 'message/edit', messageId: edited?.id ?? '', text: 'edited' });
    await panel.request({ type: 'message/remove', messageId: removed?.id ?? '' });
    expect(panel.questions().map(({ text }) => text)).toEqual(['keep', 'edited']);
    flow.setOnline(true);
    await flow.until(() => panel.texts().join() === 'ok,ok');
    await flow.settle();
    expect(storedQuestions(flow)).toEqual(['keep', 'edited']);
  });
});
