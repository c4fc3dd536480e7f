import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site that answers as it is told to, path by path: PDFs, pages that never end, files handed out once. */
export interface OddSite {
  readonly origin: string;
  /** Answers at the path by it from now on; returns its address. */
  at(path: string, answer: RequestListener): string;
  close(): Promise<void>;
}

export async function createOddSite(): Promise<OddSite> {
  const answers = new Map<string, RequestListener>();
  const server: Server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '');
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    at(path, answer) {
      answers.set(path, answer);
      return origin + path;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export function servesPdf(
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): RequestListener {
  return (_request, response) =>
    void response.writeHead(200, { 'content-type': 'application/pdf', ...headers }).end(bytes);
}
