import { createServer, type AddressInfo } from 'node:net';
import { createConnection, type Connection, type Direction, type Dose } from './connection.ts';
import type { Toxic } from './toxic.ts';

export interface FaultProxyOptions {
  readonly target: { readonly host: string; readonly port: number };
  /** Where it listens. Default: loopback. */
  readonly host?: string;
}

/** A TCP proxy that does to its connections what networks do. It knows nothing of what they carry. */
export interface FaultProxy {
  /** `http://` in front of where it listens. */
  readonly url: string;
  readonly port: number;
  /** On open connections and on new ones, in one direction or in both. Several combine. */
  add(toxic: Toxic, on?: Direction | 'both'): void;
  /** On the connections that are open now, and on none that come after them. */
  addToOpen(toxic: Toxic, on?: Direction | 'both'): void;
  /** Takes all of them away. What they held back leaves at once; what they cut or swallowed stays so. */
  clear(): void;
  /** Those with a side left, oldest first. */
  connections(): Pick<Connection, 'up' | 'down'>[];
  /** RST to both sides of all of them, now. */
  cut(): void;
  /** Nothing is open and no timer runs when it resolves. */
  close(): Promise<void>;
}

/** Listening when the promise resolves. */
export async function createFaultProxy({
  target,
  host = '127.0.0.1',
}: FaultProxyOptions): Promise<FaultProxy> {
  let doses: readonly Dose[] = [];
  const open = new Set<Connection>();
  let allOver = (): void => undefined;

  const listener = createServer({ allowHalfOpen: true }, (client) => {
    if (doses.some(({ toxic }) => toxic.kind === 'down')) {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const over = (): void => {
      open.delete(connection);
      if (open.size === 0) allOver();
    };
    const connection = createConnection({ client, target, doses, over });
    open.add(connection);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(0, host, resolve);
  });
  const { port } = listener.address() as AddressInfo;

  const cut = (): void => open.forEach((connection) => connection.cut());

  return {
    url: `http://${host}:${port}`,
    port,
    add(toxic, on = 'both') {
      doses = [...doses, { toxic, on }];
      for (const connection of open) connection.add({ toxic, on });
    },
    addToOpen(toxic, on = 'both') {
      for (const connection of open) connection.add({ toxic, on });
    },
    clear() {
      doses = [];
      for (const connection of open) connection.clear();
    },
    connections: () => [...open],
    cut,
    async close() {
      if (!listener.listening) return;
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      const over = new Promise<void>((resolve) => {
        allOver = resolve;
        if (open.size === 0) resolve();
      });
      cut();
      await Promise.all([closed, over]);
    },
  };
}
