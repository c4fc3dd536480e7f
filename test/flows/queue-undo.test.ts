import { describe, expect, it } from 'vitest';
import { createFlow, flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';

const fixture = flowFixture();

/** Three questions wait, the second is removed and wanted back. */
async function waiting(flow: Flow): Promise<PanelProbe> {
  flow.platform.answerWith('ok');
  flow.setOnline(false);
  const panel = flow.openPanel();
  for (const text of ['one', 'two', 'three']) await panel.send(text);
  await flow.until(() => panel.questions().length === 3);
  return panel;
}

const remove = (panel: PanelProbe, messageId: string) =>
  panel.request({ type: 'message/remove', messageId, onlyQueued: true });

function restore(panel: PanelProbe, id: string, of: PanelProbe['questions']) {
  const found = of().find((message) => message.id === id);
  if (found === undefined) throw new Error('No such message.');
  const { ordinal, text, attachments, createdAt } = found;
  return () => panel.request({ type: 'message/restore', id, ordinal, text, attachments, createdAt });
}

const isAnswered = (panel: PanelProbe, count: number): boolean =>
  panel.answers().filter(({ status }) => status === 'complete').length === count;

describe('a removal from the queue', () => {
  it('that is undone brings the same message back in its place, once, however often it is asked', async () => {
    const flow = await fixture();
    const panel = await waiting(flow);
    const before = panel.questions();
    const [, second] = before;
    const undo = restore(panel, second?.id ?? '', () => before);
    await remove(panel, second?.id ?? '');
    expect(panel.questions().map(({ text }) => text)).toEqual(['one', 'three']);
    await undo();
    await undo();
    expect(panel.questions()).toEqual(before);
    flow.setOnline(true);
    await flow.until(() => isAnswered(panel, 3), 60_000);
    await undo();
    expect(storedQuestions(flow)).toEqual(['one', 'two', 'three']);
  });

  it('that is not undone sends nothing of it, though the worker dies', async () => {
    const flow = await fixture();
    const panel = await waiting(flow);
    await remove(panel, panel.questions()[1]?.id ?? '');
    flow.killWorker();
    flow.setOnline(true);
    await flow.until(() => isAnswered(panel, 2), 60_000);
    expect(storedQuestions(flow)).toEqual(['one', 'three']);
  });

  it('leaves a message that has gone out meanwhile, and its undoing sends no second', async () => {
    const flow = await fixture();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('one');
    await flow.until(() => isAnswered(panel, 1));
    const sent = panel.questions();
    const undo = restore(panel, sent[0]?.id ?? '', () => sent);
    await remove(panel, sent[0]?.id ?? '');
    await undo();
    await flow.settle();
    expect(storedQuestions(flow)).toEqual(['one']);
    expect(panel.questions()).toHaveLength(1);
  });

  it('is refused what no message may be', async () => {
    const flow = await fixture();
    const panel = await waiting(flow);
    const [first] = panel.questions();
    const { ordinal, attachments, createdAt } = first ?? { ordinal: 0, attachments: [], createdAt: 0 };
    const id = crypto.randomUUID();
    const long = { id, ordinal, attachments, createdAt, text: '😀'.repeat(4_001) };
    expect(await panel.request({ type: 'message/restore', ...long })).toMatchObject({
      failure: { code: 'message-too-long' },
    });
    // Of 4,000 emoji the platform counts 4,000, and JavaScript 8,000.
    expect(await panel.request({ type: 'message/restore', ...long, text: '😀'.repeat(4_000) })).toEqual({
      ok: true,
      value: undefined,
    });
  });

  it('and its undoing lose and double nothing, wherever the worker dies', async () => {
    for (let touch = 1; ; touch += 1) {
      const flow = await createFlow();
      try {
        const panel = await waiting(flow);
        const before = panel.questions();
        const second = before[1]?.id ?? '';
        const undo = restore(panel, second, () => before);
        const from = flow.trace.length;
        flow.killWorkerAt(touch);
        let isDone = false;
        void Promise.all([remove(panel, second), undo()]).then(() => (isDone = true));
        await flow.until(() => isDone, 60_000);
        await flow.until(() => panel.questions().length === 3, 60_000);
        const isOver = flow.trace.length - from < touch;
        flow.setOnline(true);
        await flow.until(() => isAnswered(panel, 3), 120_000);
        expect({ touch, stored: storedQuestions(flow) }).toEqual({ touch, stored: ['one', 'two', 'three'] });
        if (!isOver) continue;
        expect(touch).toBeGreaterThan(5);
        break;
      } finally {
        await flow.close();
      }
    }
  });
});
