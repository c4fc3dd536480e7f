import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'puppeteer-core';
import { createOddSite, servesPdf, type OddSite } from '../e2e/odd-site.ts';
import type { PanelDriver } from '../e2e/panel-driver.ts';
import { createWorld, type World } from '../e2e/world.ts';
import { column, madePdf } from '../pdf/made-pdf.ts';
import type { Row } from './row.ts';

const rounds = 5;

/** 200 pages of 45 lines, 70 letters in each. */
function longPdf(): Uint8Array<ArrayBuffer> {
  const pages = Array.from({ length: 200 }, (_, page) =>
    column(
      Array.from(
        { length: 45 },
        (_line, line) => `${page}.${line} is a line of words that are long enough to fill the page.`,
      ),
    ),
  );
  return madePdf({ pages, info: { Title: 'Long' } });
}

const library = (file: string): string =>
  readFileSync(createRequire(import.meta.url).resolve(`pdfjs-dist/build/${file}`), 'utf8');

function serve(site: OddSite): { readonly pdf: string; readonly bare: string } {
  for (const file of ['pdf.min.mjs', 'pdf.worker.min.mjs'])
    site.at(
      `/${file}`,
      (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/javascript' }).end(library(file)),
    );
  const bare = site.at(
    '/bare',
    (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Bare</title>'),
  );
  return { pdf: site.at('/long.pdf', servesPdf(longPdf())), bare };
}

interface PdfJs {
  GlobalWorkerOptions: { workerSrc: string };
  getDocument(from: object): {
    promise: Promise<{
      numPages: number;
      getPage(number: number): Promise<{ getTextContent(): Promise<{ items: { str?: string }[] }> }>;
    }>;
    destroy(): Promise<void>;
  };
}

/** ms: pdf.js as its makers ship it, with its worker, in a bare page; all its text and nothing else. */
function readBare(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const begun = performance.now();
    const script = '/pdf.min.mjs';
    const { GlobalWorkerOptions, getDocument } = (await import(script)) as PdfJs;
    GlobalWorkerOptions.workerSrc = '/pdf.worker.min.mjs';
    const data = await (await fetch('/long.pdf')).arrayBuffer();
    const loading = getDocument({ data });
    const pdf = await loading.promise;
    let length = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      length += items.map(({ str = '' }) => str).join('').length;
    }
    const took = performance.now() - begun;
    await loading.destroy();
    return length > 100_000 ? took : Number.NaN;
  });
}

/** ms: from the press on *Attach this page* until its text stands in the preview. */
async function readOurs({ page }: PanelDriver): Promise<number> {
  const took = await page.evaluate(async () => {
    const shown = async <Found extends Element>(
      selector: string,
      is: (found: Found) => boolean,
    ): Promise<Found> => {
      for (;;) {
        const found = [...document.querySelectorAll<Found>(selector)].find(is);
        if (found !== undefined) return found;
        await new Promise((next) => requestAnimationFrame(next));
      }
    };
    const button =
      (name: string) =>
      (found: HTMLElement): boolean =>
        (found.getAttribute('aria-label') ?? found.textContent) === name;
    const begun = performance.now();
    (await shown('button', button('Attach this page'))).click();
    (await shown('.composer [role="group"] button', button('Preview'))).click();
    await shown<HTMLTextAreaElement>('dialog textarea', ({ value }) => value.length > 5_000);
    return performance.now() - begun;
  });
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null);
  return took;
}

async function measured(world: World, site: OddSite): Promise<Row[]> {
  const { pdf, bare } = serve(site);
  const panel = await world.openPanel();
  const samples: { limit: number[]; ours: number[] } = { limit: [], ours: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const barePage = await world.openTab(bare);
    const limit = await readBare(barePage);
    await barePage.close();
    const tab = await world.openTab(pdf);
    await world.pressToolbarButton(tab);
    await panel.startOver();
    const ours = await readOurs(panel);
    await tab.close();
    // The first warms the caches of both.
    if (round === 0) continue;
    samples.limit.push(limit);
    samples.ours.push(ours);
  }
  return [
    {
      name: 'PDF of 200 pages: all text read → first preview',
      ...{ unit: 'ms', samples, isBudget: true },
      goal: { kind: 'ratio', to: 'limit', atMost: 3 },
    },
  ];
}

/** In a browser of its own, with the panel beside the tab, as people have it. */
export async function measurePdfReading(): Promise<Row[]> {
  const site = await createOddSite();
  const world = await createWorld();
  try {
    return await measured(world, site);
  } finally {
    await world.close();
    await site.close();
  }
}
