import { describe, expect, it } from 'vitest';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedContents, storedWords } from './stored-rows.ts';
import { storedQuestions } from './platform-view.ts';

/* Where private windows have no background of their own (Firefox): a second one, in memory, in the same process. */

const createFlow = flowFixture();

async function asked(flow: Flow, panel: PanelProbe, words: string): Promise<void> {
  await flow.until(() => panel.status() === 'connected');
  const { length } = panel.answers();
  await panel.send(words);
  await flow.until(() => panel.answers()[length]?.status === 'complete');
}

async function kept(flow: Flow): Promise<string> {
  const areas = Object.values(flow.areas).map(({ stored }) => Array.from(stored));
  return JSON.stringify([areas, await storedContents(flow)]);
}

describe('a private window', () => {
  it('sees no chat of the ordinary ones, and they none of its', async () => {
    const flow = await createFlow({ preferences: { windows: 'same' } });
    flow.platform.answerWith('ok');
    const ordinary = flow.openPanel();
    await asked(flow, ordinary, 'in an ordinary window');
    const privately = flow.openPrivatePanel();
    await flow.until(() => privately.view() !== null);
    expect(privately.messages()).toEqual([]);
    await asked(flow, privately, 'in a private window');
    expect(ordinary.questions().map(({ text }) => text)).toEqual(['in an ordinary window']);
    expect(privately.questions().map(({ text }) => text)).toEqual(['in a private window']);
    // Each in a chat of its own.
    expect(flow.platform.chats()).toHaveLength(2);
    expect(await storedWords(flow)).toEqual(['in an ordinary window']);
    const other = flow.openPanel(2);
    await flow.until(() => other.view() !== null);
    expect(other.questions().map(({ text }) => text)).toEqual(['in an ordinary window']);
  });

  it('changes nothing of what is stored, to the byte, whatever is done in it', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    await asked(flow, flow.openPanel(), 'in an ordinary window');
    flow.killWorker();
    const before = await kept(flow);
    const panel = flow.openPrivatePanel();
    await asked(flow, panel, 'a question');
    await panel.request({ type: 'draft/save', text: 'a draft' });
    await panel.request({ type: 'conversation/new' });
    await asked(flow, panel, 'another question');
    await flow.settle();
    expect(await kept(flow)).toBe(before);
    expect(flow.alarm()).toBeNull();
  });

  it('goes on after its panel was closed and opened, and is gone with the last of its kind', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPrivatePanel();
    await asked(flow, panel, 'a question');
    panel.close();
    const again = flow.openPrivatePanel();
    await flow.until(() => again.answers()[0]?.status === 'complete');
    again.close();
    await flow.endPrivateWindows();
    const next = flow.openPrivatePanel();
    await flow.until(() => next.status() === 'connected');
    expect(next.messages()).toEqual([]);
  });

  it('loses and doubles nothing where the network drops in it', async () => {
    const flow = await createFlow({ echoClientMessageId: false });
    flow.platform.answerWith('ok');
    const panel = flow.openPrivatePanel();
    await flow.until(() => panel.status() === 'connected');
    await flow.platform.stop();
    const sent = panel.send('waits');
    await flow.advance(5_000);
    await flow.platform.start();
    expect(await sent).toBeNull();
    await flow.until(() => panel.answers()[0]?.status === 'complete', 120_000);
    expect(storedQuestions(flow)).toEqual(['waits']);
  });
});
