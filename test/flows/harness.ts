import 'fake-indexeddb/auto';
import { afterEach } from 'vitest';
import type { BackgroundOptions } from '../../lib/background/background.ts';
import { placeKey } from '../../lib/auth/sign-in.ts';
import { deriveWebSocketUrl } from '../../lib/config/address.ts';
import { defaultPreferences, type Preferences } from '../../lib/config/preferences-record.ts';
import { productionProfile, type Profile } from '../../lib/config/profile.ts';
import { replies } from '../doubles/replies.ts';
import type { CommandName } from '../../lib/messaging/commands.ts';
import { createPagePort, type PagePort } from '../../lib/messaging/page-port.ts';
import type { PartName } from '../../lib/shared/background-part.ts';
import type { PlaceAccess, ViewedAccess } from '../../lib/shared/page-access.ts';
import { createItems, type Items } from '../../lib/storage/items.ts';
import { createMemoryAreas } from '../doubles/storage-areas.ts';
import { createVirtualClock, type VirtualClock } from '../doubles/virtual-clock.ts';
import { createPlatform, type Platform, type PlatformOptions } from '../platform/platform.ts';
import { createDrive } from './drive.ts';
import { createLateNetwork } from './late-network.ts';
import { openPanelProbe, type PanelProbe } from './panel-probe.ts';
import { startSecureProxy, type SecureProxy } from './secure-proxy.ts';
import type { NetworkTap } from './worker-network.ts';
import { createShownSigns, type ShownSigns } from './signs.ts';
import { pageUrls, startWorker, type Worker, type WorkerWorld } from './worker.ts';

/**
 * The whole extension but its pages' faces: the real background, its storage, and a real platform on loopback. The
 * clock is virtual and moves on when nothing else does, so a wait of minutes takes milliseconds.
 */
export interface Flow {
  readonly platform: Platform;
  /** In front of the platform, where the profile goes that way; else null. */
  readonly proxy: SecureProxy | null;
  readonly clock: VirtualClock;
  /** Extension storage, as a worker of its own would see it. */
  readonly items: Items;
  /** Of the IndexedDB that all its workers use. */
  readonly databaseName: string;
  /** Each touch between the workers and the world, in order. */
  readonly trace: string[];
  /** The storage areas as they are, to look for what must not be there. */
  readonly areas: ReturnType<typeof createMemoryAreas>;
  /** What the browser shows outside of our pages. */
  readonly signs: ShownSigns;
  /** Of the menus of pages: what each entry is called, lines as `—`. */
  menus(): readonly string[];
  /** All that the workers logged. */
  readonly logged: readonly unknown[];
  /** The organisation changes its policy. */
  setPolicy(policy: unknown): void;
  /** The same, and nobody says so: who looks again finds it. */
  mendPolicy(policy: unknown): void;
  openPanel(windowId?: number): PanelProbe;
  /** In a private window of a browser that keeps those in memory: served by a background of their own. */
  openPrivatePanel(windowId?: number): PanelProbe;
  /** The last private window is closed. */
  endPrivateWindows(): Promise<void>;
  openOptions(): PagePort<CommandName>;
  /** Waits for it, moving the clock as needed. Rejects when it has not come true `within` ms of virtual time. */
  until(what: () => boolean, within?: number): Promise<void>;
  /** Waits until nothing happens any more at this moment of the clock. */
  settle(): Promise<void>;
  /** Lets ms of virtual time go by. */
  advance(ms: number): Promise<void>;
  /** The background dies now; the next port starts another. */
  killWorker(): void;
  /** The background dies just before the nth touch counted from now, or the next one of that name. */
  killWorkerAt(touch: number | string): void;
  /** Does it just before the nth touch counted from now, or the next one of that name. */
  at(touch: number | string, what: () => void): void;
  /** Starts a background where none runs, as a browser's alarm or event would. */
  startWorker(): Worker;
  setOnline(online: boolean): void;
  /** As of `LateNetwork`. */
  holdUp(ms: number): void;
  /** Minutes between two rings of the browser's alarm; null: none is set. It rings by the virtual clock. */
  alarm(): number | null;
  /** The computer sleeps: the clock moves on, and no timer fires until it wakes. */
  sleep(ms: number): void;
  /** Writing messages fails like this from now on; null: works again. */
  failStorage(error: Error | null): void;
  /**
   * Whether what the background loads on demand is in the package.
   * @param but these are there all the same. Default: none
   */
  setParts(areThere: boolean, but?: readonly PartName[]): void;
  close(): Promise<void>;
}

export interface FlowOptions extends PlatformOptions {
  /** Nobody has saved anything yet. */
  readonly isUnset?: true;
  /** Of the profile in use. */
  readonly profile?: Partial<Profile>;
  readonly otherProfiles?: readonly Profile[];
  /** What the person has chosen. */
  readonly preferences?: Partial<Preferences>;
  /** Joined before: the tenant is not asked about any more (P38). Default: true. */
  readonly knowsTenant?: boolean;
  /** As the organisation's policy is stored; a promise: as the browser hands it over when that settles. */
  readonly policy?: unknown;
  /** The window of an OpenID provider. `pending`: its pages that are being loaded. */
  readonly webAuth?: BackgroundOptions['webAuth'] & { pending?(): number };
  /** Default of `tab`: they are all closed. */
  readonly pageAccess?: PagesOfFlow;
  readonly placeAccess?: PlaceAccess;
  /** Default: none, as in a browser whose viewers let our readers in. */
  readonly viewedAccess?: ViewedAccess | null;
  readonly watchTab?: BackgroundOptions['watchTab'];
  readonly tap?: NetworkTap;
  /** The API URL is that of a secure proxy, whatever the protocol. Default: where the protocol is `proxy`. */
  readonly isProxied?: boolean;
  /** Default: the browser's. */
  readonly Socket?: typeof globalThis.WebSocket;
}

type PagesOfFlow = Omit<BackgroundOptions['pageAccess'], 'tab'> & Partial<BackgroundOptions['pageAccess']>;
const noPages: PagesOfFlow = { activeTab: async () => null, runReader: async () => null };
const noPlaces: PlaceAccess = {
  markPlace: async () => null,
  toFront: async () => undefined,
  open: async () => undefined,
};
const noWindow: NonNullable<FlowOptions['webAuth']> = {
  redirectUrl: () => 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/sso',
  launch: async () => 'failed',
};
let flows = 0;

export async function createFlow({
  isUnset,
  profile,
  otherProfiles = [],
  preferences,
  knowsTenant = true,
  policy = {},
  pageAccess = noPages,
  placeAccess = noPlaces,
  viewedAccess = null,
  watchTab = () => () => undefined,
  tap,
  webAuth = noWindow,
  Socket = WebSocket,
  isProxied = false,
  ...options
}: FlowOptions = {}): Promise<Flow> {
  const clock = createVirtualClock();
  const platform = await createPlatform({
    tokensPerSecond: Infinity,
    later: (ms, job) => void clock.setTimeout(job, ms),
    ...options,
  });
  const signs = createShownSigns();
  const late = createLateNetwork({ Base: Socket, clock });
  const areas = createMemoryAreas();
  const items = createItems(areas);
  const proxy = isProxied || profile?.protocol === 'proxy' ? await startSecureProxy(platform.apiUrl) : null;
  const apiUrl = proxy?.url ?? platform.apiUrl;
  const first: Profile = {
    ...productionProfile,
    // What follows from not knowing the way is for the flows of *automatic*.
    protocol: 'v3',
    apiUrl,
    wsUrl: deriveWebSocketUrl(apiUrl),
    ...profile,
  };
  if (isUnset !== true)
    await items.profiles.write({ profiles: [first, ...otherProfiles], currentId: first.id });
  if (preferences !== undefined) await items.preferences.write({ ...defaultPreferences, ...preferences });
  if (knowsTenant) await items.knownTenants.write([placeKey(first), ...otherProfiles.map(placeKey)]);
  // Shown already; that they are is for the flows of hand-offs.
  await items.areMenusShown.write(true);
  const trace: string[] = [];
  const pages: { close(): void }[] = [];
  let worker: Worker | null = null;
  let isOnline = true;
  let storageFault: Error | null = null;
  let hasParts = true;
  let there: readonly PartName[] = [];
  let dieAt: number | string | null = null;
  let planned: { readonly at: number | string; readonly what: () => void } | null = null;
  let managed = policy;
  const shownMenus = new Map<string, string>();
  const logged: unknown[] = [];
  let alarm: { readonly minutes: number; timer: unknown } | null = null;
  flows += 1;
  const databaseName = `flow-${flows}`;

  function setAlarm(minutes: number | null): void {
    clock.clearTimeout(alarm?.timer);
    alarm = minutes === null ? null : { minutes, timer: null };
    scheduleAlarm();
  }

  function scheduleAlarm(): void {
    const set = alarm;
    if (set === null) return;
    set.timer = clock.setTimeout(() => {
      scheduleAlarm();
      void running().background.lookAgain();
    }, set.minutes * 60_000);
  }

  const world: WorkerWorld = {
    clock,
    Socket: late.WebSocket,
    databaseName,
    areas,
    pageAccess: { tab: async () => null, ...pageAccess },
    placeAccess,
    viewedAccess,
    watchTab,
    tap,
    webAuth,
    policy: () => managed,
    isOnline: () => isOnline,
    setAlarm,
    signs: signs.given,
    menus: {
      clear: async () => shownMenus.clear(),
      remove: async (id) => void shownMenus.delete(id),
      // A second of the same id is refused.
      show: async ({ id, title }) => void (shownMenus.has(id) || shownMenus.set(id, title ?? '—')),
      suggest: async () => undefined,
    },
    storageFault: () => storageFault,
    hasPart: (part) => hasParts || there.includes(part),
    log: (entry) => void logged.push(entry),
    diesBefore(what) {
      trace.push(what);
      if (planned && (trace.length === planned.at || what === planned.at)) {
        const { what: now } = planned;
        planned = null;
        // In a turn of its own: what happens in the world does not happen inside a call of ours.
        queueMicrotask(now);
      }
      if (trace.length !== dieAt && what !== dieAt) return false;
      dieAt = null;
      return true;
    },
  };
  let ofPrivateWindows: Worker | null = null;

  function running(): Worker {
    if (worker?.isAlive === true) return worker;
    worker = startWorker(world);
    const started = worker;
    started.background.wake().catch((error: unknown) => {
      // Its database was taken from it in the middle of a read.
      if (started.isAlive) throw error;
    });
    return started;
  }

  const { rest, connections, frames } = platform.received;
  const drive = createDrive({
    clock,
    touches: () => trace.length + rest.length + connections.length + frames.length,
    pending: () =>
      (worker?.pending() ?? 0) +
      (ofPrivateWindows?.pending() ?? 0) +
      late.pending() +
      (webAuth.pending?.() ?? 0),
    latest: () => trace.slice(-25).join('\n… '),
  });

  function openPanelAt(background: () => Worker, windowId: number): PanelProbe {
    const connect = () => background().connect('panel', pageUrls.panel);
    const panel = openPanelProbe({ connect, clock, windowId });
    pages.push(panel);
    return panel;
  }

  const flow: Flow = {
    platform,
    proxy,
    clock,
    items,
    databaseName,
    trace,
    areas,
    logged,
    signs,
    menus: () => [...shownMenus.values()],
    setPolicy(next) {
      managed = next;
      worker?.policyChanged();
    },
    mendPolicy(next) {
      managed = next;
    },
    openPanel: (windowId = 1) => openPanelAt(running, windowId),
    openPrivatePanel: (windowId = 100) =>
      openPanelAt(() => (ofPrivateWindows ??= startWorker({ ...world, isPrivate: true })), windowId),
    async endPrivateWindows() {
      await ofPrivateWindows?.background.end();
      ofPrivateWindows = null;
    },
    openOptions() {
      const page = createPagePort({
        connect: () => running().connect('options', pageUrls.options),
        greeting: null,
        replies,
        setTimeout: (callback, ms) => clock.setTimeout(callback, ms),
        clearTimeout: (handle) => clock.clearTimeout(handle),
      });
      pages.push(page);
      return page;
    },
    until: drive.until,
    settle: drive.settle,
    advance: drive.advance,
    killWorker: () => worker?.kill(),
    killWorkerAt(touch) {
      dieAt = typeof touch === 'string' ? touch : trace.length + touch;
    },
    at(touch, what) {
      planned = { at: typeof touch === 'string' ? touch : trace.length + touch, what };
    },
    startWorker: running,
    setOnline(online) {
      isOnline = online;
      worker?.background.onlineChanged(online);
    },
    holdUp: late.holdUp,
    alarm: () => alarm?.minutes ?? null,
    sleep(ms) {
      clock.moveTo(clock.now() + ms);
      worker?.tick();
    },
    setParts(areThere, but = []) {
      hasParts = areThere;
      there = but;
    },
    failStorage(error) {
      storageFault = error;
    },
    async close() {
      for (const page of pages) page.close();
      setAlarm(null);
      worker?.kill();
      ofPrivateWindows?.kill();
      await Promise.all([proxy?.stop(), platform.close()]);
    },
  };
  return flow;
}

/** Flows of one test file, closed after each test. */
export function flowFixture(): (options?: FlowOptions) => Promise<Flow> {
  const open: Flow[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((flow) => flow.close()));
  });
  return async (options) => {
    const flow = await createFlow(options);
    open.push(flow);
    return flow;
  };
}
