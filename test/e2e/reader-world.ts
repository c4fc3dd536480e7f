import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TargetType, type Page } from 'puppeteer-core';
import { build } from 'wxt';
import { z } from 'zod/mini';
import { capturedPage, readablePage, type ReadablePage } from '../../lib/page-context/captured-page.ts';
import { linkWishKey } from '../../lib/shared/link-wish.ts';
import { launchExtension } from './extension.ts';

/** What is served at a path. */
export interface ServedPage {
  readonly body: string | Buffer;
  /** Default: HTML in UTF-8. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The page reader as WXT builds it, in a Chromium beside pages of ours. */
export interface ReaderWorld {
  readonly origin: string;
  readonly page: Page;
  /** Injected into the open page as the background does it; unparsed. */
  inject(): Promise<unknown>;
  /** @throws where the page can't be read. @param hasLinks with the addresses of its links */
  read(hasLinks?: boolean): Promise<ReadablePage>;
  close(): Promise<void>;
}

const project = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What the calling service worker uses of its own world. */
declare const chrome: {
  tabs: { query(filter: { url: string }): Promise<{ id?: number }[]> };
  scripting: {
    executeScript(
      injection: { target: { tabId: number } } & (
        { files: string[] } | { func: (key: string) => void; args: string[] }
      ),
    ): Promise<{ result?: unknown }[]>;
  };
};

/** `serve` answers with nothing for what is not there. The same server is another origin under `localhost`. */
export async function createReaderWorld(
  serve: (path: string) => Promise<ServedPage | undefined>,
): Promise<ReaderWorld> {
  const directory = await mkdtemp(join(tmpdir(), 'page-reader-'));
  const server = createServer((request, response) => {
    serve(new URL(request.url ?? '/', 'http://localhost').pathname).then(
      (served) => {
        const headers = { 'Content-Type': 'text/html; charset=utf-8', ...served?.headers };
        response.writeHead(served === undefined ? 404 : 200, headers).end(served?.body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchExtension({ dir: await buildReader(directory) });
  const target = await browser.browser.waitForTarget(
    (t) => t.type() === TargetType.SERVICE_WORKER && t.url().endsWith('/caller.js'),
  );
  const worker = await target.worker();
  if (worker === null) throw new Error('The calling service worker has no context.');
  const page = await browser.browser.newPage();
  await page.setViewport({ width: 1000, height: 800 });

  const inject = (hasLinks = false): Promise<unknown> =>
    worker.evaluate(
      async (url, key) => {
        const [tab] = await chrome.tabs.query({ url });
        const at = { tabId: tab?.id ?? -1 };
        if (key !== '')
          await chrome.scripting.executeScript({
            target: at,
            func: (wish) => void Reflect.set(globalThis, wish, true),
            args: [key],
          });
        const [injection] = await chrome.scripting.executeScript({ target: at, files: ['/page-reader.js'] });
        return injection?.result;
      },
      `${origin}/*`,
      hasLinks ? linkWishKey : '',
    );

  return {
    origin,
    page,
    inject,
    read: async (hasLinks) => z.parse(readablePage, z.parse(capturedPage, await inject(hasLinks))),
    async close() {
      await browser.close();
      server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function silent(): void {
  // A build that fails rejects.
}

/** An extension of nothing but the reader, so that no other part's work decides whether a test passes. */
async function buildReader(directory: string): Promise<string> {
  await build({
    root: directory,
    configFile: false,
    entrypointsDir: project('entrypoints'),
    filterEntrypoints: ['page-reader'],
    outDir: join(directory, 'output'),
    outDirTemplate: 'reader',
    imports: false,
    manifestVersion: 3,
    logger: {
      debug: silent,
      log: silent,
      info: silent,
      warn: silent,
      error: silent,
      fatal: silent,
      success: silent,
      level: 0,
    },
    manifest: {
      name: 'Page reader',
      version: '1.0',
      permissions: ['scripting', 'tabs'],
      host_permissions: ['http://127.0.0.1/*'],
    },
    hooks: {
      'build:manifestGenerated': (_, manifest) => {
        manifest.background = { service_worker: 'caller.js' };
      },
    },
  });
  const output = join(directory, 'output', 'reader');
  await writeFile(join(output, 'caller.js'), '');
  return output;
}
