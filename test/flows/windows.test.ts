import { describe, expect, it } from 'vitest';
import type { Preferences } from '../../lib/config/preferences-record.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import type { PanelProbe } from './panel-probe.ts';

const fixture = flowFixture();

function open(windows: Preferences['windows'], options: FlowOptions = {}): Promise<Flow> {
  return fixture({ ...options, preferences: { windows } });
}

const shown = (panel: PanelProbe): string | undefined => panel.view()?.conversation.id;

async function opened(flow: Flow, windowId: number): Promise<PanelProbe> {
  const panel = flow.openPanel(windowId);
  await flow.until(() => panel.view() !== null);
  return panel;
}

async function saidIn(flow: Flow, panel: PanelProbe, text = 'Hi'): Promise<string | undefined> {
  flow.platform.answerWith('ok');
  await panel.send(text);
  await flow.until(() => panel.answers().at(-1)?.status === 'complete');
  return shown(panel);
}

describe('windows that have a chat each', () => {
  it('a second one begins a chat of its own while the first shows the last', async () => {
    const flow = await open('own');
    const one = await opened(flow, 1);
    const first = await saidIn(flow, one);
    const two = await opened(flow, 2);
    expect(shown(two)).not.toBe(first);
    expect(shown(one)).toBe(first);
    // Nor do they share an empty one.
    const three = await opened(flow, 3);
    expect(new Set([shown(one), shown(two), shown(three)]).size).toBe(3);
  });

  it('one goes on with the last chat where no other window shows it', async () => {
    const flow = await open('own');
    const one = await opened(flow, 1);
    const first = await saidIn(flow, one);
    one.close();
    expect(shown(await opened(flow, 2))).toBe(first);
  });

  it('that open at once have one each', async () => {
    const flow = await open('own');
    const panels = [1, 2, 3, 4].map((id) => flow.openPanel(id));
    await flow.until(() => panels.every((panel) => panel.view() !== null));
    expect(new Set(panels.map(shown)).size).toBe(4);
  });

  it('that ask for a new chat at once have one each', async () => {
    const flow = await open('own');
    const panels = [await opened(flow, 1), await opened(flow, 2)];
    await saidIn(flow, panels[0] as PanelProbe, 'a');
    await saidIn(flow, panels[1] as PanelProbe, 'b');
    await Promise.all(panels.map((panel) => panel.request({ type: 'conversation/new' })));
    expect(new Set(panels.map(shown)).size).toBe(2);
  });

  it('show again what they showed when the worker has died', async () => {
    const flow = await open('own');
    const panels = [await opened(flow, 1), await opened(flow, 2)];
    const before = panels.map(shown);
    flow.killWorker();
    await flow.until(() => panels.every((panel) => panel.pushes.filter(isSnapshot).length > 1));
    expect(panels.map(shown)).toEqual(before);
  });
});

const isSnapshot = ({ type }: { readonly type: string }): boolean => type === 'snapshot';

describe('windows that all show the same chat', () => {
  it('follow when one of them begins another', async () => {
    const flow = await open('same');
    const one = await opened(flow, 1);
    const first = await saidIn(flow, one);
    const two = await opened(flow, 2);
    expect(shown(two)).toBe(first);
    await two.request({ type: 'conversation/new' });
    await flow.until(() => shown(one) !== first);
    expect(shown(one)).toBe(shown(two));
  });

  it('do so after a death of the worker, and in a window that opens alone', async () => {
    const flow = await open('same');
    const one = await opened(flow, 1);
    await saidIn(flow, one);
    const two = await opened(flow, 2);
    await two.request({ type: 'conversation/new' });
    const fresh = shown(two);
    flow.killWorker();
    await flow.until(() => [one, two].every((panel) => panel.pushes.filter(isSnapshot).length > 2));
    expect([shown(one), shown(two)]).toEqual([fresh, fresh]);
    one.close();
    two.close();
    expect(shown(await opened(flow, 3))).toBe(fresh);
  });

  it('come together as soon as that is chosen', async () => {
    const flow = await open('own');
    const one = await opened(flow, 1);
    const two = await opened(flow, 2);
    expect(shown(one)).not.toBe(shown(two));
    const options = flow.openOptions();
    await options.request({ type: 'preferences/change', changed: { windows: 'same' } });
    await flow.until(() => shown(one) === shown(two));
  });

  it.each([1, 4, 7, 10, 14, 18])(
    'are never torn apart by a death %i touches into a new chat',
    async (touch) => {
      const flow = await open('same');
      const one = await opened(flow, 1);
      const first = await saidIn(flow, one);
      const two = await opened(flow, 2);
      flow.killWorkerAt(touch);
      void two.request({ type: 'conversation/new' });
      await flow.until(() => shown(one) !== first && shown(one) === shown(two));
      await flow.settle();
      expect(shown(one)).toBe(shown(two));
    },
  );
});

describe('a chat that two windows show', () => {
  it('is said to be open elsewhere in both, and no more once one of them shows another', async () => {
    const flow = await open('same');
    const one = await opened(flow, 1);
    expect(one.view()?.isAlsoOpen).toBe(false);
    const two = await opened(flow, 2);
    await flow.until(() => one.view()?.isAlsoOpen === true && two.view()?.isAlsoOpen === true);
    two.close();
    await flow.until(() => one.view()?.isAlsoOpen === false);
  });

  it('is said to be so after a death of the worker', async () => {
    const flow = await open('same');
    const panels = [await opened(flow, 1), await opened(flow, 2)];
    flow.killWorker();
    await flow.until(() => panels.every((panel) => panel.pushes.filter(isSnapshot).length > 1));
    await flow.settle();
    expect(panels.map((panel) => panel.view()?.isAlsoOpen)).toEqual([true, true]);
  });

  it('is not where the same window shows it twice', async () => {
    const flow = await open('same');
    const one = await opened(flow, 1);
    await opened(flow, 1);
    await flow.settle();
    expect(one.view()?.isAlsoOpen).toBe(false);
  });
});

describe('the panel that a button or a shortcut opens', () => {
  it.each(['own', 'same'] as const)('shows the chat that was open, mid-answer: %s', async (windows) => {
    const pieces = ['one ', 'two ', 'three'];
    const assistant = createHeldAssistant(pieces);
    const flow = await open(windows, { assistant });
    const panel = flow.openPanel(1);
    await panel.send('Go');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    const before = shown(panel);
    panel.close();
    flow.killWorker();
    await flow.startWorker().background.pageOffered(1);
    const again = await opened(flow, 1);
    expect([shown(again), again.answers()[0]?.status]).toEqual([before, 'streaming']);
    assistant.release();
    await flow.until(() => again.answers()[0]?.status === 'complete');
    expect(again.texts()).toEqual([pieces.join('')]);
  });
});
