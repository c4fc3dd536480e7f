import { noPolicy } from '../../../lib/config/policy.ts';
import type { KnownWay } from '../../../lib/config/known-way.ts';
import type { Profile } from '../../../lib/config/profile.ts';
import { signedOut } from '../../../lib/auth/token-source.ts';
import type { KnownTenants } from '../../../lib/background/platform/known-tenants.ts';
import { createGateway } from '../../../lib/background/platform/create-gateway.ts';
import type { PlatformGateway } from '../../../lib/background/platform/platform-gateway.ts';
import { restoreSession } from '../../../lib/background/sessions/restore-session.ts';
import { createSessionRunner, type SessionRunner } from '../../../lib/background/sessions/session-runner.ts';
import { freshBudget } from '../../../lib/session/budget.ts';
import type { Change } from '../../../lib/session/effect.ts';
import type { ConversationStore } from '../../../lib/storage/conversation-store.ts';
import type { VirtualClock } from '../../doubles/virtual-clock.ts';
import { never } from '../never.ts';
import { createWorkerNetwork } from '../worker-network.ts';

/** What outlives a worker: storage, the network, the clock. */
export interface LifeWorld {
  readonly conversationId: string;
  readonly profile: Profile;
  readonly clock: VirtualClock;
  readonly store: ConversationStore;
  /** What is stored, told again: a page reads it. */
  readonly stored: (changes: readonly Change[]) => void;
  readonly fetch: typeof globalThis.fetch;
  readonly Socket: typeof globalThis.WebSocket;
  readonly knownTenants: KnownTenants;
  /** As it is stored. */
  readonly known: () => KnownWay | null;
  readonly keep: (known: KnownWay) => void;
  readonly isOnline: () => boolean;
  /** Each time the worker touches the world or the world the worker. True: it dies just before that. */
  readonly diesBefore: (what: string) => boolean;
}

/** One worker's session of one conversation, from storage on. After `kill` nothing of it reaches the world any more. */
export interface SessionLife {
  readonly gateway: PlatformGateway;
  readonly runner: SessionRunner;
  /** Settles once it is dead. */
  readonly over: Promise<void>;
  kill(): void;
}

export async function beginLife(world: LifeWorld, isFirst: boolean): Promise<SessionLife> {
  const { clock, profile, store, conversationId } = world;
  const timers = new Set<unknown>();
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  let isAlive = true;

  function cross(what: string): boolean {
    if (isAlive && world.diesBefore(what)) kill();
    return isAlive;
  }

  const mortal = {
    now: () => clock.now(),
    setTimeout(callback: () => void, ms: number): unknown {
      if (!isAlive) return null;
      const handle = clock.setTimeout(() => {
        timers.delete(handle);
        if (cross('timer')) callback();
      }, ms);
      timers.add(handle);
      return handle;
    },
    clearTimeout: (handle: unknown) => clock.clearTimeout(handle),
  };
  const network = createWorkerNetwork({ ...world, cross });

  function kill(): void {
    if (!isAlive) return;
    isAlive = false;
    for (const timer of timers) clock.clearTimeout(timer);
    network.kill();
    end();
  }

  const gateway = createGateway({
    ...{ profile, clock: mortal, fetch: network.fetch, WebSocket: network.WebSocket },
    pageRules: noPolicy.pageContext,
    random: () => 0.5,
    log: () => undefined,
    tokens: () => signedOut,
    knownTenants: world.knownTenants,
    finding: {
      allowedProtocols: null,
      known: world.known(),
      keep: (known) => void (cross('keeps the way') && world.keep(known)),
    },
  });
  const leftOff = await store.leftOff(conversationId, 50);
  if (leftOff === null) throw new Error('There is no such conversation');
  const { state, mends } = await restoreSession(store, leftOff, {
    now: clock.now(),
    online: world.isOnline(),
    budget: (await store.budget(leftOff.record.partition)) ?? freshBudget,
    capabilities: gateway.capabilities,
  });
  const persist = async (changes: readonly Change[]): Promise<void> => {
    if (!cross('stores')) return never as Promise<void>;
    await store.apply(conversationId, changes, clock.now());
    world.stored(changes);
    if (!cross('stored')) await never;
  };
  const runner = createSessionRunner({
    initial: state,
    latest: null,
    gateway,
    clock: mortal,
    persist,
    random: () => 0.5,
    log: () => undefined,
    toProblem: () => ({ code: 'storage-failed' }),
    onChanges: () => undefined,
    onStatus: () => undefined,
    onBudget: () => undefined,
    onNeed: () => undefined,
  });
  if (mends.length > 0) await persist(mends);
  if (!isFirst) void runner.dispatch({ type: 'woke' });
  void runner.dispatch({ type: 'watched', watchers: 1 });
  return { gateway, runner, over, kill };
}
