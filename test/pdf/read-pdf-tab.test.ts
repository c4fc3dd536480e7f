import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { describe, expect, it, vi } from 'vitest';
import { readPdfTab } from '../../lib/pdf/read-pdf-tab.ts';
import { column, madePdf } from './made-pdf.ts';

const bytes = madePdf({ pages: [column(['Words.'])] });
const address = 'https://ann:secret@port.test/files/report%20%C3%A4.pdf?id=7#page=2';

function read(answer: () => Response | Promise<Response>, at: { address?: string; title?: string } = {}) {
  const fetch = vi.fn((_address: string, _init?: RequestInit) => Promise.resolve().then(answer));
  const reading = readPdfTab({
    ...{ address, title: '', ...at },
    fetch: fetch as unknown as typeof globalThis.fetch,
    now: () => 0,
  });
  return { fetch, reading };
}

/** Endless, until somebody stops reading. */
function endless(): { body: ReadableStream; isStopped: () => boolean } {
  let isStopped = false;
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(5_000_000)),
    cancel: () => void (isStopped = true),
  });
  return { body, isStopped: () => isStopped };
}

describe('the PDF in a tab', () => {
  it('is fetched from its own address, from the cache where it is there', async () => {
    const { fetch, reading } = read(() => new Response(bytes));
    expect(await reading).toMatchObject({ text: 'Words.', source: 'pdf' });
    expect(fetch).toHaveBeenCalledOnce();
    expect(fetch.mock.calls[0]?.[0]).toBe(address);
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ cache: 'force-cache' });
  });

  it('is named without who was where in it; its file’s name is its title where it has none', async () => {
    const { reading } = read(() => new Response(bytes));
    expect(await reading).toMatchObject({
      title: 'report ä.pdf',
      url: 'https://port.test/files/report%20%C3%A4.pdf?id=7',
    });
  });

  it.each([
    ['https://port.test/', {}, 'port.test', 'https://port.test/'],
    ['https://port.test/%E0.pdf', {}, '%E0.pdf', 'https://port.test/%E0.pdf'],
    ['https://port.test/a.pdf', { title: 'Shown' }, 'Shown', 'https://port.test/a.pdf'],
    [`https://port.test/a?${'x'.repeat(3_000)}`, {}, 'a', 'https://port.test/a'],
    [`https://port.test/${'x'.repeat(3_000)}`, { title: 't' }, 't', 'https://port.test/'],
  ])('at %.60s is called so', async (at, more, title, url) => {
    expect(await read(() => new Response(bytes), { address: at, ...more }).reading).toMatchObject({
      title,
      url,
    });
  });

  it.each<[string, () => Response | Promise<Response>, string]>([
    ['is refused', () => new Response('no', { status: 403 }), 'pdf-unfetched'],
    ['can’t be reached', () => Promise.reject(new TypeError('Failed to fetch')), 'pdf-unfetched'],
    ['is a page to sign in at', () => new Response('<!doctype html><title>Sign in</title>'), 'pdf-unfetched'],
    ['is nothing', () => new Response(null), 'pdf-unfetched'],
    [
      'says that it is large',
      () => new Response(bytes, { headers: { 'content-length': '50000001' } }),
      'pdf-large',
    ],
    ['is damaged', () => new Response('%PDF-1.7'), 'pdf-damaged'],
  ])('may be told as something else: it %s', async (_what, answer, unreadable) => {
    expect(await read(answer).reading).toEqual({ unreadable });
  });

  it('is read no further than it may be large, whatever it says', async () => {
    const { body, isStopped } = endless();
    expect(await read(() => new Response(body)).reading).toEqual({ unreadable: 'pdf-large' });
    expect(isStopped()).toBe(true);
  });

  it('on this computer is asked of nobody', async () => {
    const { fetch, reading } = read(() => new Response(bytes), { address: 'file:///home/ann/a.pdf' });
    expect(await reading).toEqual({ unreadable: 'pdf-local' });
    expect(fetch).not.toHaveBeenCalled();
  });
});
