import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { describe, expect, it, vi } from 'vitest';
import { readViewedPdf } from '../../lib/pdf/viewed-pdf.ts';
import { column, madePdf } from './made-pdf.ts';

const bytes = madePdf({ pages: [column(['Words.'])] });

function read(answer: () => Response, address = 'https://port.test/report.pdf') {
  const fetch = vi.fn((_address: string, _init?: RequestInit) => Promise.resolve().then(answer));
  const asked = fetch as unknown as typeof globalThis.fetch;
  return { fetch, reading: readViewedPdf({ address, title: 'Shown' }, asked, () => 0) };
}

function served(body: BodyInit, type: string | null): Response {
  const response = new Response(body);
  response.headers.delete('content-type');
  if (type !== null) response.headers.set('content-type', type);
  return response;
}

describe('a PDF that the extension asks for itself', () => {
  it('is asked for once, as who is signed in there, from no cache, and followed nowhere', async () => {
    const { fetch, reading } = read(() => served(bytes, 'application/pdf'));
    expect(await reading).toMatchObject({ text: 'Words.', source: 'pdf', title: 'Shown' });
    expect(fetch).toHaveBeenCalledOnce();
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      credentials: 'include',
      redirect: 'error',
      cache: 'no-store',
    });
  });

  it('is asked for without the name that stands in its address, which nothing can be fetched by', async () => {
    const { fetch, reading } = read(
      () => served(bytes, 'application/pdf;v=1'),
      'https://ann:secret@port.test/a.pdf',
    );
    expect(await reading).toMatchObject({ url: 'https://port.test/a.pdf' });
    expect(fetch.mock.calls[0]?.[0]).toBe('https://port.test/a.pdf');
  });

  it.each([
    'text/html',
    'application/pdfx',
    'text/html; was=application/pdf',
    'application/octet-stream',
    null,
  ])('is not taken where it comes as %s, and nothing of it is read', async (type) => {
    let isStopped = false;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(bytes),
      cancel: () => void (isStopped = true),
    });
    expect(await read(() => served(body, type)).reading).toEqual({ unreadable: 'pdf-unfetched' });
    expect(isStopped).toBe(true);
  });

  it('is not taken where it only calls itself one', async () => {
    const reading = read(() => served('<title>Sign in</title>', 'application/pdf')).reading;
    expect(await reading).toEqual({ unreadable: 'pdf-unfetched' });
  });

  it('is not taken where it is larger than 50 MB, by its own word or by its length', async () => {
    const said = served(bytes, 'application/pdf');
    said.headers.set('content-length', '50000001');
    expect(await read(() => said).reading).toEqual({ unreadable: 'pdf-large' });
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(5_000_000)),
    });
    expect(await read(() => served(endless, 'application/pdf')).reading).toEqual({ unreadable: 'pdf-large' });
  });

  it('that leads elsewhere, as the browser says by an error, has not been had', async () => {
    const reading = read(() => {
      throw new TypeError('NetworkError when attempting to fetch resource.');
    }).reading;
    expect(await reading).toEqual({ unreadable: 'pdf-unfetched' });
  });
});
