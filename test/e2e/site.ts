import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Site {
  readonly origin: string;
  /** Path and query of every request, in order. */
  readonly requests: string[];
  /** Serves this document at the path from now on; returns its address. Default of `contentType`: HTML in UTF-8. */
  put(path: string, body: string, contentType?: string): string;
  close(): Promise<void>;
}

const html = 'text/html; charset=utf-8';

/** A web server of some site's own: the pages that are read beside the panel, and a trap for whatever leaks. */
export async function createSite(): Promise<Site> {
  const documents = new Map<string, { readonly body: string; readonly contentType: string }>();
  const requests: string[] = [];
  const answer: RequestListener = (request, response) => {
    const address = request.url ?? '/';
    requests.push(address);
    const found = documents.get(address.split('?', 1)[0] ?? '');
    response
      .writeHead(found === undefined ? 404 : 200, { 'content-type': found?.contentType ?? html })
      .end(found?.body ?? '<!doctype html><title>Not found</title><p>There is nothing here.');
  };
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    put(path, body, contentType = html) {
      documents.set(path, { body, contentType });
      return origin + path;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
