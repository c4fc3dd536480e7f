import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';

export interface ListenerOptions {
  readonly host: string;
  /** 0: any free one; after a stop the same again. */
  readonly port: number;
  request(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, transport: Duplex, head: Buffer): void;
}

export interface Listener {
  readonly port: number;
  start(): Promise<void>;
  /** Cuts every connection. */
  stop(): Promise<void>;
}

/** A server that can go away and come back on its port. */
export const createListener = ({ host, request, upgrade, ...options }: ListenerOptions): Listener => {
  const server = createServer((incoming, response) => void request(incoming, response));
  // Node forgets a connection once it is upgraded, so closeAllConnections would leave WebSockets open.
  const sockets = new Set<Socket>();
  let port = options.port;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('upgrade', upgrade);

  return {
    get port() {
      return port;
    },
    start: async () => {
      if (server.listening) return;
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      port = (server.address() as AddressInfo).port;
    },
    stop: async () => {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
      // A client in this process must see its idle connections close, or it writes its next request into one.
      await setTimeout(5);
    },
  };
};
