import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from '../http-body.ts';

export interface FakeModel {
  readonly origin: string;
  /** What it was asked, in order. */
  readonly asked: { url: string; authorization: string | undefined; body: Record<string, unknown> }[];
  /** Of the last question: its client has let go. */
  gone(): Promise<void>;
  close(): void;
}

/** A model's endpoint that answers everything with `serve`. */
export const createFakeModel = async (serve: (response: ServerResponse) => void): Promise<FakeModel> => {
  const asked: FakeModel['asked'] = [];
  let last: Promise<void> = Promise.resolve();
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    last = new Promise((resolve) => response.on('close', () => resolve()));
    const { url = '', headers } = request;
    const body = JSON.parse(await readBody(request)) as Record<string, unknown>;
    asked.push({ url, authorization: headers.authorization, body });
    serve(response);
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    gone: () => last,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** One piece of its answer, as it streams. */
export const modelEvent = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;

export const modelEnd = 'data: [DONE]\n\n';
