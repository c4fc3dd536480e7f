import { describe, expect, it } from 'vitest';
import { flowFixture } from './harness.ts';
import { storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();

/** Ten tabs, each with a page of its own; the first is in front. */
const tabOf = (id: number) => ({ id, url: `https://docs.example.test/${id}`, title: `Page ${id}` });
const pageAccess = {
  activeTab: () => Promise.resolve(tabOf(1)),
  tab: (id: number) => Promise.resolve(id > 10 ? null : tabOf(id)),
  runReader: (id: number) =>
    Promise.resolve({
      title: `Page ${id}`,
      url: tabOf(id).url,
      text: `Words of page ${id}.`,
      pageLength: 16,
      source: 'article',
    }),
};

async function opened() {
  const flow = await createFlow({ pageAccess });
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  const attach = (tabId: number) => panel.request({ type: 'page/attach-tab', tabId });
  const tabs = () => panel.view()?.draft.tabs ?? [];
  return { flow, panel, attach, tabs };
}

describe('pages of several tabs', () => {
  it('are stored, survive the worker, and leave with the question, once each, in their order', async () => {
    const { flow, panel, attach, tabs } = await opened();
    await panel.request({ type: 'page/attach' });
    await attach(2);
    await attach(3);
    // Pressed twice, or the one that is in front: it is there already.
    await attach(3);
    await attach(1);
    expect(tabs().map(({ title }) => title)).toEqual(['Page 2', 'Page 3']);
    flow.killWorker();
    const again = flow.openPanel();
    await flow.until(() => (again.view()?.draft.tabs ?? []).length === 2);
    const { attachment = null, tabs: kept = [] } = again.view()?.draft ?? {};
    await again.request({ type: 'page/edit', id: kept[1]?.id ?? '', text: 'Fewer words.' });
    const sent = await again.request({
      type: 'message/send',
      id: crypto.randomUUID(),
      text: 'Which is right?',
      attachment,
      tabs: (again.view()?.draft.tabs ?? []).map(({ id, revision }) => ({ id, revision })),
    });
    expect(sent).toMatchObject({ ok: true });
    await flow.until(() => again.texts()[0] === 'ok');
    const [question = ''] = storedQuestions(flow);
    expect(
      [...question.matchAll(/url="([^"]+)"|^(.*[wW]ords.*)$/gm)].map(([, url, words]) => url ?? words),
    ).toEqual([
      'https://docs.example.test/1',
      'Words of page 1.',
      'https://docs.example.test/2',
      'Words of page 2.',
      'https://docs.example.test/3',
      'Fewer words.',
    ]);
    expect(again.view()?.draft).toMatchObject({ attachment: null, tabs: [] });
    expect(again.questions()[0]).toMatchObject({
      text: 'Which is right?',
      attachments: [{}, {}, { isEdited: true }],
    });
  });

  it('come back with a question that was removed from the queue and is wanted back, as many as fit', async () => {
    const { flow, panel, attach, tabs } = await opened();
    flow.setOnline(false);
    await panel.request({ type: 'page/attach' });
    for (const id of [2, 3, 4, 5, 6, 7, 8, 9]) await attach(id);
    const pasted = 'To be compared';
    const pasteId = crypto.randomUUID();
    await panel.request({ type: 'page/paste', id: pasteId, text: pasted, length: pasted.length });
    const { id = '', revision = 0 } = panel.view()?.draft.attachment ?? {};
    const words = { type: 'message/send', id: crypto.randomUUID(), text: 'Which?' } as const;
    const named = tabs().map((tab) => ({ id: tab.id, revision: tab.revision }));
    const paste = { id: pasteId, revision: 1 };
    await panel.request({ ...words, attachment: { id, revision }, tabs: named, paste });
    const [waiting] = panel.questions();
    const { ordinal = 0, attachments = [], createdAt = 0 } = waiting ?? {};
    expect(attachments).toHaveLength(10);
    await panel.request({ type: 'message/remove', messageId: words.id, onlyQueued: true });
    const restore = { ...words, type: 'message/restore', ordinal, attachments, createdAt } as const;
    expect(await panel.request(restore)).toMatchObject({ ok: true });
    expect(panel.questions()).toEqual([waiting]);
  });

  it('are not sent where another revision was on screen', async () => {
    const { flow, panel, attach, tabs } = await opened();
    await attach(2);
    const [named = { id: '', revision: 0 }] = tabs();
    await panel.request({ type: 'page/edit', id: named.id, text: 'Fewer.' });
    const id = crypto.randomUUID();
    const stale = await panel.request({
      type: 'message/send',
      id,
      text: 'Why?',
      attachment: null,
      tabs: [named],
    });
    expect(stale).toEqual({ ok: false, failure: { code: 'page-changed' } });
    expect(storedQuestions(flow)).toEqual([]);
    expect(tabs()).toMatchObject([{ text: 'Fewer.' }]);
  });

  it('are taken out one by one, and are no more than eight', async () => {
    const { panel, attach, tabs } = await opened();
    for (const id of [2, 3, 4, 5, 6, 7, 8, 9]) await attach(id);
    expect(await attach(10)).toEqual({ ok: false, failure: { code: 'page-tabs-full', count: 8 } });
    await panel.request({ type: 'page/remove', id: tabs()[2]?.id ?? '' });
    expect(tabs().map(({ title }) => title.slice(5))).toEqual(['2', '3', '5', '6', '7', '8', '9']);
    expect(await attach(11)).toEqual({ ok: false, failure: { code: 'page-unreadable', reason: 'no-tab' } });
  });

  it('come back into the draft with a question that is taken back', async () => {
    const { flow, panel, attach, tabs } = await opened();
    await panel.request({ type: 'page/attach' });
    await attach(2);
    flow.setOnline(false);
    const { attachment = null } = panel.view()?.draft ?? {};
    const id = crypto.randomUUID();
    await panel.request({
      type: 'message/send',
      id,
      text: 'Why?',
      attachment,
      tabs: tabs().map(({ id: of, revision }) => ({ id: of, revision })),
    });
    expect(panel.view()?.draft).toMatchObject({ attachment: null, tabs: [] });
    await panel.request({ type: 'message/recall', messageId: id });
    expect(panel.view()?.draft).toMatchObject({
      attachment: { title: 'Page 1' },
      tabs: [{ title: 'Page 2' }],
    });
  });
});
