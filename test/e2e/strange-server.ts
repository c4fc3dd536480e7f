import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StrangeAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** Whether it lets any origin read what it answers. */
  readonly admits: boolean;
}

export interface StrangeServer {
  readonly origin: string;
  /** Everything that was sent to it, as one text. */
  received(): string;
  close(): Promise<void>;
}

const admission = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization',
  'access-control-allow-methods': '*',
};

/** A web server that is no MIPTech platform and answers everything alike. */
export async function createStrangeServer({
  status,
  type,
  body,
  admits,
}: StrangeAnswer): Promise<StrangeServer> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`);
    request.setEncoding('utf8').on('data', (piece: string) => received.push(piece));
    const headers = { 'content-type': type, ...(admits ? admission : {}) };
    if (request.method === 'OPTIONS' && admits) response.writeHead(204, headers).end();
    else response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received.join('\n'),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
