import { describe, expect, it } from 'vitest';
import { createMadeSecrets } from '../masking/made-secrets.ts';
import { flowFixture } from './harness.ts';
import { storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
const tab = { id: 7, url: 'https://news.example.test/story', title: 'A story' };
const page = {
  title: 'A story',
  url: tab.url,
  text: 'It was a dark night.',
  pageLength: 20,
  source: 'article',
};
const pageAccess = { activeTab: () => Promise.resolve(tab), runReader: () => Promise.resolve(page) };

describe('the addresses of links', () => {
  const secret = createMadeSecrets(7)('github');
  const plain = 'See the tables, and write to us.';
  const linked = `See the tables (https://sea.example/t?session=1&access_token=${secret}), and write to us (mailto:ann@sea.example).`;

  async function opened() {
    const shown = { url: tab.url, source: 'article' };
    const readers: (string | undefined)[] = [];
    const front = { ...tab };
    let release = (): void => undefined;
    let gate: Promise<void> = Promise.resolve();
    const flow = await createFlow({
      pageAccess: {
        activeTab: () => Promise.resolve(front),
        tab: (id: number) => Promise.resolve(id === tab.id ? front : null),
        async runReader(_: number, reader?: string) {
          readers.push(reader);
          await gate;
          const hasLinks = reader === 'linked';
          const text = hasLinks ? linked : plain;
          return {
            ...{ ...page, ...shown, text, pageLength: text.length },
            ...(hasLinks ? { hasLinks } : {}),
          };
        },
      },
    });
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await panel.request({ type: 'page/attach' });
    const attached = () => panel.view()?.draft.attachment;
    const include = (isWanted: boolean, id = attached()?.id ?? '') =>
      panel.request({ type: 'page/links', id, isWanted });
    /** Reading takes until that is called. */
    const hold = (): (() => void) => {
      gate = new Promise((resolve) => (release = resolve));
      return () => release();
    };
    return { flow, panel, readers, shown, front, attached, include, hold };
  }

  it('come with a page that is read anew for them, masked, and go again', async () => {
    const { flow, panel, readers, attached, include } = await opened();
    const before = attached();
    expect(before?.text).toBe(plain);
    await include(true);
    const masked =
      'See the tables (https://sea.example/t?session=1&access_token=[key 1]), and write to us (mailto:[email 1]).';
    expect(attached()).toMatchObject({ text: masked, hasLinks: true, revision: 1 });
    expect(attached()?.id).not.toBe(before?.id);
    await include(false);
    expect(attached()?.text).toBe(plain);
    expect(attached()?.hasLinks).toBeUndefined();
    await include(true);
    // Asked for twice, as by a page whose worker died.
    const { id } = attached() ?? {};
    await include(true);
    expect(attached()?.id).toBe(id);
    expect(readers).toEqual(['page', 'linked', 'page', 'linked']);
    const { id: sent = '', revision = 0 } = attached() ?? {};
    await panel.request({
      type: 'message/send',
      id: crypto.randomUUID(),
      text: 'Where?',
      attachment: { id: sent, revision },
    });
    await flow.until(() => panel.texts()[0] === 'ok');
    const [question = ''] = storedQuestions(flow);
    expect(question).toContain(`\n${masked}\n`);
    expect(question).not.toContain(secret);
    // The next page is read without them.
    await panel.request({ type: 'page/attach' });
    expect(attached()?.text).toBe(plain);
  });

  it('stay with the page that is updated, and do not come with another', async () => {
    const { panel, front, shown, attached, include } = await opened();
    await include(true);
    await panel.request({ type: 'page/attach' });
    expect(attached()).toMatchObject({ hasLinks: true });
    front.url = shown.url = 'https://news.example.test/another';
    await panel.request({ type: 'page/attach' });
    expect(attached()).toMatchObject({ text: plain, url: front.url });
  });

  it('bring no other page, and no more of it, in the place of what was attached', async () => {
    const { shown, attached, include, panel } = await opened();
    const before = attached();
    shown.url = 'https://news.example.test/another';
    expect(await include(true)).toMatchObject({
      failure: { code: 'page-unreadable', reason: 'gone', subject: 'A story' },
    });
    expect(attached()).toEqual(before);
    shown.url = tab.url;
    shown.source = 'selection';
    await panel.request({ type: 'page/attach' });
    const selected = attached();
    shown.source = 'article';
    expect(await include(true)).toMatchObject({ failure: { reason: 'unselected' } });
    expect(attached()).toEqual(selected);
  });

  it('do not take the user’s changes away, nor come back with what was removed', async () => {
    const { flow, panel, readers, attached, include, hold } = await opened();
    const { id = '' } = attached() ?? {};
    await panel.request({ type: 'page/edit', id, text: 'Mine.' });
    expect(await include(true)).toMatchObject({ failure: { code: 'page-edited' } });
    expect(attached()?.text).toBe('Mine.');
    await panel.request({ type: 'page/edit', id, text: plain });
    const release = hold();
    const including = include(true, id);
    await flow.until(() => readers.at(-1) === 'linked');
    await panel.request({ type: 'page/remove', id });
    release();
    expect((await including).ok).toBe(true);
    expect(attached()).toBeNull();
    expect(await include(true, id)).toMatchObject({ failure: { code: 'page-changed' } });
  });
});

describe('an attached page', () => {
  it('travels in its fence, as it was previewed, and the panel shows the user’s words only', async () => {
    const flow = await createFlow({ pageAccess });
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await panel.request({ type: 'page/attach' });
    const attachment = panel.view()?.draft.attachment ?? { id: '', revision: 0 };
    await panel.request({ type: 'page/edit', id: attachment.id, text: 'It was a night.' });
    const id = crypto.randomUUID();
    const stale = await panel.request({ type: 'message/send', id, text: 'Why?', attachment });
    expect(stale).toEqual({ ok: false, failure: { code: 'page-changed' } });
    await panel.request({
      type: 'message/send',
      id,
      text: 'Why?',
      attachment: { id: attachment.id, revision: 2 },
    });
    await flow.until(() => panel.texts()[0] === 'ok');
    const [sent = ''] = storedQuestions(flow);
    expect(sent).toContain(`<page_context id="${attachment.id}" url="${tab.url}"`);
    expect(sent).toContain('It was a night.');
    expect(sent).not.toContain('dark');
    expect(sent.endsWith('Why?')).toBe(true);
    expect(panel.questions()[0]).toMatchObject({ text: 'Why?', attachments: [{ text: 'It was a night.' }] });
    expect(panel.view()?.draft.attachment).toBeNull();
  });

  it('is found again in the history when the worker dies before the server reacts', async () => {
    const flow = await createFlow({ pageAccess, echoClientMessageId: false });
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await panel.request({ type: 'page/attach' });
    const { id = '', revision = 0 } = panel.view()?.draft.attachment ?? {};
    void panel.request({
      type: 'message/send',
      id: crypto.randomUUID(),
      text: 'Why?',
      attachment: { id, revision },
    });
    await flow.until(() => flow.platform.received.userMessages.length === 1);
    flow.killWorker();
    await flow.until(() => panel.answers()[0]?.status === 'complete', 60_000);
    expect(storedQuestions(flow)).toHaveLength(1);
  });
});
