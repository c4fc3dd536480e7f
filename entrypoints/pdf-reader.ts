// What pdf.js starts a worker with elsewhere: a page of the web can start none of ours, so it runs on this page's thread.
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPdfTab } from '../lib/pdf/read-pdf-tab.ts';

/**
 * Injected after page-reader.ts has found a PDF: into the page that the browser shows it in, which is of the PDF's own
 * origin. So the file is asked for as its site knows it, and whatever is wrong with it stays in that page's process.
 */
// oxlint-disable-next-line typescript/no-misused-promises -- what it resolves with is what the injection does
export default defineUnlistedScript(() =>
  readPdfTab({
    address: window.location.href,
    title: document.title,
    fetch: (url, init) => fetch(url, init),
    now: () => performance.now(),
  }),
);
