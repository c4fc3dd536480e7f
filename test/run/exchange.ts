import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { panelViewport } from '../e2e/extension.ts';

const question = 'Why are there two high tides a day, and why is the tide so high in the Bay of Fundy?';

/** ms for a local assistant to answer in full, at the pace of a streaming model. */
const patience = 60_000;

const pageViewport = { width: 920, height: panelViewport.height };

/** Attaches the page in the panel, asks about it, and waits for the complete answer. Returns the answer's text. */
export async function ask(panel: Page): Promise<string> {
  await panel.locator('::-p-aria([name="Attach this page"][role="button"])').click();
  await panel.waitForSelector('[role="group"][aria-label^="Page: "]', { timeout: patience });
  await panel.locator('::-p-aria([name="Message"][role="textbox"])').fill(question);
  await panel.locator('::-p-aria([name="Send"][role="button"])').click();
  const answer = await panel.waitForSelector('[data-status="complete"]', { timeout: patience });
  return (await answer?.evaluate((element) => element.textContent)) ?? '';
}

async function image(file: string): Promise<string> {
  return `data:image/png;base64,${(await readFile(file)).toString('base64')}`;
}

/** Saves the panel, the article, and both as they stand beside each other in a window. Returns the files. */
export async function photograph(
  browser: Browser,
  article: Page,
  panel: Page,
  folder: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = {
    panel: join(folder, 'panel.png'),
    article: join(folder, 'article.png'),
    both: join(folder, 'side-by-side.png'),
  };

  await article.setViewport(pageViewport);
  await article.screenshot({ path: files.article });
  await panel.screenshot({ path: files.panel });

  const composed = await browser.newPage();
  await composed.setViewport({
    width: pageViewport.width + panelViewport.width + 1,
    height: panelViewport.height,
  });
  await composed.setContent(
    `<body style="margin:0;display:flex;gap:1px;background:#c4c7cc">
      <img src="${await image(files.article)}"><img src="${await image(files.panel)}">`,
  );
  await composed.screenshot({ path: files.both });
  await composed.close();
  return Object.values(files);
}
