import { describe, expect, it, vi } from 'vitest';
import { createSiteConsent } from '../../lib/view/site-consent.ts';
import { createTranscriptStore } from '../../lib/view/transcript-store.ts';
import { fail, ok } from '../../lib/shared/result.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';
import { attachedPage } from './messages.ts';

const flushed = (): Promise<void> => new Promise((done) => setTimeout(done));
const page = attachedPage({ url: 'https://news.example/story' });

function attached(hosts: readonly string[] | 'storage-full' = []) {
  const port = createFakePagePort();
  port.answer(
    'sites/agreed',
    hosts === 'storage-full' ? fail({ code: hosts }) : ok({ partition: 'ada', hosts }),
  );
  const store = createTranscriptStore({ frame: () => () => undefined, now: () => 0 });
  store.change((state) => ({ ...state, attachment: page }));
  const told = vi.fn<(isNew: boolean) => void>();
  const consent = createSiteConsent({ port, store, host: 'news.example', id: page.id, told });
  return {
    ...{ port, store, told, consent },
    agreed: () => port.of('sites/agreed').flatMap(({ change }) => (change === undefined ? [] : [change])),
    /** As the panel does it when a message is sent. */
    send: () => store.change((state) => ({ ...state, attachment: null, lastSent: 'm1' })),
  };
}

const yes = { partition: 'ada', host: 'news.example', isAgreed: true };

describe('where pages of a site go', () => {
  it('is said where nobody has agreed to it yet, and not where they have', async () => {
    const first = attached(['other.example', 'sub.news.example']);
    const known = attached(['news.example']);
    expect(first.told).not.toHaveBeenCalled();
    await flushed();
    expect(first.told.mock.calls).toEqual([[true]]);
    expect(known.told.mock.calls).toEqual([[false]]);
  });

  it('is agreed to by OK, once', async () => {
    const { consent, agreed, told, send } = attached();
    await flushed();
    consent.agree();
    consent.agree();
    send();
    expect(agreed()).toEqual([yes]);
    expect(told).toHaveBeenLastCalledWith(false);
  });

  it('is agreed to by sending, after it was said', async () => {
    const { agreed, send } = attached();
    await flushed();
    send();
    expect(agreed()).toEqual([yes]);
  });

  it('is agreed to by sending the page of another tab', async () => {
    const { agreed, store } = attached();
    store.change((state) => ({ ...state, attachment: null, tabs: [page] }));
    await flushed();
    store.change((state) => ({ ...state, lastSent: 'regenerated' }));
    expect(agreed()).toEqual([]);
    store.change((state) => ({ ...state, tabs: [], lastSent: 'm1' }));
    expect(agreed()).toEqual([yes]);
  });

  it('is not agreed to by sending before it was said', async () => {
    const { agreed, send } = attached();
    send();
    await flushed();
    expect(agreed()).toEqual([]);
  });

  it.each([
    ['removing the page', { attachment: null }],
    ['another page in its place', { attachment: attachedPage({ id: 'another' }) }],
    ['asking the last question once more', { lastSent: 'm2' }],
  ])('is not agreed to by %s', async (_, change) => {
    const { agreed, store } = attached();
    await flushed();
    store.change((state) => ({ ...state, ...change }));
    expect(agreed()).toEqual([]);
  });

  it('is not agreed to once its line is gone', async () => {
    const { agreed, consent, send } = attached();
    await flushed();
    consent.close();
    consent.agree();
    send();
    expect(agreed()).toEqual([]);
  });

  it('is said to nobody after that', async () => {
    const { consent, told } = attached();
    consent.close();
    await flushed();
    expect(told).not.toHaveBeenCalled();
  });

  it('is said where storage is broken, and nothing is agreed to then', async () => {
    const { told, agreed, consent } = attached('storage-full');
    await flushed();
    expect(told.mock.calls).toEqual([[true]]);
    consent.agree();
    expect(agreed()).toEqual([]);
  });
});
