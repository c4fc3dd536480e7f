import type { Server } from './client.ts';

/** How a balancer chooses: the emptier of two drawn at random, the emptiest of all, or any. */
export type Balancing = 'two-choices' | 'fewest' | 'blind';

export interface Fleet {
  readonly servers: readonly Server[];
  /** The server that takes a new connection; null where none is up, or the chosen one is asked for too many at once. */
  route(now: number): Server | null;
}

export interface FleetOptions {
  readonly size: number;
  /** Handshakes that one server takes per second; as many may come in one go. */
  readonly handshakesPerSecond: number;
  readonly balancing: Balancing;
  readonly random: () => number;
}

export function createFleet({ size, handshakesPerSecond, balancing, random }: FleetOptions): Fleet {
  const servers = Array.from({ length: size }, (_, number): Server => ({
    number,
    connections: new Set(),
    isUp: true,
  }));
  /** A token bucket for each server: what it could take at that moment (ms). */
  const budgets = servers.map(() => ({ left: handshakesPerSecond, at: 0 }));

  function takes({ number }: Server, now: number): boolean {
    const budget = budgets[number];
    if (budget === undefined) return false;
    const refilled = budget.left + ((now - budget.at) / 1000) * handshakesPerSecond;
    budget.left = Math.min(handshakesPerSecond, refilled);
    budget.at = now;
    if (budget.left < 1) return false;
    budget.left -= 1;
    return true;
  }

  function choose(up: readonly Server[]): Server | undefined {
    const any = (): Server | undefined => up[Math.floor(random() * up.length)];
    switch (balancing) {
      case 'blind':
        return any();
      case 'two-choices':
        return emptier(any(), any());
      case 'fewest':
        return up.reduce<Server | undefined>(emptier, undefined);
      default:
        return balancing satisfies never;
    }
  }

  return {
    servers,
    route(now) {
      const chosen = choose(servers.filter(({ isUp }) => isUp));
      return chosen !== undefined && takes(chosen, now) ? chosen : null;
    },
  };
}

function emptier(one: Server | undefined, other: Server | undefined): Server | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.connections.size < one.connections.size ? other : one;
}
