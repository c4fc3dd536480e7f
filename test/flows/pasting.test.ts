import { describe, expect, it } from 'vitest';
import { flowFixture } from './harness.ts';
import { storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
const tab = { id: 7, url: 'https://news.example.test/story', title: 'A story' };
const page = { title: 'A story', url: tab.url, text: 'A dark night.', pageLength: 13, source: 'article' };
const pageAccess = { activeTab: () => Promise.resolve(tab), runReader: () => Promise.resolve(page) };
const pasted = `Minutes of the meeting\n${'They spoke. '.repeat(300)}`;

type Flow = Awaited<ReturnType<typeof createFlow>>;
type Panel = ReturnType<Flow['openPanel']>;

async function connected(flow: Flow): Promise<Panel> {
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  return panel;
}

const paste = (panel: Panel, text: string, id = crypto.randomUUID()) =>
  panel.request({ type: 'page/paste', id, text, length: text.length });

async function send(panel: Panel, text: string) {
  const { attachment, paste: held } = panel.view()?.draft ?? {};
  return panel.request({
    type: 'message/send',
    id: crypto.randomUUID(),
    text,
    attachment: attachment ? { id: attachment.id, revision: attachment.revision } : null,
    ...(held ? { paste: { id: held.id, revision: held.revision } } : {}),
  });
}

describe('a pasted text', () => {
  it('goes in a fence of its own, behind the page, and without an address', async () => {
    const flow = await createFlow({ pageAccess });
    const panel = await connected(flow);
    await panel.request({ type: 'page/attach' });
    await paste(panel, pasted);
    const { id = '' } = panel.view()?.draft.paste ?? {};
    expect(await send(panel, 'Compare')).toMatchObject({ ok: true });
    await flow.until(() => panel.texts()[0] === 'ok');
    const [sent = ''] = storedQuestions(flow);
    expect(sent.indexOf(`url="${tab.url}"`)).toBeGreaterThan(0);
    expect(sent).toContain(`<page_context id="${id}" title="Pasted text" captured_at="`);
    expect(sent).toContain(`\n${pasted}\n</page_context id="${id}">\n`);
    expect(sent.endsWith('\n\nCompare')).toBe(true);
    expect(panel.questions()[0]?.attachments.map(({ source }) => source)).toEqual(['article', 'paste']);
    expect(panel.view()?.draft).toMatchObject({ attachment: null, paste: null });
  });

  it('alone tells the platform of no page, needs no word, and names the chat after its beginning', async () => {
    const flow = await createFlow();
    const panel = await connected(flow);
    await paste(panel, pasted);
    await send(panel, '');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(JSON.stringify(flow.platform.received)).not.toContain('page_url');
    expect(storedQuestions(flow)[0]).toContain('Minutes of the meeting');
    expect(panel.view()?.conversation.title).toMatch(/^Minutes of the meeting/);
  });

  it('outlives the panel and the worker, and is the same text; a repeated command changes nothing', async () => {
    const flow = await createFlow();
    const panel = await connected(flow);
    const id = crypto.randomUUID();
    await paste(panel, pasted, id);
    await paste(panel, pasted, id);
    panel.close();
    flow.killWorker();
    const again = await connected(flow);
    expect(again.view()?.draft.paste).toMatchObject({
      id,
      revision: 1,
      text: pasted,
      source: 'paste',
      url: '',
    });
    await again.request({ type: 'page/edit', id, text: 'Shorter' });
    expect(again.view()?.draft.paste).toMatchObject({ revision: 2, text: 'Shorter' });
    await again.request({ type: 'page/remove', id });
    expect(again.view()?.draft.paste).toBeNull();
  });

  it('is cut to the budget of a page, which it says', async () => {
    const flow = await createFlow();
    const panel = await connected(flow);
    await paste(panel, 'A sentence. '.repeat(5_000));
    const { text = '', pageLength = 0 } = panel.view()?.draft.paste ?? {};
    expect(text.length).toBeLessThanOrEqual(12_000);
    expect(pageLength).toBe(60_000);
  });

  it('that was changed since it was on screen is not sent', async () => {
    const flow = await createFlow();
    const panel = await connected(flow);
    await paste(panel, pasted);
    const { id = '' } = panel.view()?.draft.paste ?? {};
    await panel.request({ type: 'page/edit', id, text: 'Shorter' });
    const stale = await panel.request({
      type: 'message/send',
      id: crypto.randomUUID(),
      text: 'Why?',
      attachment: null,
      paste: { id, revision: 1 },
    });
    expect(stale).toEqual({ ok: false, failure: { code: 'page-changed' } });
    expect(panel.view()?.draft.paste).toMatchObject({ text: 'Shorter' });
  });

  it('comes back into the draft with its message, before one that was pasted since', async () => {
    const flow = await createFlow();
    const panel = await connected(flow);
    flow.setOnline(false);
    await paste(panel, 'First');
    await send(panel, 'Why?');
    await paste(panel, 'Second');
    const id = panel.questions()[0]?.id ?? '';
    await panel.request({ type: 'message/recall', messageId: id });
    expect(panel.questions()).toEqual([]);
    expect(panel.view()?.draft.paste).toMatchObject({ text: 'First\n\nSecond' });
  });

  it('is used again under another marker, unless another was pasted since', async () => {
    const flow = await createFlow();
    const panel = await connected(flow);
    await paste(panel, pasted);
    const before = panel.view()?.draft.paste?.id;
    await send(panel, 'Why?');
    await flow.until(() => panel.texts()[0] === 'ok');
    const id = panel.questions()[0]?.id ?? '';
    await panel.request({ type: 'page/reuse', messageId: id });
    expect(panel.view()?.draft.paste).toMatchObject({ text: pasted });
    expect(panel.view()?.draft.paste?.id).not.toBe(before);
    await paste(panel, 'Another');
    await panel.request({ type: 'page/reuse', messageId: id });
    expect(panel.view()?.draft.paste).toMatchObject({ text: 'Another' });
  });
});
