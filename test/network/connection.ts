import { connect, type Socket } from 'node:net';
import type { Effect, Verdict } from './effect.ts';
import { createFlow, type Flow } from './flow.ts';
import { effectOf, type Toxic } from './toxic.ts';

/** `up`: from the client to the server. */
export type Direction = 'up' | 'down';

/** A toxic where it works. */
export interface Dose {
  readonly toxic: Toxic;
  readonly on: Direction | 'both';
}

export interface ConnectionOptions {
  readonly client: Socket;
  readonly target: { readonly host: string; readonly port: number };
  readonly doses: readonly Dose[];
  /** Both sides are gone. */
  over(): void;
}

/** A client, and the server that it takes us for. */
export interface Connection {
  readonly up: Pick<Flow, 'passed' | 'waiting'>;
  readonly down: Pick<Flow, 'passed' | 'waiting'>;
  add(dose: Dose): void;
  clear(): void;
  /** Both sides get an RST. */
  cut(): void;
}

export function createConnection({ client, target, doses, over }: ConnectionOptions): Connection {
  // Half-open in the sense of net: one side may have ended while the other still speaks.
  const server = connect({ ...target, allowHalfOpen: true, noDelay: true });
  client.setNoDelay(true);

  const end = (verdict: Verdict): void => {
    for (const flow of Object.values(flows)) flow.close();
    for (const socket of [client, server]) {
      if (verdict === 'reset') socket.resetAndDestroy();
      else socket.destroySoon();
    }
  };

  const effects: Record<Direction, Effect[]> = { up: [], down: [] };
  const take = ({ toxic, on }: Dose): void => {
    for (const direction of ['up', 'down'] as const) {
      if (on === 'both' || on === direction) effects[direction].push(effectOf(toxic));
    }
  };
  doses.forEach(take);
  const flows: Record<Direction, Flow> = {
    up: createFlow({ source: client, sink: server, effects: [...effects.up], ended: end }),
    down: createFlow({ source: server, sink: client, effects: [...effects.down], ended: end }),
  };
  const suffer = (): void => {
    flows.up.suffer([...effects.up]);
    flows.down.suffer([...effects.down]);
  };

  for (const socket of [client, server]) {
    // What it was is told by 'close', which follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (!client.closed || !server.closed) return;
      for (const flow of Object.values(flows)) flow.close();
      over();
    });
  }

  return {
    ...flows,
    add(dose) {
      take(dose);
      suffer();
    },
    clear() {
      effects.up = [];
      effects.down = [];
      suffer();
    },
    cut: () => end('reset'),
  };
}
