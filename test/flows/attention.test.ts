import { describe, expect, it } from 'vitest';
import { failsRest } from '../platform/behaviours.ts';
import { createFlow, flowFixture, type Flow } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import type { PanelProbe } from './panel-probe.ts';

const fixture = flowFixture();
const pieces = ['The first line.\n', 'And more.'];

/** Asked, and answered so far that it is taken; then the panel is closed. */
async function leave(flow: Flow, panel: PanelProbe, question = 'Go'): Promise<string> {
  await panel.send(question);
  await flow.until(() => panel.questions().at(-1)?.status === 'sent');
  const id = panel.view()?.conversation.id ?? '';
  panel.close();
  await flow.settle();
  return id;
}

const nothing = { answers: 0, needs: 0 };

describe('an answer that ends while no panel shows it', () => {
  it('is marked on the button, until a panel shows it', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant });
    await leave(flow, flow.openPanel());
    expect(flow.signs.waiting()).toEqual(nothing);
    assistant.release();
    await flow.until(() => flow.signs.waiting().answers === 1);
    const later = flow.openPanel();
    await flow.until(() => later.answers()[0]?.status === 'complete');
    await flow.until(() => flow.signs.waiting().answers === 0);
    expect(flow.signs.notices).toEqual([]);
  });

  it('is not marked where a panel shows it, wherever that is', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant, preferences: { windows: 'same', notify: 'on' } });
    const here = flow.openPanel(1);
    const there = flow.openPanel(2);
    await flow.until(() => there.view() !== null);
    await leave(flow, here);
    assistant.release();
    await flow.until(() => there.answers()[0]?.status === 'complete');
    await flow.settle();
    expect([flow.signs.waiting(), flow.signs.notices]).toEqual([nothing, []]);
  });

  it('is marked though a panel is open that shows another chat', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant });
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.questions()[0]?.status === 'sent');
    await panel.request({ type: 'conversation/new' });
    assistant.release();
    await flow.until(() => flow.signs.waiting().answers > 0);
    expect(flow.signs.waiting()).toEqual({ answers: 1, needs: 0 });
  });

  it('is not marked where its person has stopped it', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant });
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.questions()[0]?.status === 'sent');
    await panel.request({ type: 'answer/stop' });
    panel.close();
    assistant.release();
    await flow.advance(60_000);
    expect(flow.signs.waiting()).toEqual(nothing);
  });

  it('counts as one that needs a person where the chat can go on no more without', async () => {
    const flow = await fixture();
    flow.platform.script(failsRest({ method: 'POST', path: '/api/v1/chat', status: 422, body: {} }));
    flow.setOnline(false);
    const panel = flow.openPanel();
    await panel.send('Go');
    panel.close();
    await flow.settle();
    flow.setOnline(true);
    await flow.until(() => flow.signs.waiting().needs > 0);
    expect(flow.signs.waiting()).toEqual({ answers: 0, needs: 1 });
  });

  it('is told in a notification, without any of its words, where that is wanted', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant, preferences: { notify: 'on' } });
    const conversationId = await leave(flow, flow.openPanel(7));
    assistant.release();
    await flow.until(() => flow.signs.notices.length === 1);
    expect(flow.signs.notices).toEqual([{ conversationId, windowId: 7, end: 'answered', words: null }]);
    expect(flow.signs.standing()).toEqual([conversationId]);
    const later = flow.openPanel(7);
    await flow.until(() => later.answers()[0]?.status === 'complete');
    await flow.until(() => flow.signs.standing().length === 0);
  });

  it('shows its title and first line in it where that is wanted, too', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant, preferences: { notify: 'with-words' } });
    await leave(flow, flow.openPanel(), 'What is \u202Enew?');
    assistant.release();
    await flow.until(() => flow.signs.notices.length === 1);
    expect(flow.signs.notices[0]?.words).toEqual({ title: 'What is new?', line: 'The first line.' });
  });

  it('of another person is not even counted', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant });
    await leave(flow, flow.openPanel());
    assistant.release();
    await flow.until(() => flow.signs.waiting().answers === 1);
    const options = flow.openOptions();
    const read = await options.request({ type: 'settings/read' });
    if (!read.ok) throw new Error('no settings');
    const { profileId, settings } = read.value;
    const save = (tenantId: string) =>
      options.request({ type: 'settings/save', profileId, settings: { ...settings, tenantId } });
    await save('other');
    await flow.until(() => flow.signs.waiting().answers === 0);
    await save(settings.tenantId);
    await flow.until(() => flow.signs.waiting().answers > 0);
    expect(flow.signs.waiting()).toEqual({ answers: 1, needs: 0 });
  });

  it('is marked no more once its chat is deleted, where no session of it runs', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant, preferences: { notify: 'on' } });
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.questions()[0]?.status === 'sent');
    const id = panel.view()?.conversation.id ?? '';
    await panel.request({ type: 'conversation/new' });
    assistant.release();
    await flow.until(() => flow.signs.standing().length === 1);
    flow.killWorker();
    await flow.advance(60_000);
    expect(flow.signs.waiting()).toEqual({ answers: 1, needs: 0 });
    await panel.request({ type: 'chats/remove', id });
    await flow.settle();
    expect(flow.signs.waiting()).toEqual(nothing);
    expect(flow.signs.standing()).toEqual([]);
  });

  it('leads there: the button, pressed in any window, opens the panel on that chat', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant });
    const conversationId = await leave(flow, flow.openPanel(1));
    assistant.release();
    await flow.until(() => flow.signs.waiting().answers === 1);
    flow.killWorker();
    await flow.startWorker().background.pageOffered(2);
    const panel = flow.openPanel(2);
    await flow.until(() => panel.view() !== null);
    expect(panel.view()?.conversation.id).toBe(conversationId);
  });

  it('that was asked for is shown once: after that, what the person chose', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant });
    const conversationId = await leave(flow, flow.openPanel(1));
    await flow.startWorker().background.lead(1, conversationId);
    const panel = flow.openPanel(1);
    await flow.until(() => panel.view()?.conversation.id === conversationId);
    await panel.request({ type: 'conversation/new' });
    const next = panel.view()?.conversation.id;
    expect(next).not.toBe(conversationId);
    flow.killWorker();
    panel.close();
    const again = flow.openPanel(1);
    await flow.until(() => again.view() !== null);
    expect(again.view()?.conversation.id).toBe(next);
  });

  it('is shown in a panel that is open already, too', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant });
    const conversationId = await leave(flow, flow.openPanel(1));
    const panel = flow.openPanel(1);
    await flow.until(() => panel.view() !== null);
    await panel.request({ type: 'conversation/new' });
    await flow.startWorker().background.lead(1, conversationId);
    await flow.settle();
    expect(panel.view()?.conversation.id).toBe(conversationId);
  });
});

describe('a worker that dies while an answer comes in that nobody watches', () => {
  const milestones = ['write attention', 'sign: mark', 'sign: notification', 'read preferences'];

  /** Kills it just before that touch after the panel was closed. Null: it had none so many. */
  async function dieAt(touch: number | string): Promise<string | null> {
    const assistant = createHeldAssistant(pieces);
    const flow = await createFlow({ assistant, preferences: { notify: 'on' } });
    try {
      const panel = flow.openPanel();
      await panel.send('Go');
      await flow.until(() => panel.questions()[0]?.status === 'sent');
      const from = flow.trace.length;
      flow.killWorkerAt(touch);
      panel.close();
      await flow.settle();
      assistant.release();
      await flow.settle();
      const at = typeof touch === 'string' ? touch : flow.trace[from + touch - 1];
      const died = flow.trace.slice(from).includes(at ?? 'nowhere');
      // As the browser's alarm does.
      if (!flow.startWorker().isAlive) throw new Error('no worker');
      await flow.until(() => flow.signs.waiting().answers === 1, 10 * 60_000);
      await flow.settle();
      // Stored before it is shown: a death in between costs the notification, never a second one.
      expect({ touch, notices: flow.signs.notices.length <= 1 }).toEqual({ touch, notices: true });
      // Nor does any later worker tell it again.
      flow.killWorker();
      flow.startWorker();
      await flow.settle();
      expect(flow.signs.notices.length).toBeLessThanOrEqual(1);
      return died ? (at ?? null) : null;
    } finally {
      await flow.close();
    }
  }

  it('marks it all the same, and notifies at most once, at any touch between it and the world', async () => {
    const touches: string[] = [];
    for (let touch = 1; ; touch += 1) {
      const at = await dieAt(touch);
      if (at === null) break;
      touches.push(at);
    }
    // What matters has its death by name, too: on a busy machine the others stand elsewhere each time.
    for (const name of milestones) touches.push((await dieAt(name)) ?? 'nowhere');
    expect(touches).toEqual(expect.arrayContaining(milestones));
  });
});
