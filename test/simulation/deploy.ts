import {
  advanceBoth,
  startSession,
  type AnyEvent,
  type WebSocketSession,
} from '../session/websocket-session.ts';
import { createAgenda } from './agenda.ts';
import type { Client } from './client.ts';
import { createCrowd, type Crowd } from './crowd.ts';
import { createFleet, type Balancing } from './fleet.ts';
import { createPlatform } from './platform.ts';
import { createRecord, type Recovery } from './record.ts';
import { seededRandom } from '../doubles/seeded-random.ts';
import { stretched } from './stretched.ts';

/** One deploy, and the clients it cuts off. README.md of lib/session says why these. */
export interface Deploy {
  readonly clients: number;
  readonly servers: number;
  /** How many of them restart. */
  readonly restarted: number;
  /** ms between the restarts of two servers; 0: all at once. */
  readonly everyMs: number;
  /** ms that a server is away; the balancer knows at once. */
  readonly awayMs: number;
  /** What the server's clients are closed with. */
  readonly code: number;
  readonly balancing: Balancing;
  /** That one server takes. */
  readonly handshakesPerSecond: number;
  /** The share of clients with an answer under way when their server closes. */
  readonly inFlight: number;
  /** ms; another end of the spread of P25 than the product's, to compare. */
  readonly spreadToMs?: number;
  readonly seed: number;
}

export const rollingDeploy: Deploy = {
  clients: 100_000,
  servers: 20,
  restarted: 20,
  everyMs: 15_000,
  awayMs: 10_000,
  code: 1001,
  balancing: 'two-choices',
  handshakesPerSecond: 250,
  inFlight: 0.03,
  seed: 1,
};

/** ms there and back: from the same city to the other side of the world. */
const nearest = 20;
const farthest = 150;
const epoch = Date.UTC(2026, 0, 1);

export function simulate(deploy: Deploy): Recovery {
  const agenda = createAgenda();
  const chance = seededRandom(deploy.seed);
  const surroundingChance = seededRandom(deploy.seed + 1);
  const record = createRecord(deploy.servers, () => agenda.now());
  const fleet = createFleet({
    size: deploy.servers,
    handshakesPerSecond: deploy.handshakesPerSecond,
    balancing: deploy.balancing,
    random: surroundingChance,
  });
  const platform = createPlatform({
    fleet,
    agenda,
    observer: record,
    tell: (client, event) => crowd.takes(client, event),
  });
  const crowd = createCrowd({
    agenda,
    epoch,
    random: chance,
    surroundings: platform,
    retime: stretched(deploy.spreadToMs),
  });
  const { ready, generation } = connectedState();
  const clients = Array.from({ length: deploy.clients }, (_, index): Client => {
    const roundTrip = Math.round(nearest + (farthest - nearest) * surroundingChance());
    const both = { ...ready, session: { ...ready.session, conversationId: `c${index}` } };
    const client: Client = { both, roundTrip, timers: {}, connection: null, lostAt: null };
    const server = fleet.servers[index % deploy.servers];
    if (server !== undefined) platform.admit(client, generation, server);
    return client;
  });

  for (const [index, server] of fleet.servers.slice(0, deploy.restarted).entries()) {
    agenda.in(index * deploy.everyMs, () => {
      for (const { client } of server.connections) {
        if (surroundingChance() < deploy.inFlight) ask(crowd, client, index);
      }
      server.isUp = deploy.awayMs === 0;
      platform.shut(server, deploy.code);
      if (!server.isUp) {
        agenda.in(deploy.awayMs, () => {
          server.isUp = true;
        });
      }
    });
  }
  agenda.run();
  return record.recovery(clients);
}

/** A session that a panel shows, as it stands before the deploy. */
export function connectedState(): { readonly ready: WebSocketSession; readonly generation: number } {
  let both: WebSocketSession = {
    session: startSession({ conversationId: 'c', chatId: 'chat' }),
    socket: null,
  };
  const take = (event: AnyEvent): void => {
    both = advanceBoth(both, event, { now: epoch, random: 0 }).after;
  };
  take({ type: 'watched', watchers: 1 });
  const { connection } = both.session;
  const generation = 'generation' in connection ? connection.generation : 0;
  take({ type: 'socket-opened', generation });
  take({ type: 'frame-received', generation, frame: { type: 'ready' } });
  take({ type: 'frame-received', generation, frame: { type: 'joined' } });
  const { at } = both.session.connection;
  if (at !== 'ready') throw new Error(`not connected, but ${at}`);
  return { ready: both, generation };
}

/** Gives a client an answer that has begun. Nothing of it matters but that it is under way. */
function ask(crowd: Crowd, client: Client, wave: number): void {
  const { connection, exchange, conversationId } = client.both.session;
  if (connection.at !== 'ready' || exchange !== null) return;
  const id = `${conversationId}-${wave}`;
  const { generation } = connection;
  crowd.takes(client, {
    type: 'sent',
    message: { role: 'user', id, text: 'Why?', attachments: [], createdAt: epoch },
  });
  crowd.takes(client, { type: 'frame-received', generation, frame: { type: 'start', messageId: null } });
}
