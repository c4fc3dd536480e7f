import { describe, expect, it } from 'vitest';
import { isWhole } from '../chaos/scale.ts';
import { createFlow, flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';

const fixture = flowFixture();

const isAnswered = (panel: PanelProbe, count: number): boolean =>
  panel.answers().filter(({ status }) => status === 'complete').length === count;

async function answered(flow: Flow): Promise<PanelProbe> {
  flow.platform.answerWith(['one ', 'two']);
  const panel = flow.openPanel();
  await panel.send('Go');
  await flow.until(() => isAnswered(panel, 1));
  await flow.settle();
  return panel;
}

const ofLast = (panel: PanelProbe) => ({ messageId: panel.answers().at(-1)?.id ?? '' });

const regenerate = (panel: PanelProbe, newId: string = crypto.randomUUID()) =>
  panel.request({ type: 'message/regenerate', ...ofLast(panel), newId });

const resend = (panel: PanelProbe, text: string) =>
  panel.request({
    type: 'message/send',
    id: crypto.randomUUID(),
    text,
    attachment: null,
    replaces: panel.questions()[0]?.id,
  });

const told = (panel: PanelProbe) =>
  panel.questions().map(({ text, status, replaces }) => ({ text, status, replaces }));

/** What must be true in the end: both are there, in their order, once each, and one replaces the other. */
function expectBoth(flow: Flow, panel: PanelProbe, texts: readonly string[], when: string): void {
  const first = panel.questions()[0]?.id;
  expect({ when, questions: told(panel), stored: storedQuestions(flow), answers: panel.texts() }).toEqual({
    when,
    questions: texts.map((text, at) => ({ text, status: 'sent', replaces: at === 0 ? undefined : first })),
    stored: texts,
    answers: texts.map(() => 'one two'),
  });
  expect(flow.platform.received.violations).toEqual([]);
}

describe('a regenerated answer', () => {
  it('is that of the same words, sent once more, and the earlier one stays', async () => {
    const flow = await fixture();
    const panel = await answered(flow);
    await regenerate(panel);
    await flow.until(() => isAnswered(panel, 2));
    await regenerate(panel);
    await flow.until(() => isAnswered(panel, 3));
    expectBoth(flow, panel, ['Go', 'Go', 'Go'], 'after two');
  });

  it('is asked for once, though two windows ask at the same time, and each twice', async () => {
    const flow = await fixture();
    const panel = await answered(flow);
    const other = flow.openPanel(2);
    await flow.until(() => other.view() !== null);
    const id = panel.view()?.conversation.id ?? '';
    await other.request({ type: 'chats/open', id });
    await flow.until(() => other.answers().length === 1);
    await Promise.all([regenerate(panel), regenerate(other), regenerate(panel), regenerate(other)]);
    await flow.until(() => isAnswered(panel, 2) && isAnswered(other, 2));
    await flow.settle();
    expectBoth(flow, panel, ['Go', 'Go'], 'of two windows');
    expect(other.questions()).toEqual(panel.questions());
  });

  it('is none of an answer that something was said after, or of a question that waits', async () => {
    const flow = await fixture();
    const panel = await answered(flow);
    const { messageId } = ofLast(panel);
    flow.setOnline(false);
    await panel.send('Next');
    const late = { type: 'message/regenerate', messageId, newId: crypto.randomUUID() } as const;
    await panel.request(late);
    flow.setOnline(true);
    await flow.until(() => isAnswered(panel, 2));
    await panel.request(late);
    await flow.settle();
    expect(storedQuestions(flow)).toEqual(['Go', 'Next']);
  });

  it('waits without a connection, can be removed, and be had back as the version that it was', async () => {
    const flow = await fixture();
    const panel = await answered(flow);
    flow.setOnline(false);
    await regenerate(panel);
    await flow.until(() => panel.questions().length === 2);
    const waiting = panel.questions()[1];
    if (waiting === undefined) throw new Error('Nothing waits.');
    await panel.request({ type: 'message/remove', messageId: waiting.id, onlyQueued: true });
    expect(told(panel)).toEqual([{ text: 'Go', status: 'sent', replaces: undefined }]);
    const { id, ordinal, text, attachments, createdAt, replaces } = waiting;
    await panel.request({ type: 'message/restore', id, ordinal, text, attachments, createdAt, replaces });
    flow.setOnline(true);
    await flow.until(() => isAnswered(panel, 2));
    expectBoth(flow, panel, ['Go', 'Go'], 'had back');
  });
});

/** The short form dies at a third of the touches of the one, and at another third of the other. */
const each = isWhole ? 1 : 3;

describe.each([
  { name: 'regenerated', ask: (panel: PanelProbe) => regenerate(panel), texts: ['Go', 'Go'], from: 1 },
  {
    name: 'edited and resent',
    ask: (panel: PanelProbe) => resend(panel, 'Stay'),
    texts: ['Go', 'Stay'],
    from: each,
  },
])('a turn that is $name', ({ ask, texts, from }) => {
  it('loses and doubles nothing, wherever the worker dies', async () => {
    let touch = from;
    for (; ; touch += each) {
      const flow = await createFlow();
      try {
        const panel = await answered(flow);
        const begun = flow.trace.length;
        flow.killWorkerAt(touch);
        const asked = ask(panel);
        await flow.until(() => isAnswered(panel, 2), 10 * 60_000);
        await flow.until(() => panel.status() === 'connected');
        expect((await asked).ok).toBe(true);
        const last = flow.trace[begun + touch - 1];
        // A touch after the answer is one of the idle connection.
        if (last === undefined) break;
        await flow.settle();
        expectBoth(flow, panel, texts, `died before touch ${touch}: ${last}`);
      } finally {
        await flow.close();
      }
    }
    expect(touch).toBeGreaterThan(10);
  });
});
