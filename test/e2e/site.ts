import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Site {
  readonly origin: string;
  /** Path and query of every request, in order. */
  readonly requests: string[];
  /** Serves this document at the path from now on; returns its address. */
  put(path: string, html: string): string;
  close(): Promise<void>;
}

/** A web server of some site's own: the pages that are read beside the panel, and a trap for whatever leaks. */
export async function createSite(): Promise<Site> {
  const documents = new Map<string, string>();
  const requests: string[] = [];
  const answer: RequestListener = (request, response) => {
    const address = request.url ?? '/';
    requests.push(address);
    const html = documents.get(address.split('?', 1)[0] ?? '');
    response
      .writeHead(html === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      .end(html ?? '<!doctype html><title>Not found</title><p>There is nothing here.');
  };
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    put(path, html) {
      documents.set(path, html);
      return origin + path;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
