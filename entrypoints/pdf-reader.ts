// What pdf.js starts a worker with elsewhere: a page of the web can start none of ours, so it runs on this page's thread.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPdfTab } from '../lib/pdf/read-pdf-tab.ts';
import { readViewedPdf } from '../lib/pdf/viewed-pdf.ts';
import type { ViewedPage } from '../lib/shared/page-access.ts';

/**
 * Injected after page-reader.ts has found a PDF: into the page that the browser shows it in, which is of the PDF's own
 * origin. So the file is asked for as its site knows it, and whatever is wrong with it stays in that page's process.
 * Firefox lets nothing into that page: there it is a worker of the background, which ends it when it has read one.
 */
// oxlint-disable-next-line typescript/no-misused-promises -- what it resolves with is what the injection does
export default defineUnlistedScript(() => {
  const look: typeof fetch = (url, init) => fetch(url, init);
  const now = (): number => performance.now();
  if (typeof document !== 'undefined')
    return readPdfTab({ address: window.location.href, title: document.title, fetch: look, now });
  // Said by nobody but the background, once.
  addEventListener('message', ({ data }: MessageEvent<ViewedPage>) => {
    void readViewedPdf(data, look, now).then((captured) => postMessage({ captured }));
  });
  return undefined;
});
