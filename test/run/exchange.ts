import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { panelViewport } from '../e2e/extension.ts';

const question = 'Why are there two high tides a day, and why is the tide so high in the Bay of Fundy?';

/** ms for a local assistant to answer in full, at the pace of a streaming model. */
const patience = 60_000;

/** Attaches the page in the panel, asks about it, and waits for the complete answer. Returns the answer's text. */
export async function ask(panel: Page): Promise<string> {
  await panel.locator('::-p-aria([name="Attach this page"][role="button"])').click();
  await panel.waitForSelector('[role="group"][aria-label^="Page: "]', { timeout: patience });
  await panel.locator('::-p-aria([name="Message"][role="textbox"])').fill(question);
  await panel.locator('::-p-aria([name="Send"][role="button"])').click();
  const answer = await panel.waitForSelector('[data-status="complete"]', { timeout: patience });
  return (await answer?.evaluate((element) => element.textContent)) ?? '';
}

const address = (picture: Uint8Array): string =>
  `data:image/png;base64,${Buffer.from(picture).toString('base64')}`;

/**
 * A page that shows the article and the panel as they stand beside each other in a window.
 * @param width CSS pixels of the article; it is as high as the panel
 */
export async function composeBeside(
  browser: Browser,
  article: Page,
  panel: Page,
  width = 920,
): Promise<Page> {
  const beside = panel.viewport() ?? panelViewport;
  await article.setViewport({ width, height: beside.height });
  const pictures = [await article.screenshot(), await panel.screenshot()];
  const composed = await browser.newPage();
  await composed.setViewport({ width: width + 1 + beside.width, height: beside.height });
  await composed.setContent(
    `<body style="margin:0;display:flex;gap:1px;background:#c4c7cc">
      ${pictures.map((picture) => `<img src="${address(picture)}">`).join('')}`,
  );
  return composed;
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
  const composed = await composeBeside(browser, article, panel);
  await composed.screenshot({ path: files.both });
  await composed.close();
  await article.screenshot({ path: files.article });
  await panel.screenshot({ path: files.panel });
  return Object.values(files);
}
