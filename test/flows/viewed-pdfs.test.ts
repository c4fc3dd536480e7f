import { describe, expect, it } from 'vitest';
import type { ViewedAccess, ViewedPage } from '../../lib/shared/page-access.ts';
import { flowFixture } from './harness.ts';
import { storedQuestions } from './platform-view.ts';

/* A PDF in a viewer that lets no script in, as Firefox has one. */
const createFlow = flowFixture();
const url = 'https://port.example.test/report.pdf';
const pageAccess = {
  activeTab: async () => ({ id: 7, url, title: 'Report' }),
  runReader: () => Promise.reject(new Error('Missing host permission for the tab')),
};
const text = 'The harbour master is ann@port.example.test.';
const read = { title: 'Report', url, text, pageLength: text.length, source: 'pdf' };

async function opened(pageContext: object = {}) {
  const site = { isAllowed: false, questions: [] as string[], reads: [] as ViewedPage[] };
  const viewedAccess: ViewedAccess = {
    tab: async () => ({ url, isApart: false }),
    async hasAccess(origin) {
      site.questions.push(origin);
      return site.isAllowed;
    },
    async read(page) {
      site.reads.push(page);
      return read;
    },
  };
  const flow = await createFlow({ pageAccess, viewedAccess });
  flow.setPolicy({ pageContext });
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  return { flow, panel, site };
}

describe('a PDF in a viewer of the browser’s', () => {
  it('is not asked for before its site is allowed, and the refusal says which that is', async () => {
    const { panel, site } = await opened();
    expect(await panel.request({ type: 'page/attach' })).toEqual({
      ok: false,
      failure: {
        code: 'page-unreadable',
        reason: 'viewer-access',
        origin: 'https://port.example.test',
        subject: 'Report',
      },
    });
    expect(site.reads).toEqual([]);
  });

  it('is masked and sent as any page is, once it is allowed', async () => {
    const { flow, panel, site } = await opened();
    site.isAllowed = true;
    await panel.request({ type: 'page/attach' });
    expect(site.reads).toEqual([{ address: url, title: 'Report' }]);
    const attached = panel.view()?.draft.attachment;
    const masked = 'The harbour master is [email 1].';
    expect(attached).toMatchObject({ text: masked, source: 'pdf', tab: { id: 7, url } });
    const attachment = { id: attached?.id ?? '', revision: 1 };
    await panel.request({ type: 'message/send', id: crypto.randomUUID(), text: 'Who?', attachment });
    await flow.until(() => panel.texts()[0] === 'ok');
    const [sent = ''] = storedQuestions(flow);
    expect(sent).toContain(`url="${url}" title="Report"`);
    expect(sent).toContain(`\n${masked}\n`);
    expect(sent).not.toContain('ann@');
  });

  it.each([{ enabled: false }, { block: ['*.example.test'] }, { allow: ['wiki.example.test'] }])(
    'is neither asked for nor offered under %j',
    async (pageContext) => {
      const { panel, site } = await opened(pageContext);
      site.isAllowed = true;
      expect(await panel.request({ type: 'page/attach' })).toEqual({
        ok: false,
        failure: { code: 'page-forbidden', subject: 'Report' },
      });
      expect(site).toMatchObject({ questions: [], reads: [] });
    },
  );
});
