import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach } from 'vitest';
import { createFaultProxy, type FaultProxy } from './fault-proxy.ts';

/** What one end of a connection has come to. */
export interface Caller {
  readonly socket: Socket;
  received(): Buffer;
  /** Pieces that they came in. */
  reads(): number;
  /** Resolves when the other side has ended in good order. */
  readonly ended: Promise<void>;
  /** Resolves when it is gone: the error's code, or null where there was none. */
  readonly closed: Promise<string | null>;
  /** Resolves when so many bytes are here. */
  has(bytes: number): Promise<void>;
}

export interface Echo {
  readonly proxy: FaultProxy;
  /** The server's ends, in order of arrival. */
  readonly served: Socket[];
  /** Resolves with the first of them. */
  serves(): Promise<Socket>;
  call(): Promise<Caller>;
}

/** A server that says all it hears, and a proxy before it. Closed after each test. */
export function echoFixture(): (serve?: (socket: Socket) => void) => Promise<Echo> {
  const closers: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).toReversed()) await close();
  });
  return async (serve = (socket) => socket.pipe(socket)) => {
    const served: Socket[] = [];
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      served.push(socket);
      socket.on('error', () => undefined);
      serve(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const proxy = await createFaultProxy({ target: { host: '127.0.0.1', port } });
    closers.push(async () => {
      served.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    });
    closers.push(proxy.close);
    return {
      proxy,
      served,
      async serves() {
        while (served[0] === undefined) await setImmediate();
        return served[0];
      },
      async call() {
        const caller = callerOn(connect({ host: '127.0.0.1', port: proxy.port, allowHalfOpen: true }));
        closers.push(() => {
          caller.socket.destroy();
          return caller.closed;
        });
        await once(caller.socket, 'connect').catch(() => undefined);
        return caller;
      },
    };
  };
}

export function callerOn(socket: Socket): Caller {
  const pieces: Buffer[] = [];
  let length = 0;
  let failure: string | null = null;
  const ended = new Promise<void>((resolve) => socket.on('end', resolve));
  const closed = new Promise<string | null>((resolve) => socket.on('close', () => resolve(failure)));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    failure = error.code ?? error.message;
  });
  socket.on('data', (piece: Buffer) => {
    pieces.push(piece);
    length += piece.length;
  });
  return {
    ...{ socket, ended, closed },
    received: () => Buffer.concat(pieces),
    reads: () => pieces.length,
    async has(bytes) {
      while (length < bytes) await once(socket, 'data');
    },
  };
}

/** So many bytes, no two neighbours of which look alike. */
export function patterned(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 0xff));
}
