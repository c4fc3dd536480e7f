import type { CapturedPage } from '../page-context/captured-page.ts';
import { longestUrl } from '../page-context/limits.ts';
import { fetchPdf } from './pdf-file.ts';
import { readPdf } from './read-pdf.ts';

export interface PdfTab {
  /** Of the page that shows it. */
  readonly address: string;
  readonly title: string;
  readonly fetch: typeof globalThis.fetch;
  /** ms */
  readonly now: () => number;
}

/** What the PDF in this tab says, or why that can't be had. Never rejects. */
export async function readPdfTab({ address, title, fetch, now }: PdfTab): Promise<CapturedPage> {
  try {
    const url = new URL(address);
    // Files lie beside each other in no origin: not even its own page may read one.
    if (url.protocol === 'file:') return { unreadable: 'pdf-local' };
    const file = await fetchPdf(address, fetch);
    if ('unreadable' in file) return file;
    const { bytes } = file;
    return await readPdf({ bytes, url: shown(url), title: title || nameOf(url) }, { now, pause });
  } catch {
    // The page would see the error in its console.
    return { unreadable: 'failed' };
  }
}

/** As of other pages: without what says where in it somebody was, and who. */
function shown(url: URL): string {
  url.hash = '';
  url.username = '';
  url.password = '';
  if (url.href.length > longestUrl) url.search = '';
  return url.href.length > longestUrl ? `${url.origin}/` : url.href;
}

const nameOf = ({ pathname, host }: URL): string => decoded(pathname.split('/').at(-1) ?? '') || host;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray per cent sign is a name like any other.
    return text;
  }
}

/** A turn of the loop: timers of a page in the background may be a second late, messages are not. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
