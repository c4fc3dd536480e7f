import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

export interface GateStop {
  readonly from: 'extension' | 'platform';
  /** The frame's type. */
  readonly type: string;
  /** The how many-th of that type, from 1. */
  readonly nth?: number;
  /** Whether the frame itself still arrives. */
  readonly passes: boolean;
}

/** Stands between extension and platform on the WebSocket, and can halt a connection at any frame. */
export interface Gate {
  readonly wsUrl: string;
  /** From that frame on nothing passes on its connection, either way; others are free. Returns whether it is there. */
  stopAt(stop: GateStop): () => boolean;
  /** All that waits goes on, to whoever is still there, and nothing is going to be halted any more. */
  pass(): void;
  /** All that waits is lost with its connection. */
  lose(): void;
  close(): Promise<void>;
}

/** Any frame of the protocol. */
export const typed = z.object({ type: z.string() });

function typeOf(text: string): string {
  return typed.safeParse(JSON.parse(text)).data?.type ?? '';
}

interface Connection {
  isHalted: boolean;
  pass(): void;
  lose(): void;
}

export async function createGate(platformUrl: string): Promise<Gate> {
  const connections = new Set<Connection>();
  const acceptor = new WebSocketServer({ noServer: true });
  let armed: { readonly stop: GateStop; left: number } | null = null;

  /** The stop, where this frame is the one. */
  const judge = (from: GateStop['from'], text: string): GateStop | null => {
    if (armed === null || armed.stop.from !== from || armed.stop.type !== typeOf(text)) return null;
    armed.left -= 1;
    if (armed.left > 0) return null;
    const { stop } = armed;
    armed = null;
    return stop;
  };

  function join(extension: WebSocket, platform: WebSocket): void {
    const waiting: (() => void)[] = [];
    let openEnds = 2;
    const connection: Connection = {
      isHalted: false,
      pass() {
        connection.isHalted = false;
        for (const act of waiting.splice(0)) act();
      },
      lose() {
        waiting.length = 0;
        extension.terminate();
        platform.terminate();
      },
    };
    connections.add(connection);
    const act = (deed: () => void): void => {
      if (connection.isHalted) waiting.push(deed);
      else deed();
    };
    const relay = (from: GateStop['from'], source: WebSocket, target: WebSocket): void => {
      source.on('message', (data) => {
        const text = (data as Buffer).toString('utf8');
        const deliver = (): void => target.send(text, () => undefined);
        const stop = connection.isHalted ? null : judge(from, text);
        if (stop?.passes === true) deliver();
        if (stop !== null) connection.isHalted = true;
        if (stop?.passes !== true) act(deliver);
      });
      source.on('close', (code, reason) => {
        // 1005 and 1006 say that there was no code, and cannot be sent.
        act(() => (code === 1005 || code === 1006 ? target.terminate() : target.close(code, reason)));
        openEnds -= 1;
        if (openEnds === 0) connections.delete(connection);
      });
      source.on('error', () => undefined);
    };
    relay('extension', extension, platform);
    relay('platform', platform, extension);
  }

  const server = createServer((_request, response) => response.writeHead(404).end());
  server.on('upgrade', (request: IncomingMessage, transport: Duplex, head: Buffer) => {
    const { search } = new URL(request.url ?? '/', 'ws://gate');
    const headers = request.headers.origin === undefined ? {} : { origin: request.headers.origin };
    const platform = new WebSocket(platformUrl + search, { headers });
    platform.once('error', () => transport.destroy());
    // Both open within one turn: no frame comes before there is somebody to relay it.
    platform.once('open', () =>
      acceptor.handleUpgrade(request, transport, head, (extension) => join(extension, platform)),
    );
    transport.on('error', () => platform.terminate());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));

  return {
    wsUrl: `ws://127.0.0.1:${(server.address() as AddressInfo).port}${new URL(platformUrl).pathname}`,
    stopAt: (stop) => {
      const mine = { stop, left: stop.nth ?? 1 };
      armed = mine;
      return () => armed !== mine;
    },
    pass: () => {
      armed = null;
      for (const connection of connections) if (connection.isHalted) connection.pass();
    },
    lose: () => {
      for (const connection of connections) if (connection.isHalted) connection.lose();
    },
    async close() {
      for (const connection of connections) connection.lose();
      acceptor.close();
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
    },
  };
}
