import { describe, expect, it } from 'vitest';
import type { PlaceAccess } from '../../lib/shared/page-access.ts';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';

/* *Show on page*: the panel names a stretch of what it has sent, and the page is told those words of its own, and no others. */
const createFlow = flowFixture();
const tab = { id: 7, url: 'https://news.example.test/story', title: 'A story' };
const page = {
  title: 'A story',
  url: tab.url,
  text: 'It was a dark night. The moon stood over the sea.',
  pageLength: 49,
  source: 'article',
};
const pageAccess = {
  activeTab: () => Promise.resolve(tab),
  runReader: () => Promise.resolve(page),
  tab: () => Promise.resolve(tab),
};

interface Asked {
  readonly flow: Flow;
  readonly panel: PanelProbe;
  /** What the page was told. */
  readonly told: unknown[];
  readonly place: { messageId: string; attachmentId: string; start: number; end: number };
}

/** A question about the page, and an answer that says more than the page does. */
async function asked(): Promise<Asked> {
  const told: unknown[] = [];
  const placeAccess: PlaceAccess = {
    markPlace: async (id, passage) => (told.push({ id, ...passage }), 'found'),
    toFront: async () => undefined,
    open: async (url) => void told.push(url),
  };
  const flow = await createFlow({ pageAccess, placeAccess });
  flow.platform.answerWith('It says “The moon stood over the sea”, and **only the answer says this**.');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  await panel.request({ type: 'page/attach' });
  const { id = '', revision = 0 } = panel.view()?.draft.attachment ?? {};
  const messageId = crypto.randomUUID();
  await panel.request({
    type: 'message/send',
    id: messageId,
    text: 'My own words?',
    attachment: { id, revision },
  });
  await flow.until(() => panel.answers()[0]?.status === 'complete');
  return { flow, panel, told, place: { messageId, attachmentId: id, start: 21, end: 48 } };
}

/** Asked for again by the panel itself, where the worker dies meanwhile. */
async function show({ flow, panel, place }: Asked): Promise<unknown> {
  let reply: unknown;
  void panel.request({ type: 'page/show', ...place }).then((replied) => (reply = replied));
  await flow.until(() => reply !== undefined);
  return reply;
}

describe('a place in an attached page', () => {
  it('is shown by the words that stand there, though the worker has died since', async () => {
    const known = await asked();
    const { flow, told } = known;
    flow.killWorker();
    expect(await show(known)).toEqual({ ok: true, value: 'found' });
    expect(told).toEqual([
      { id: 7, text: 'The moon stood over the sea', before: 'It was a dark night. ', after: '.' },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/only the answer|own words/);
  });

  it.each<[string, (known: Asked) => object]>([
    ['no message', () => ({ messageId: crypto.randomUUID() })],
    ['an answer', ({ panel }) => ({ messageId: panel.answers()[0]?.id })],
    ['another attachment', () => ({ attachmentId: crypto.randomUUID() })],
  ])('is shown nowhere where %s is named', async (_, wrong) => {
    const known = await asked();
    const reply = await known.panel.request({ type: 'page/show', ...known.place, ...wrong(known) });
    expect(reply).toEqual({ ok: false, failure: { code: 'page-changed' } });
    expect(known.told).toEqual([]);
  });

  it('is not shown from another chat', async () => {
    const { panel, told, place } = await asked();
    await panel.request({ type: 'conversation/new' });
    expect(await panel.request({ type: 'page/show', ...place })).toMatchObject({ ok: false });
    expect(told).toEqual([]);
  });

  it('says so where the part can’t be loaded, and is shown once it is there', async () => {
    const known = await asked();
    const { flow, told } = known;
    flow.killWorker();
    flow.setParts(false);
    expect(await show(known)).toEqual({
      ok: false,
      failure: { code: 'part-missing' },
    });
    expect(told).toEqual([]);
    flow.setParts(true);
    expect(await show(known)).toEqual({ ok: true, value: 'found' });
  });
});
