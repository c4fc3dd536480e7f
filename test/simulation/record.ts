import type { Client } from './client.ts';
import type { Observer } from './platform.ts';

/** What a deploy did to clients and servers, from the first lost connection until everybody was connected again. */
export interface Recovery {
  /** s */
  readonly seconds: number;
  /** Connects asked for by clients. */
  readonly attempts: number;
  /** Attempts in the busiest second, wherever it begins. */
  readonly peak: number;
  /** Attempts per second. */
  readonly mean: number;
  /** The busiest second of one server. */
  readonly peakOfServer: number;
  /** Attempts that no server took. */
  readonly refused: number;
  /** REST calls: looks into the history, and questions why a socket was refused. */
  readonly restCalls: number;
  /** Connections lost, and won back. */
  readonly lost: number;
  readonly returned: number;
  /** s without a connection: half of the clients wait less, 99 % wait less, nobody waits more. */
  readonly waits: { readonly median: number; readonly p99: number; readonly longest: number };
  /** Attempts in each second. */
  readonly perSecond: readonly number[];
  /** Clients by what became of them; all of them `ready, one socket`, if all is well. */
  readonly ends: ReadonlyMap<string, number>;
}

export interface Recorder extends Observer {
  recovery(clients: readonly Client[]): Recovery;
}

/** ms. A second that begins in any of them is looked at. */
const binMs = 100;
const binsPerSecond = 1000 / binMs;

export function createRecord(servers: number, now: () => number): Recorder {
  const ofAll: number[] = [];
  const ofServer = Array.from({ length: servers }, (): number[] => []);
  const waits: number[] = [];
  let attempts = 0;
  let refused = 0;
  let restCalls = 0;
  let lost = 0;
  let last = 0;

  return {
    attempted(server) {
      attempts += 1;
      count(ofAll, now());
      const bins = server === null ? undefined : ofServer[server.number];
      if (bins === undefined) refused += 1;
      else count(bins, now());
    },
    lost(client) {
      // One that was cut off again on its way back has been waiting since the first time.
      if (client.lostAt !== null) return;
      lost += 1;
      client.lostAt = now();
    },
    connected(client) {
      if (client.lostAt === null) return;
      waits.push(now() - client.lostAt);
      client.lostAt = null;
      last = now();
    },
    askedRest() {
      restCalls += 1;
    },
    recovery(clients) {
      const sorted = waits.toSorted((a, b) => a - b);
      const share = (part: number): number => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0) / 1000;
      const ends = new Map<string, number>();
      for (const { both, connection } of clients) {
        const end = `${both.session.connection.at}, ${connection?.at === 'open' ? 'one socket' : 'no socket'}`;
        ends.set(end, (ends.get(end) ?? 0) + 1);
      }
      return {
        seconds: last / 1000,
        attempts,
        peak: busiestSecond(ofAll),
        mean: attempts / (last / 1000),
        peakOfServer: Math.max(...ofServer.map(busiestSecond)),
        refused,
        restCalls,
        lost,
        returned: waits.length,
        waits: { median: share(0.5), p99: share(0.99), longest: share(1) },
        perSecond: seconds(ofAll, Math.ceil(last / 1000)),
        ends,
      };
    },
  };
}

function count(bins: number[], ms: number): void {
  const bin = Math.floor(ms / binMs);
  while (bins.length <= bin) bins.push(0);
  bins[bin] = (bins[bin] ?? 0) + 1;
}

function busiestSecond(bins: readonly number[]): number {
  let most = 0;
  let inSecond = 0;
  for (const [index, attempts] of bins.entries()) {
    inSecond += attempts - (bins[index - binsPerSecond] ?? 0);
    most = Math.max(most, inSecond);
  }
  return most;
}

function seconds(bins: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, second) =>
    bins.slice(second * binsPerSecond, (second + 1) * binsPerSecond).reduce((sum, more) => sum + more, 0),
  );
}
