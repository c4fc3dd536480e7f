import { expect, it } from 'vitest';
import { flowFixture } from './harness.ts';
import { storedQuestions } from './platform-view.ts';
import { over, waysWithHistory } from './ways.ts';

const createFlow = flowFixture();
/** Halves of surrogate pairs, which no server can store and give back. */
const half = '\ud83d';
const tab = { id: 7, url: 'https://news.example.test/story', title: `A${half} story` };
const page = {
  title: tab.title,
  url: tab.url,
  text: `It was a ${half} night.`,
  pageLength: 18,
  source: 'article',
};
const pageAccess = { activeTab: () => Promise.resolve(tab), runReader: () => Promise.resolve(page) };

it.each(waysWithHistory)(
  '%s: all that leaves is well-formed, stored as it left, and found again by it',
  async (way) => {
    const flow = await createFlow({ pageAccess, echoClientMessageId: false, ...over(way) });
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await panel.request({ type: 'page/attach' });
    const { id = '', revision = 0 } = panel.view()?.draft.attachment ?? {};
    void panel.request({
      type: 'message/send',
      id: crypto.randomUUID(),
      text: `Why ${half}?`,
      attachment: { id, revision },
    });
    await flow.until(() => storedQuestions(flow).length === 1);
    // Before a reaction of the server is stored: only the history can tell that it arrived.
    flow.killWorker();
    await flow.until(() => panel.answers()[0]?.status === 'complete', 120_000);

    const [sent = ''] = storedQuestions(flow);
    expect(storedQuestions(flow)).toHaveLength(1);
    expect(sent).toContain('title="A\ufffd story"');
    expect(sent).toContain('It was a \ufffd night.');
    expect(sent.endsWith('Why \ufffd?')).toBe(true);
    expect(panel.questions()).toMatchObject([
      { text: 'Why \ufffd?', attachments: [{ title: 'A\ufffd story', text: 'It was a \ufffd night.' }] },
    ]);
    const { frames, rest } = flow.platform.received;
    // As on the wire: JSON writes half of a pair as an escape.
    expect(JSON.stringify([frames, rest])).not.toMatch(/\\ud[89a-f]/i);
  },
);
