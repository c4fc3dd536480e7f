import { describe, expect, it } from 'vitest';
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
