import { describe, expect, it } from 'vitest';
import * as server from '../platform/behaviours.ts';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';
import { over, waysWithHistory } from './ways.ts';

const createFlow = flowFixture();

/** A platform whose history can't be read, so that nothing is known of what was cut off. */
const withoutHistory = (): ReturnType<typeof server.failsRest> =>
  server.failsRest({ method: 'GET', path: '/api/v1/chat/{id}/messages', status: 404, times: 100 });

async function askedAndCut(
  flow: Flow,
  ...script: Parameters<Flow['platform']['script']>
): Promise<PanelProbe> {
  flow.platform.answerWith('Because.');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  flow.platform.script(...script);
  await panel.send('Why?');
  return panel;
}

describe.each(waysWithHistory)('over %s, a message that was cut off before the server reacted', (way) => {
  it.each([true, false])('and arrived: its answer is read back (history with ids: %s)', async (echoes) => {
    const flow = await createFlow({ ...over(way), echoClientMessageId: echoes });
    const panel = await askedAndCut(flow, server.cutsUnanswered('at-once'));
    await flow.until(() => panel.texts()[0] === 'Because.');
    await flow.settle();
    expect(storedQuestions(flow)).toEqual(['Why?']);
    expect(flow.platform.received.userMessages).toHaveLength(1);
  });

  it.each([true, false])('and was lost: it is sent again, once (history with ids: %s)', async (echoes) => {
    const flow = await createFlow({ ...over(way), echoClientMessageId: echoes });
    const panel = await askedAndCut(flow, server.cutsUnanswered('never'));
    await flow.until(() => panel.texts()[0] === 'Because.');
    await flow.settle();
    expect(storedQuestions(flow)).toEqual(['Why?']);
    expect(flow.platform.received.userMessages).toHaveLength(2);
  });

  it.each([true, false])(
    'stays a second message, where it was asked twice on purpose (ids: %s)',
    async (echoes) => {
      const flow = await createFlow({ ...over(way), echoClientMessageId: echoes });
      flow.platform.answerWith('Because.');
      const panel = flow.openPanel();
      await panel.send('Why?');
      await flow.until(() => panel.answers()[0]?.status === 'complete');
      flow.platform.script(server.cutsUnanswered('never'));
      await panel.send('Why?');
      await flow.until(() => panel.answers()[1]?.status === 'complete');
      expect(storedQuestions(flow)).toEqual(['Why?', 'Why?']);
      expect(panel.texts()).toEqual(['Because.', 'Because.']);
    },
  );

  it('where the history can’t tell: it is not sent again until the user says so', async () => {
    const flow = await createFlow(over(way));
    const panel = await askedAndCut(flow, server.cutsUnanswered('at-once'), withoutHistory());
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
  });

  it('where the history can’t tell, and the user discards it: it is gone', async () => {
    const flow = await createFlow(over(way));
    const panel = await askedAndCut(flow, server.cutsUnanswered('never'), withoutHistory());
    await flow.until(() => panel.questions()[0]?.status === 'unknown');
    await panel.request({ type: 'message/remove', messageId: panel.questions()[0]?.id ?? '' });
    await flow.until(() => panel.messages().length === 0);
    await flow.advance(60_000);
    expect(storedQuestions(flow)).toEqual([]);
    expect(flow.alarm()).toBeNull();
  });
});

describe('an answer that only the history has', () => {
  it.each(waysWithHistory)(
    'over %s, after the question was taken and not a word more: it is looked for, and shown',
    async (way) => {
      const flow = await createFlow(over(way));
      flow.platform.answerWith('Because.');
      flow.platform.script(server.processingOnly({ stored: true }));
      const panel = flow.openPanel();
      await panel.send('Why?');
      await flow.until(() => panel.answers()[0]?.status === 'complete', 3 * 60_000);
      expect(panel.texts()).toEqual(['Because.']);
    },
  );

  it('that never comes is given up after two minutes of looking, and can be asked for again', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('Because.');
    flow.platform.script(server.processingOnly());
    const panel = flow.openPanel();
    await panel.send('Why?');
    const before = flow.clock.now();
    await flow.until(() => panel.answers()[0]?.status === 'interrupted', 4 * 60_000);
    // A minute of silence, and then the looks.
    expect(flow.clock.now() - before).toBeGreaterThanOrEqual(60_000 + 100_000);
    expect(flow.clock.now() - before).toBeLessThanOrEqual(60_000 + 130_000);
    const messageId = panel.answers()[0]?.id ?? '';
    await panel.request({ type: 'message/retry', messageId, newId: crypto.randomUUID() });
    await flow.until(() => panel.texts().at(-1) === 'Because.');
  });
});

describe.each(waysWithHistory)('over %s, what is asked while the worker is away', (way) => {
  it('is done in the order in which it was asked, also behind a message that has to be looked up first', async () => {
    const flow = await createFlow(over(way));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await flow.platform.stop();
    // Each in turn is asked for, and the worker dies before it can say that it has it.
    for (let n = 0; n < 5; n += 1) {
      flow.killWorkerAt(2);
      void panel.send(`${n} asked twice`);
      await flow.settle();
      void panel.send(`${n} behind it`);
      void panel.send(`${n} and that`);
      await flow.until(() => panel.questions().length === 3 * (n + 1));
    }
    const typed = [0, 1, 2, 3, 4].flatMap((n) => [`${n} asked twice`, `${n} behind it`, `${n} and that`]);
    expect(panel.questions().map(({ text }) => text)).toEqual(typed);
    flow.platform.answerWith('ok');
    await flow.platform.start();
    await flow.until(() => panel.texts().filter((text) => text === 'ok').length === typed.length);
    expect(storedQuestions(flow)).toEqual(typed);
  });

  it('is an edit of the message that was asked for before it', async () => {
    const flow = await createFlow(over(way));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await flow.platform.stop();
    const id = crypto.randomUUID();
    flow.killWorkerAt(3);
    void panel.send('as typed', id);
    const edited = panel.request({ type: 'message/edit', messageId: id, text: 'as meant' });
    await flow.until(() => panel.questions()[0]?.text === 'as meant');
    expect((await edited).ok).toBe(true);
  });
});
