import { describe, expect, it } from 'vitest';
import { createHeldAssistant } from './held-assistant.ts';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { v1Ways } from './adversary/v1-breaks.ts';
import { over } from './ways.ts';

const createFlow = flowFixture();

type FlowHabits = NonNullable<Parameters<typeof createFlow>[0]>;

/** Asks over a line that has gone half-open, and is given up; it delivers what it holds `ms` later. */
async function askedLate(
  ms: number,
  habits: FlowHabits = {},
): Promise<{ flow: Flow; panel: PanelProbe; id: string }> {
  const flow = await createFlow({ echoClientMessageId: true, ...habits });
  if (habits.assistant === undefined) flow.platform.answerWith('Because.');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  const id = crypto.randomUUID();
  flow.holdUp(ms);
  await panel.send('Why?', id);
  await flow.until(() => flow.trace.some((touch) => /^socket sends (?:user|chat)_message$/.test(touch)));
  flow.setOnline(false);
  flow.setOnline(true);
  return { flow, panel, id };
}

const statusOf = (panel: PanelProbe): string | undefined => panel.questions()[0]?.status;
const stored = (flow: Flow, id: string): number => flow.platform.ledger.of(id)?.stored ?? 0;

describe('a question that arrives after its line was given up', () => {
  it.each([
    [3_000, true],
    [20_000, true],
    [20_000, false],
    [50_000, true],
    [50_000, false],
  ])('by %i ms is there once, and answered (history with ids: %s)', async (ms, echoes) => {
    const { flow, panel, id } = await askedLate(ms, { echoClientMessageId: echoes });
    await flow.until(() => panel.texts()[0] === 'Because.', 120_000);
    await flow.advance(90_000);
    expect(stored(flow, id)).toBe(1);
    expect(flow.platform.ledger.entries()).toHaveLength(1);
    expect(panel.questions().map(({ status }) => status)).toEqual(['sent']);
  });

  it.each(
    v1Ways.flatMap((way) => [3_000, 50_000].flatMap((ms) => [true, false].map((ids) => ({ way, ms, ids })))),
  )('over $way by $ms ms is there once, and answered (history with ids: $ids)', async ({ way, ms, ids }) => {
    const { flow, panel, id } = await askedLate(ms, { ...over(way), echoClientMessageId: ids });
    await flow.until(() => panel.texts()[0] === 'Because.', 120_000);
    await flow.advance(90_000);
    expect(stored(flow, id)).toBe(1);
    expect(flow.platform.ledger.entries()).toHaveLength(1);
    expect(panel.questions().map(({ status }) => status)).toEqual(['sent']);
    expect(flow.platform.received.violations).toEqual([]);
  });

  it('is said to be looked for meanwhile, and not to be sent', async () => {
    const { flow, panel, id } = await askedLate(40_000);
    await flow.until(() => statusOf(panel) === 'checking', 10_000);
    await flow.advance(20_000);
    expect(statusOf(panel)).toBe('checking');
    expect(flow.platform.received.userMessages).toEqual([]);
    await flow.until(() => statusOf(panel) === 'sent', 60_000);
    expect(stored(flow, id)).toBe(1);
  });

  it.each([3_000, 30_000, 50_000])('by %i ms, its worker having died, is there once', async (ms) => {
    const { flow, panel, id } = await askedLate(ms);
    flow.killWorker();
    await flow.until(() => panel.texts()[0] === 'Because.', 180_000);
    await flow.advance(90_000);
    expect(stored(flow, id)).toBe(1);
    expect(panel.questions().map(({ status }) => status)).toEqual(['sent']);
  });

  it('is sent at once where a person wants it, and shown once, whatever still arrives', async () => {
    const { flow, panel, id } = await askedLate(40_000);
    await flow.until(() => statusOf(panel) === 'checking', 10_000);
    const newId = crypto.randomUUID();
    await panel.request({ type: 'message/retry', messageId: id, newId });
    await flow.until(() => panel.answers().some(({ status }) => status === 'complete'), 30_000);
    await flow.advance(120_000);
    expect(panel.questions().filter(({ status }) => status === 'sent')).toHaveLength(1);
    // One by the person's wish, and the one that came late.
    expect(flow.platform.received.userMessages).toHaveLength(2);
  });

  it.each([true, false])(
    'is told to be there twice, where a person had it sent again (ids: %s)',
    async (echoes) => {
      const assistant = createHeldAssistant(['Because.']);
      const { flow, panel, id } = await askedLate(15_000, { echoClientMessageId: echoes, assistant });
      await flow.until(() => statusOf(panel) === 'checking', 10_000);
      await panel.request({ type: 'message/retry', messageId: id, newId: crypto.randomUUID() });
      // Its first copy comes while the second is being answered.
      await flow.until(() => flow.platform.received.userMessages.length === 2, 60_000);
      assistant.release();
      await flow.until(() => panel.questions().at(-1)?.problem !== undefined, 120_000);
      expect(panel.questions().map(({ status, problem }) => [status, problem?.code])).toEqual([
        ['sent', 'message-doubled'],
      ]);
      expect(panel.texts()).toEqual(['Because.']);
    },
  );

  it('is not sent again once a person has discarded it', async () => {
    const { flow, panel, id } = await askedLate(40_000);
    await flow.until(() => statusOf(panel) === 'checking', 10_000);
    await panel.request({ type: 'message/remove', messageId: id });
    await flow.until(() => panel.messages().length === 0);
    await flow.advance(20_000);
    expect(flow.platform.received.userMessages).toEqual([]);
    await panel.send('And now?');
    await flow.until(() => panel.texts().at(-1) === 'Because.', 120_000);
    await flow.advance(120_000);
    expect(panel.questions().map(({ text }) => text)).toEqual(['And now?']);
    expect(stored(flow, id)).toBe(1);
  });
});

describe('a question that never arrives, its line having been given up', () => {
  it('is sent again once the line has reported its close, and not before', async () => {
    const { flow, panel, id } = await askedLate(40_000);
    const from = flow.clock.now();
    // Nothing of it is left: the platform ends its side of the line.
    flow.platform.drop();
    await flow.until(() => panel.texts()[0] === 'Because.', 120_000);
    expect(flow.clock.now() - from).toBeGreaterThanOrEqual(30_000);
    await flow.advance(90_000);
    expect(stored(flow, id)).toBe(1);
  });
});
