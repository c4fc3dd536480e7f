import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A secure proxy as customers have built them: it knows its origins, and no CORS. OPTIONS is one more wrong method. */
export interface StrictProxy {
  readonly origin: string;
  close(): Promise<void>;
}

/** @param url of the proxy that it hands everything on to */
export async function createStrictProxy(url: string): Promise<StrictProxy> {
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') {
      response.writeHead(405, { 'content-type': 'application/json' }).end('{"error":"Method not allowed"}');
      return;
    }
    const { method, headers, url: path } = request;
    const onward = ask(`${url}${path}`, { method, headers }, (answer) => {
      const kept = Object.entries(answer.headers).filter(([name]) => !name.startsWith('access-control-'));
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
