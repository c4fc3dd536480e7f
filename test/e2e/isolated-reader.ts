import { readFile } from 'node:fs/promises';
import type { Page, Viewport } from 'puppeteer-core';
import { z } from 'zod/mini';
import { capturedPage, type CapturedPage } from '../../lib/page-context/captured-page.ts';
import type { ExtensionBrowser } from './extension.ts';

const script = '.output/chrome-mv3/page-reader.js';

/** An empty page of an address that a page can have; what it shows is set with `showDrawn`. No server is asked. */
export async function openReadable({ browser }: ExtensionBrowser, viewport: Viewport): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport(viewport);
  await page.setRequestInterception(true);
  page.on('request', (request) => void request.respond({ contentType: 'text/html', body: '' }));
  await page.goto('https://page.example/');
  return page;
}

/** Shows a page, until it is drawn: what is drawn only where it is scrolled to takes its room then. */
export async function showDrawn(page: Page, html: string): Promise<void> {
  await page.setContent(html);
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(resolve));
      }),
  );
}

/**
 * Runs the production build's page reader on what the page shows now, in an isolated world as the browser would, but
 * without an extension around it: `page-reader.e2e.ts` has that.
 */
export async function readIsolated(page: Page): Promise<CapturedPage> {
  const source = await readFile(script, 'utf8');
  const session = await page.createCDPSession();
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  const { result } = await session.send('Runtime.evaluate', {
    expression: source,
    contextId: executionContextId,
    returnByValue: true,
  });
  await session.detach();
  return z.parse(capturedPage, result.value);
}

/** What was read of it; empty where there was nothing to read. */
export async function textRead(page: Page): Promise<string> {
  const captured = await readIsolated(page);
  if ('text' in captured) return captured.text;
  if (captured.unreadable !== 'empty') throw new Error(`The page is unreadable: ${captured.unreadable}.`);
  return '';
}
