import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DemoPage {
  url: string;
  close(): void;
}

/** Serves the bundled article on a port of the system's choosing, on this machine only. */
export async function serveDemoPage(): Promise<DemoPage> {
  const article = await readFile(new URL('../demo/article.html', import.meta.url));
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(article);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/how-tides-work`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
