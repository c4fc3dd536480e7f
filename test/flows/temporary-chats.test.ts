import { describe, expect, it } from 'vitest';
import { isTemporary } from '../../lib/shared/temporary-chat.ts';
import { isWhole } from '../chaos/scale.ts';
import { createHeldAssistant } from './held-assistant.ts';
import { createFlow as makeFlow, flowFixture, type Flow, type FlowOptions } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { ada, haveAccounts, signIn } from './people.ts';
import { storedQuestions } from './platform-view.ts';
import { storedContents } from './stored-rows.ts';

const createFlow = flowFixture();
const secret = 'a word of its own';

async function begin(flow: Flow, panel = flow.openPanel()): Promise<PanelProbe> {
  await flow.until(() => panel.status() === 'connected');
  await panel.request({ type: 'conversation/temporary' });
  await flow.until(() => panel.status() === 'connected');
  return panel;
}

async function asked(options: FlowOptions = {}): Promise<{ flow: Flow; panel: PanelProbe }> {
  const flow = await createFlow(options);
  flow.platform.answerWith(`ok, ${secret}`);
  const panel = await begin(flow);
  await panel.send(secret);
  await flow.until(() => panel.answers()[0]?.status === 'complete');
  return { flow, panel };
}

const idOf = (panel: PanelProbe): string => panel.view()?.conversation.id ?? '';
/** Where a browser keeps it on a disk. */
const onDisk = async ({ areas, ...flow }: Flow): Promise<string> =>
  JSON.stringify([await storedContents(flow as Flow), [...areas.local.stored], [...areas.vault.stored]]);
const inMemory = ({ areas }: Flow): string => JSON.stringify([...areas.session.stored]);
const shown = (panel: PanelProbe): string[] =>
  panel.messages().map(({ text, status }) => `${status}: ${text}`);
const whole = [`sent: ${secret}`, `complete: ok, ${secret}`];

describe('a temporary chat', () => {
  it('is asked and answered as any other, and nothing of it gets to a disk', async () => {
    const { flow, panel } = await asked();
    await panel.request({ type: 'draft/save', text: `${secret}, again` });
    expect(isTemporary(idOf(panel))).toBe(true);
    expect(shown(panel)).toEqual(whole);
    expect(await onDisk(flow)).not.toContain(secret);
    expect(await onDisk(flow)).not.toContain(idOf(panel));
    expect(inMemory(flow)).toContain(secret);
    // What the platform is told of it looks like any other chat.
    expect(flow.platform.chats().at(-1)?.sessionId).toMatch(/^[\da-f-]{36}$/);
  });

  it('is there again after its worker died, with its draft, and goes on', async () => {
    const { flow, panel } = await asked();
    const id = idOf(panel);
    await panel.request({ type: 'draft/save', text: 'half a th' });
    flow.killWorker();
    const sent = panel.send('And?');
    await flow.until(() => panel.answers()[1]?.status === 'complete');
    expect(await sent).toBeNull();
    expect(idOf(panel)).toBe(id);
    expect(shown(panel)).toEqual([...whole, 'sent: And?', `complete: ok, ${secret}`]);
    expect(storedQuestions(flow)).toEqual([secret, 'And?']);
  });

  it('is gone once its panel was closed, from memory too, and the panel that opens next shows another', async () => {
    const { flow, panel } = await asked();
    const id = idOf(panel);
    panel.close();
    await flow.advance(6000);
    expect(inMemory(flow)).not.toContain(secret);
    const next = flow.openPanel();
    await flow.until(() => next.view() !== null);
    expect(idOf(next)).not.toBe(id);
    expect(next.messages()).toEqual([]);
    expect(inMemory(flow)).not.toContain(id);
  });

  it('is gone once its panel shows another chat', async () => {
    const { flow, panel } = await asked();
    await panel.request({ type: 'conversation/new' });
    expect(isTemporary(idOf(panel))).toBe(false);
    await flow.advance(6000);
    expect(inMemory(flow)).not.toContain(secret);
  });

  it('stays while the browser loads its panel anew, mid-answer too', async () => {
    const assistant = createHeldAssistant(['one ', 'two ', 'three']);
    const flow = await createFlow({ assistant });
    const panel = await begin(flow);
    await panel.send('Go');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    panel.close();
    await flow.advance(1000);
    const again = flow.openPanel();
    await flow.until(() => again.view() !== null);
    assistant.release();
    await flow.until(() => again.answers()[0]?.status === 'complete');
    await flow.advance(60_000);
    expect(again.texts()).toEqual(['one two three']);
    expect(inMemory(flow)).toContain('one two three');
    expect(flow.platform.received.connections.length).toBeLessThanOrEqual(2);
  });

  it('sends nothing more once its panel is closed', async () => {
    const assistant = createHeldAssistant(['one ', 'two']);
    const flow = await createFlow({ assistant });
    const panel = await begin(flow);
    await panel.send('first');
    await panel.send('second');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    panel.close();
    await flow.settle();
    assistant.release();
    await flow.advance(60_000);
    expect(storedQuestions(flow)).toEqual(['first']);
    flow.killWorker();
    flow.startWorker();
    await flow.advance(60_000);
    expect(storedQuestions(flow)).toEqual(['first']);
    expect(inMemory(flow)).not.toContain('second');
  });

  it('sends what waits when its panel is back in time', async () => {
    const assistant = createHeldAssistant(['ok']);
    const flow = await createFlow({ assistant });
    const panel = await begin(flow);
    await panel.send('first');
    await panel.send('second');
    panel.close();
    await flow.settle();
    assistant.release();
    await flow.advance(2000);
    expect(storedQuestions(flow)).toEqual(['first']);
    const again = flow.openPanel();
    assistant.release();
    await flow.until(() => again.answers()[1]?.status === 'complete');
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
  });

  it('that no panel came back to is taken away by the next worker', async () => {
    const { flow, panel } = await asked();
    flow.killWorker();
    panel.close();
    flow.startWorker();
    await flow.advance(25_000);
    expect(inMemory(flow)).not.toContain(secret);
  });

  it('that a panel shows stays, however long, and whatever becomes of its worker', async () => {
    const { flow, panel } = await asked();
    flow.killWorker();
    await flow.advance(60_000);
    expect(shown(panel)).toEqual(whole);
    const other = flow.openPanel(2);
    await flow.until(() => other.view() !== null);
    expect(other.messages()).toEqual([]);
  });

  it('is one, however often it is asked for, until something is said in it', async () => {
    const flow = await createFlow();
    const panel = await begin(flow);
    const id = idOf(panel);
    await panel.request({ type: 'conversation/temporary' });
    expect(idOf(panel)).toBe(id);
    flow.platform.answerWith('ok');
    await panel.send('x');
    await flow.until(() => panel.texts()[0] === 'ok');
    await panel.request({ type: 'conversation/temporary' });
    expect(idOf(panel)).not.toBe(id);
  });

  it('is deleted with everything', async () => {
    const { flow, panel } = await asked();
    await flow.openOptions().request({ type: 'data/erase' });
    await flow.until(() => panel.messages().length === 0);
    expect(inMemory(flow)).not.toContain(secret);
    expect(isTemporary(idOf(panel))).toBe(false);
  });

  it('that has grown too large says so, and loses nothing', async () => {
    const { flow, panel } = await asked();
    const kept = await panel.request({ type: 'draft/save', text: 'x'.repeat(2_500_000) });
    expect(kept).toMatchObject({ ok: false, failure: { code: 'temporary-full' } });
    expect(shown(panel)).toEqual(whole);
    expect(await panel.send('small')).toBeNull();
    await flow.until(() => panel.answers()[1]?.status === 'complete');
  });

  it('does not become one that is kept when its person signs in', async () => {
    const flow = await createFlow({ auth: 'required' });
    await haveAccounts(flow, ada);
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'sign-in-needed');
    await panel.request({ type: 'conversation/temporary' });
    await panel.send(secret);
    await panel.request({ type: 'draft/save', text: secret });
    flow.platform.answerWith('ok');
    await signIn(panel, ada);
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(isTemporary(idOf(panel))).toBe(true);
    expect(panel.view()?.draft.text).toBe(secret);
    expect(await onDisk(flow)).not.toContain(secret);
  });

  it('is not among the chats that only the platform has', async () => {
    const { panel } = await asked();
    expect(await panel.request({ type: 'platform-chats/list' })).toMatchObject({ value: { chats: [] } });
  });
});

describe('a private window', () => {
  it('has no other chats than temporary ones, gone with their panel', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPrivatePanel();
    await flow.until(() => panel.status() === 'connected');
    await panel.send(secret);
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(isTemporary(idOf(panel))).toBe(true);
    await panel.request({ type: 'conversation/new' });
    expect(isTemporary(idOf(panel))).toBe(true);
    panel.close();
    await flow.advance(6000);
    const next = flow.openPrivatePanel();
    await flow.until(() => next.view() !== null);
    expect(next.messages()).toEqual([]);
  });
});

describe('a worker that dies while a temporary chat is begun, asked and answered', () => {
  it('loses and doubles nothing, at any touch, and leaves nothing on a disk', async () => {
    for (let touch = 1; ; touch += isWhole ? 1 : 5) {
      const flow = await makeFlow();
      try {
        flow.platform.answerWith(['one ', 'two']);
        const panel = flow.openPanel();
        await flow.until(() => panel.status() === 'connected');
        const from = flow.trace.length;
        flow.killWorkerAt(touch);
        const begun = panel.request({ type: 'conversation/temporary' });
        await flow.until(() => isTemporary(idOf(panel)));
        const sent = panel.send(secret);
        await flow.until(() => panel.answers()[0]?.status === 'complete', 20 * 60_000);
        expect([await begun, await sent]).toEqual([{ ok: true, value: undefined }, null]);
        await flow.settle();
        const last = flow.trace[from + touch - 1];
        const when = `died before ${touch}: ${last}`;
        expect({ when, shown: shown(panel), asked: storedQuestions(flow) }).toEqual({
          when,
          shown: [`sent: ${secret}`, 'complete: one two'],
          asked: [secret],
        });
        expect(await onDisk(flow)).not.toContain(secret);
        if (last === undefined) break;
      } finally {
        await flow.close();
      }
    }
  });
});
