import { describe, expect, it } from 'vitest';
import type { Preferences } from '../../lib/config/preferences-record.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';

const createFlow = flowFixture();
const hour = 60 * 60_000;

async function asked(
  resume: Preferences['resume'],
  options: FlowOptions = {},
): Promise<{ flow: Flow; panel: PanelProbe; id: string }> {
  const flow = await createFlow(options);
  flow.platform.answerWith('ok');
  await flow.openOptions().request({ type: 'preferences/change', changed: { resume } });
  const panel = flow.openPanel();
  await panel.send('Hello');
  await flow.until(() => panel.answers()[0]?.status === 'complete');
  return { flow, panel, id: panel.view()?.conversation.id ?? '' };
}

async function reopened(flow: Flow): Promise<PanelProbe> {
  const panel = flow.openPanel();
  await flow.until(() => panel.view() !== null);
  return panel;
}

describe('a panel that is closed, and opened later', () => {
  it.each([
    ['always', 48 * hour, true],
    ['day', 23 * hour, true],
    ['day', 25 * hour, false],
    ['never', 10_000, false],
  ] as const)('by the choice %s, after %i ms, goes on with its chat: %s', async (resume, ms, isSame) => {
    const { flow, panel, id } = await asked(resume);
    panel.close();
    flow.killWorker();
    flow.sleep(ms);
    expect((await reopened(flow)).view()?.conversation.id === id).toBe(isSame);
    // Whoever starts next says the same.
    flow.killWorker();
    const again = await reopened(flow);
    expect(again.messages().length > 0).toBe(isSame);
  });

  it('by the choice never finds what it was typing, and what waits', async () => {
    const { flow, panel, id } = await asked('never');
    await panel.request({ type: 'draft/save', text: 'half a th' });
    panel.close();
    flow.killWorker();
    flow.sleep(hour);
    const typing = await reopened(flow);
    expect(typing.view()).toMatchObject({ conversation: { id }, draft: { text: 'half a th' } });
    await typing.request({ type: 'draft/save', text: '' });
    await flow.platform.stop();
    await typing.send('waits');
    typing.close();
    flow.killWorker();
    flow.sleep(hour);
    expect((await reopened(flow)).view()?.conversation.id).toBe(id);
  });
});

describe('a panel that is closed with the page of another tab attached, and no word', () => {
  it('finds it again, by the choice never', async () => {
    const [url, title] = ['https://docs.example.test/', 'A page'];
    const pageAccess = {
      activeTab: () => Promise.resolve(null),
      tab: (id: number) => Promise.resolve({ id, url, title }),
      runReader: () => Promise.resolve({ title, url, text: 'Words.', pageLength: 6, source: 'article' }),
    };
    const { flow, panel, id } = await asked('never', { pageAccess });
    expect(await panel.request({ type: 'page/attach-tab', tabId: 2 })).toMatchObject({ ok: true });
    panel.close();
    flow.killWorker();
    flow.sleep(hour);
    expect((await reopened(flow)).view()).toMatchObject({
      conversation: { id },
      draft: { attachment: null, tabs: [{ title: 'A page' }] },
    });
  });
});

describe('a panel that stays open', () => {
  it.each(['day', 'never'] as const)(
    'by the choice %s keeps its chat, when its worker dies and when settings change',
    async (resume) => {
      const { flow, panel, id } = await asked(resume);
      flow.sleep(25 * hour);
      flow.killWorker();
      const before = panel.pushes.length;
      await flow.until(() => panel.pushes.slice(before).some(({ type }) => type === 'snapshot'));
      expect(panel.view()?.conversation.id).toBe(id);
      flow.setPolicy({ logLevel: 'debug' });
      const told = panel.pushes.length;
      await flow.until(() => panel.pushes.slice(told).some(({ type }) => type === 'snapshot'));
      expect(panel.view()?.conversation.id).toBe(id);
    },
  );

  it('by the choice never keeps its chat when the browser loads it anew', async () => {
    const { flow, panel, id } = await asked('never');
    panel.close();
    await flow.advance(1000);
    expect((await reopened(flow)).view()?.conversation.id).toBe(id);
  });
});
