import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP relay in front of a server, as a home router is. */
export interface Relay {
  readonly port: number;
  /**
   * Forgets every connection there is, without a word to either side: what is sent on it now gets no answer and no
   * error. New connections are relayed.
   */
  forget(): void;
  close(): Promise<void>;
}

export async function createRelay(serverPort: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const live = new Set<{ inner: Socket; outer: Socket }>();

  const server = createServer((outer) => {
    const inner = connect(serverPort, '127.0.0.1');
    const pair = { inner, outer };
    live.add(pair);
    for (const [from, to] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      sockets.add(from);
      from.on('data', (piece) => live.has(pair) && to.write(piece));
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        if (live.delete(pair)) to.destroy();
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));

  return {
    port: (server.address() as AddressInfo).port,
    forget: () => live.clear(),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
