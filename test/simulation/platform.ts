import type { HistoryItem } from '../../lib/session/history.ts';
import type { AnyEvent } from '../session/websocket-session.ts';
import type { Agenda } from './agenda.ts';
import type { Client, Connection, Server } from './client.ts';
import type { Surroundings } from './crowd.ts';
import type { Fleet } from './fleet.ts';

/** Whoever counts. */
export interface Observer {
  /** @param server null: none took it */
  attempted(server: Server | null): void;
  lost(client: Client): void;
  connected(client: Client): void;
  askedRest(): void;
}

/** The servers as clients meet them: handshakes, joins, history, and the closing of a server. Throws at a client's second socket. */
export interface Platform extends Surroundings {
  /** A connection that stands when the simulation begins. */
  admit(client: Client, generation: number, server: Server): void;
  /** Everybody on the server is closed with `code`, at once; a connection that is still being opened just breaks. */
  shut(server: Server, code: number): void;
}

export interface PlatformOptions {
  readonly fleet: Fleet;
  readonly agenda: Agenda;
  readonly observer: Observer;
  readonly tell: (client: Client, event: AnyEvent) => void;
}

/** Round trips: TCP, TLS and the upgrade. */
const tripsToOpen = 3;
/** Round trips of a REST call on a new connection, the server's own time included. */
const tripsToAsk = 4;

export function createPlatform({ fleet, agenda, observer, tell }: PlatformOptions): Platform {
  function hold(connection: Connection): void {
    if (connection.client.connection !== null) throw new Error('a client has two sockets');
    connection.client.connection = connection;
    connection.server.connections.add(connection);
  }

  function letGo(connection: Connection): void {
    connection.at = 'gone';
    connection.server.connections.delete(connection);
    connection.client.connection = null;
  }

  function later(client: Client, trips: number, event: AnyEvent): void {
    agenda.in(Math.round(trips * client.roundTrip), () => tell(client, event));
  }

  return {
    admit: (client, generation, server) => hold({ client, generation, server, at: 'open' }),
    openSocket(client, generation) {
      const server = fleet.route(agenda.now());
      observer.attempted(server);
      if (server === null)
        return later(client, 1, { type: 'socket-closed', generation, code: 1006, reason: '' });
      const connection: Connection = { client, generation, server, at: 'opening' };
      hold(connection);
      agenda.in(tripsToOpen * client.roundTrip, () => {
        if (connection.at === 'gone') return;
        connection.at = 'open';
        tell(client, { type: 'socket-opened', generation });
        tell(client, { type: 'frame-received', generation, frame: { type: 'ready' } });
      });
    },
    closeSocket({ connection }, generation) {
      if (connection?.generation === generation) letGo(connection);
    },
    join(client, generation) {
      const { connection } = client;
      if (connection?.generation !== generation) return;
      agenda.in(client.roundTrip, () => {
        if (connection.at === 'gone') return;
        tell(client, { type: 'frame-received', generation, frame: { type: 'joined' } });
        observer.connected(client);
      });
    },
    readHistory(client, generation) {
      observer.askedRest();
      later(client, tripsToAsk, {
        type: 'history-read',
        generation,
        history: { items: historyOf(client), isWhole: true },
      });
    },
    explainRefusal(client) {
      observer.askedRest();
      later(client, tripsToAsk, { type: 'refusal-explained', problem: { code: 'server-unreachable' } });
    },
    shut(server, code) {
      for (const connection of [...server.connections]) {
        const { client, generation } = connection;
        const told = connection.at === 'open' ? code : 1006;
        letGo(connection);
        observer.lost(client);
        later(client, 0.5, { type: 'socket-closed', generation, code: told, reason: '' });
      }
    },
  };
}

/** For a client whose answer was cut off: by now the server has written it to its end. */
function historyOf({
  both: {
    session: { exchange },
  },
}: Client): HistoryItem[] {
  if (exchange === null) return [];
  const { id, text } = exchange.message;
  return [
    { id: `h-${id}`, role: 'user', content: text, clientMessageId: id },
    { id: `a-${id}`, role: 'assistant', content: 'Because.', clientMessageId: null },
  ];
}
