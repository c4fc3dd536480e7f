import { describe, expect, it } from 'vitest';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';
import { save, settingsOf } from './settings-of.ts';

const createFlow = flowFixture();
const slowMs = 4000;

/** As Chromium hands a policy over after its start. */
function slow(flow: Flow, policy: unknown): void {
  const late = new Promise((resolve) => void flow.clock.setTimeout(() => resolve(policy), slowMs));
  flow.setPolicy(late);
}

/** Nothing that tells a word of anybody's, or of who they are. */
const sent = ({ platform: { received } }: Flow): number => received.rest.length + received.connections.length;

const questions = (panel: PanelProbe): string[] => panel.questions().map(({ text }) => text);

/** Something was said, and the browser starts again. */
async function saidBefore(flow: Flow): Promise<PanelProbe> {
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  await panel.send('before');
  await flow.until(() => panel.texts()[0] === 'ok');
  panel.close();
  flow.killWorker();
  return panel;
}

describe('a policy that the browser takes seconds to hand over', () => {
  it('keeps nobody from what was said: by the one last known, the panel shows it and sends at once', async () => {
    const flow = await createFlow({ policy: { keepDays: 30 } });
    await saidBefore(flow);
    slow(flow, { keepDays: 30 });
    const startedAt = flow.clock.now();
    const panel = flow.openPanel();
    await flow.until(() => panel.view() !== null);
    expect(questions(panel)).toEqual(['before']);
    await panel.send('after');
    await flow.until(() => panel.texts().length === 2 && panel.texts()[1] === 'ok');
    expect(flow.clock.now() - startedAt).toBeLessThan(slowMs);
    const snapshots = (): number => panel.pushes.filter(({ type }) => type === 'snapshot').length;
    const before = snapshots();
    await flow.advance(slowMs);
    // The very same is no change.
    expect(snapshots()).toBe(before);
  });

  it('is not taken for none where none was ever known: shown at once, sent once it is read, and says so', async () => {
    const flow = await createFlow();
    await saidBefore(flow);
    await flow.items.policy.remove();
    const before = sent(flow);
    slow(flow, {});
    const startedAt = flow.clock.now();
    const panel = flow.openPanel();
    await flow.until(() => panel.view() !== null);
    expect(questions(panel)).toEqual(['before']);
    expect(panel.problem()).toBeNull();
    await panel.send('after');
    await flow.until(() => panel.problem() !== null);
    expect(panel.problem()).toEqual({ code: 'policy-unread' });
    expect(flow.clock.now() - startedAt).toBeLessThan(slowMs / 2);
    expect(sent(flow)).toBe(before);
    expect(panel.questions().at(-1)?.status).toBe('queued');
    await flow.until(() => panel.texts().length === 2 && panel.texts()[1] === 'ok', slowMs + 2000);
    expect(storedQuestions(flow)).toEqual(['before', 'after']);
    expect(panel.problem()).toBeNull();
    expect(await flow.items.policy.read()).toEqual({});
  });

  it('that turns out to be another than the one last known holds from then on', async () => {
    const flow = await createFlow({ tenants: ['miptech-company', 'acme'] });
    await saidBefore(flow);
    slow(flow, { defaultTenant: 'acme' });
    const panel = flow.openPanel();
    await flow.until(() => panel.view() !== null);
    expect(panel.view()?.destination?.tenantId).toBe('miptech-company');
    await flow.until(() => panel.view()?.destination?.tenantId === 'acme', slowMs + 1000);
    expect(await flow.items.policy.read()).toEqual({ defaultTenant: 'acme' });
  });

  it('keeps the settings waiting, so that nothing in them seems to be free to change', async () => {
    const flow = await createFlow();
    slow(flow, { ownProfiles: false });
    const options = flow.openOptions();
    let saved: unknown = null;
    void options.request(save(settingsOf(flow))).then((reply) => (saved = reply));
    await flow.until(() => saved !== null);
    expect(saved).toMatchObject({ ok: true, value: { view: { mayAdd: false } } });
  });
});

describe('a policy that can’t be read', () => {
  it('is not “none”: nothing is sent, no page is read and no password taken; *Reconnect* looks again', async () => {
    const flow = await createFlow({
      pageAccess: {
        activeTab: async () => ({ id: 7, url: 'https://a.test/', title: 'A' }),
        runReader: () => Promise.reject(new Error('read')),
      },
    });
    flow.platform.answerWith('ok');
    const broken = Promise.reject(new Error('broken'));
    broken.catch(() => undefined);
    flow.setPolicy(broken);
    const panel = flow.openPanel();
    await panel.send('waits');
    await flow.until(() => panel.problem()?.code === 'policy-unread');
    expect(await panel.request({ type: 'page/attach' })).toMatchObject({
      failure: { code: 'policy-unread' },
    });
    const signingIn = { email: 'a@b.test', password: 'p', stay: false };
    expect(await panel.request({ type: 'account/sign-in', ...signingIn })).toMatchObject({
      failure: { code: 'policy-unread' },
    });
    await flow.advance(60_000);
    expect(sent(flow)).toBe(0);
    expect(panel.questions()[0]?.status).toBe('queued');
    // As yet nobody has said that it changed.
    flow.mendPolicy({});
    await panel.request({ type: 'connection/reconnect' });
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['waits']);
  });

  it('is the one last known, where there is one', async () => {
    const flow = await createFlow({ policy: { ownProfiles: false } });
    const first = flow.openPanel();
    await flow.until(() => first.problem()?.code === 'policy-forbids');
    first.close();
    flow.killWorker();
    const broken = Promise.reject(new Error('broken'));
    broken.catch(() => undefined);
    flow.mendPolicy(broken);
    const panel = flow.openPanel();
    await flow.until(() => panel.problem()?.code === 'policy-forbids');
    await flow.advance(10_000);
    expect(sent(flow)).toBe(0);
  });
});

describe('a page whose site the organisation closes after it was attached', () => {
  const page = { title: 'A story', url: 'https://news.example.test/story', text: 'It was a dark night.' };
  const pageAccess = {
    activeTab: async () => ({ id: 7, url: page.url, title: page.title }),
    runReader: async () => ({ ...page, pageLength: 20, source: 'article' }),
  };
  const closed = { pageContext: { block: ['news.example.test'] } };

  async function attached(): Promise<{ flow: Flow; panel: PanelProbe; send: () => Promise<unknown> }> {
    const flow = await createFlow({ pageAccess });
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await panel.request({ type: 'page/attach' });
    const { id = '', revision = 0 } = panel.view()?.draft.attachment ?? {};
    const send = () =>
      panel.request({
        type: 'message/send',
        id: crypto.randomUUID(),
        text: 'Why?',
        attachment: { id, revision },
      });
    return { flow, panel, send };
  }

  const leaked = ({ platform: { received } }: Flow): boolean =>
    JSON.stringify([received.rest.map(({ body }) => body), received.frames]).includes('news.example.test');

  it('does not leave: the message is given back, with why', async () => {
    const { flow, panel, send } = await attached();
    flow.setPolicy(closed);
    await flow.settle();
    expect(await send()).toEqual({ ok: false, failure: { code: 'page-forbidden', subject: 'A story' } });
    await flow.advance(10_000);
    expect(panel.questions()).toEqual([]);
    expect(panel.view()?.draft.attachment).not.toBeNull();
    expect(leaked(flow)).toBe(false);
  });

  it('does not leave from a queue, nor when the message is tried again', async () => {
    const { flow, panel, send } = await attached();
    flow.setOnline(false);
    await flow.settle();
    expect(await send()).toMatchObject({ ok: true });
    expect(panel.questions()[0]?.status).toBe('queued');
    flow.setPolicy(closed);
    await flow.settle();
    flow.setOnline(true);
    await flow.until(() => panel.questions()[0]?.status === 'failed');
    const [question] = panel.questions();
    expect(question?.problem).toMatchObject({ code: 'page-forbidden', subject: 'A story' });
    const messageId = question?.id ?? '';
    const again = await panel.request({ type: 'message/retry', messageId, newId: crypto.randomUUID() });
    expect(again).toMatchObject({ failure: { code: 'page-forbidden' } });
    await flow.advance(60_000);
    expect(leaked(flow)).toBe(false);
    // Without the page, the words may go.
    flow.setPolicy({});
    await flow.settle();
    await panel.request({ type: 'message/retry', messageId, newId: crypto.randomUUID() });
    await flow.until(() => panel.texts()[0] === 'ok');
  });
});

describe('the alarm for what is under way', () => {
  async function waiting(): Promise<{ flow: Flow; panel: PanelProbe; from: number }> {
    const flow = await createFlow({ tenants: ['miptech-company', 'acme'] });
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await panel.send('Go');
    await flow.until(() => panel.texts()[0] === 'ok');
    await flow.platform.stop();
    await panel.send('waits');
    await flow.settle();
    expect(flow.alarm()).not.toBeNull();
    return { flow, panel, from: flow.trace.length };
  }

  it('outlives a change of workspace: at no step of it would a worker that dies leave nobody to wake the next', async () => {
    const { flow, panel, from } = await waiting();
    await flow.openOptions().request(save(settingsOf(flow, { name: 'Another name' })));
    flow.setPolicy({ keepDays: 30 });
    await flow.settle();
    expect(flow.trace.slice(from)).not.toContain('alarm null');
    expect(flow.alarm()).not.toBeNull();
    panel.close();
    flow.killWorker();
    await flow.platform.start();
    await flow.until(() => storedQuestions(flow).includes('waits'), 6 * 60_000);
  });

  it('goes where the new workspace has nothing to come back for', async () => {
    const { flow } = await waiting();
    await flow.platform.start();
    await flow.openOptions().request(save(settingsOf(flow, { tenantId: 'acme' })));
    await flow.settle();
    expect(flow.alarm()).toBeNull();
  });
});
