import type { AnyTimer, WebSocketSession } from '../session/websocket-session.ts';
import type { Entry } from './agenda.ts';

/** One browser somewhere, with the product's session core in it. There are 100,000: plain records, changed in place. */
export interface Client {
  both: WebSocketSession;
  /** ms to the servers and back. */
  readonly roundTrip: number;
  readonly timers: Partial<Record<AnyTimer, Entry | undefined>>;
  /** The one that a server holds for it. */
  connection: Connection | null;
  /** Without a connection since then, in ms; null: it has one. */
  lostAt: number | null;
}

export interface Connection {
  readonly client: Client;
  readonly generation: number;
  readonly server: Server;
  at: 'opening' | 'open' | 'gone';
}

/** One server behind the balancer. */
export interface Server {
  readonly number: number;
  /** Open, or being opened. */
  readonly connections: Set<Connection>;
  isUp: boolean;
}
