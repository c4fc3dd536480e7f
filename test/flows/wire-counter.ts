import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** A server in front of a platform that counts what arrives, byte for byte, and knows nothing of the extension. */
export interface WireCounter {
  readonly apiUrl: string;
  readonly host: string;
  /** As they arrived; `bytes` of the body alone. */
  readonly requests: {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly bytes: number;
  }[];
  /** Paths with their query. */
  readonly upgrades: string[];
  readonly frames: { readonly text: string; readonly bytes: number }[];
  close(): Promise<void>;
}

/** @param target the platform's own API URL, asked for with each request */
export async function createWireCounter(target: () => string): Promise<WireCounter> {
  const requests: WireCounter['requests'] = [];
  const upgrades: string[] = [];
  const frames: WireCounter['frames'] = [];
  const open = new Set<Socket>();

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const { method = '', url: path = '', headers } = incoming;
      requests.push({ method, path, headers, bytes: body.length });
      const forwarded = ask(new URL(path, target()), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      forwarded.on('error', () => response.destroy());
      forwarded.end(body);
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.on('upgrade', (incoming, transport, head) => {
    const path = incoming.url ?? '';
    upgrades.push(path);
    sockets.handleUpgrade(incoming, transport, head, (near) => {
      const far = new WebSocket(new URL(path, target().replace(/^http/, 'ws')));
      const early: string[] = [];
      near.on('message', (data: Buffer) => {
        const text = data.toString('utf8');
        frames.push({ text, bytes: data.length });
        if (far.readyState === WebSocket.OPEN) far.send(text);
        else early.push(text);
      });
      far.on('open', () => early.forEach((text) => far.send(text)));
      far.on('message', (data: Buffer) => near.send(data.toString('utf8')));
      far.on('close', (code, reason) => (code === 1006 ? near.terminate() : near.close(code, reason)));
      near.on('close', () => far.close());
      for (const end of [near, far]) end.on('error', () => end.terminate());
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `http://${host}`,
    host,
    requests,
    upgrades,
    frames,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}
