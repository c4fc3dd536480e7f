import { noSigns, type AttentionSigns } from '../../lib/shared/attention-signs.ts';
import { openIdPart } from '../../lib/auth/openid-part.ts';
import { createOpenId } from '../../lib/auth/openid.ts';
import { doctorPart } from '../../lib/doctor/doctor-part.ts';
import { runConnectionTest } from '../../lib/doctor/connection-test.ts';
import { createCapture } from '../../lib/background/page-capture/capture.ts';
import { capturePart } from '../../lib/background/page-capture/capture-part.ts';
import {
  createHandOffDesk,
  type HandOffDeskOptions,
  type Menus,
} from '../../lib/background/hand-off/hand-off-desk.ts';
import { handOffPart } from '../../lib/background/hand-off/hand-off-part.ts';
import { createLaterCommands } from '../../lib/background/rpc/later-commands.ts';
import { laterCommandsPart } from '../../lib/background/rpc/later-commands-part.ts';
import { createImportChats } from '../../lib/background/data/import-chats.ts';
import { importChatsPart } from '../../lib/background/data/import-chats-part.ts';
import { readBack } from '../../lib/session/read-back.ts';
import { readBackPart } from '../../lib/session/read-back-part.ts';
import { handOver, type PartName, type ScriptHost } from '../../lib/shared/background-part.ts';
import type { PlaceAccess, ViewedAccess } from '../../lib/shared/page-access.ts';
import type { StorageArea } from '../../lib/shared/storage-area.ts';
import type { Background } from '../../lib/background/background-shape.ts';
import { createBackground, type BackgroundOptions } from '../../lib/background/background.ts';
import { createPolicySource } from '../../lib/config/policy-source.ts';
import { createChatStore } from '../../lib/storage/chat-store.ts';
import { createConversationStore } from '../../lib/storage/conversation-store.ts';
import { createItems, type Items } from '../../lib/storage/items.ts';
import { createMemoryStore } from '../../lib/storage/memory-store.ts';
import { createPrivateArea } from '../../lib/storage/private-area.ts';
import { createStoredData } from '../../lib/storage/stored-data.ts';
import { createVolatileArea } from '../../lib/storage/volatile-area.ts';
import { createPortPair, type PortPair } from '../doubles/port-pair.ts';
import type { VirtualClock } from '../doubles/virtual-clock.ts';
import { openWorkerDatabase } from './worker-database.ts';
import { createWorkerNetwork, type NetworkTap } from './worker-network.ts';
import { handOffMenuWords } from '../../lib/view/words/hand-off-menu-words.ts';
import { never } from './never.ts';

/** What outlives a worker. */
export interface WorkerWorld {
  /** The browser's network outlives the worker, too. */
  readonly Socket: typeof globalThis.WebSocket;
  readonly clock: VirtualClock;
  readonly databaseName: string;
  readonly areas: Readonly<Record<'local' | 'session' | 'vault', StorageArea>>;
  readonly pageAccess: BackgroundOptions['pageAccess'];
  readonly placeAccess: PlaceAccess;
  readonly viewedAccess: ViewedAccess | null;
  readonly watchTab: BackgroundOptions['watchTab'];
  readonly webAuth: BackgroundOptions['webAuth'];
  /** As the browser hands it over; a promise where it takes its time, or can't say. */
  readonly policy: () => unknown;
  readonly tap?: NetworkTap | undefined;
  readonly log: (entry: unknown) => void;
  readonly isOnline: () => boolean;
  /** The browser's alarm, which survives the worker that set it. */
  readonly setAlarm: (minutes: number | null) => void;
  readonly storageFault: () => Error | null;
  /** What the browser shows outside of our pages; it outlives the worker. */
  readonly signs: AttentionSigns;
  /** The same of the menus of pages. */
  readonly menus: Menus;
  /** Whether the files of the package that are loaded on demand can be loaded. */
  readonly hasPart: (part: PartName) => boolean;
  /** Of private windows, where they have no background of their own: nothing outlives it. Default: false. */
  readonly isPrivate?: boolean;
  /** Each time the worker touches the world or the world the worker. True: it dies just before that. */
  readonly diesBefore: (what: string) => boolean;
}

/** One life of the background, between the real seams. After `kill` nothing of it reaches the world any more. */
export interface Worker {
  readonly background: Background;
  readonly isAlive: boolean;
  /** Of things that will end by themselves, without the clock. */
  pending(): number;
  connect(name: string, page: string): PortPair['page'];
  /** The regular look at the clock, which costs the flows too many turns to happen by itself. */
  tick(): void;
  /** As the browser tells it. */
  policyChanged(): void;
  /** Calls of the extension API that only keep the worker awake. */
  lifetimeExtensions(): number;
  kill(): void;
}

const extensionId = 'abcdefghijklmnopabcdefghijklmnop';
export const pageUrls = {
  panel: `chrome-extension://${extensionId}/sidepanel.html`,
  options: `chrome-extension://${extensionId}/options.html`,
};

export function startWorker(world: WorkerWorld): Worker {
  let isAlive = true;
  const ports = new Set<PortPair>();
  const timers = new Set<unknown>();
  const tickers = new Set<() => void>();
  const policyListeners = new Set<() => void>();
  let lifetimeExtensions = 0;

  function cross(what: string): boolean {
    if (isAlive && world.diesBefore(what)) kill();
    return isAlive;
  }

  const now = (): number => world.clock.now();
  const network = createWorkerNetwork({ Socket: world.Socket, cross, tap: world.tap });
  const database = openWorkerDatabase({ name: world.databaseName, cross, fault: world.storageFault });

  function kill(): void {
    if (!isAlive) return;
    isAlive = false;
    for (const timer of timers) world.clock.clearTimeout(timer);
    for (const pair of ports) pair.cut();
    network.kill();
    database.kill();
  }

  const items =
    world.isPrivate === true
      ? privateItems(world.areas, cross)
      : createItems(mortalAreas(world.areas, cross));
  const background = createBackground({
    hasAccess: async () => false,
    extensionId,
    pageUrls,
    ...(world.isPrivate === true
      ? { ...createMemoryStore(now), items }
      : {
          store: createConversationStore(() => database.database, now),
          data: createStoredData(() => database.database),
          chats: createChatStore(() => database.database),
          items,
        }),
    pageAccess: world.pageAccess,
    watchTab: world.watchTab,
    policy: createPolicySource(
      {
        read: async () => world.policy(),
        onChanged: (listener) => void policyListeners.add(listener),
      },
      items.policy,
    ),
    webAuth: {
      redirectUrl: () => world.webAuth.redirectUrl(),
      async launch(url) {
        if (!cross('sign-in window')) return never as ReturnType<typeof world.webAuth.launch>;
        const outcome = await world.webAuth.launch(url);
        return cross('sign-in window closes') ? outcome : (never as ReturnType<typeof world.webAuth.launch>);
      },
    },
    clock: {
      now: () => world.clock.now(),
      setTimeout(callback, ms) {
        if (!isAlive) return null;
        const handle = world.clock.setTimeout(() => {
          timers.delete(handle);
          if (cross('timer')) callback();
        }, ms);
        timers.add(handle);
        return handle;
      },
      clearTimeout: (handle) => world.clock.clearTimeout(handle),
    },
    log: world.log,
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
    isOnline: world.isOnline,
    isPrivate: world.isPrivate === true,
    workerHost: {
      setAlarm(minutes) {
        // Alarms are on the disk.
        if (world.isPrivate !== true && cross(`alarm ${minutes}`)) world.setAlarm(minutes);
      },
      setDaily: (isWanted) => void cross(`daily alarm ${isWanted}`),
      extendLifetime: () => void (lifetimeExtensions += 1),
      every(_, callback) {
        tickers.add(callback);
        return () => tickers.delete(callback);
      },
    },
    signs: world.isPrivate === true ? noSigns : mortalSigns(world.signs, cross),
    fetch: network.fetch,
    WebSocket: network.WebSocket,
    scripts: mortalScripts(world, cross),
  });

  return {
    background,
    get isAlive() {
      return isAlive;
    },
    pending: () => (isAlive ? network.pending() + database.pending() : 0),
    connect(name, page) {
      const pair = createPortPair({ name, senderId: extensionId, senderUrl: page });
      ports.add(pair);
      const { onMessage, postMessage } = pair.background;
      background.connected({
        ...pair.background,
        postMessage(push) {
          if (cross(`port: ${(push as { type: string }).type}`)) postMessage(push);
        },
        onMessage: {
          addListener: (listener) =>
            onMessage.addListener((request) => {
              if (cross(`port asks ${(request as { command: { type: string } }).command.type}`))
                listener(request);
            }),
        },
      });
      return pair.page;
    },
    policyChanged: () => policyListeners.forEach((listener) => listener()),
    tick: () => tickers.forEach((tick) => tick()),
    lifetimeExtensions: () => lifetimeExtensions,
    kill,
  };
}

function mortalSigns(signs: AttentionSigns, cross: (what: string) => boolean): AttentionSigns {
  return {
    mark: (waiting) => void (cross('sign: mark') && signs.mark(waiting)),
    notify: (notice) => void (cross('sign: notification') && signs.notify(notice)),
    withdraw: (notice) => void (cross('sign: withdrawn') && signs.withdraw(notice)),
  };
}

function mortalMenus(
  menus: Menus,
  cross: (what: string) => boolean,
): Pick<HandOffDeskOptions, 'menus' | 'words'> {
  const dead = never as Promise<void>;
  return {
    words: handOffMenuWords,
    menus: {
      clear: () => (cross('menus cleared') ? menus.clear() : dead),
      remove: (id) => (cross('menu entry removed') ? menus.remove(id) : dead),
      show: (entry) => (cross('menu entry shown') ? menus.show(entry) : dead),
      suggest: (words) => (cross('address bar told') ? menus.suggest(words) : dead),
    },
  };
}

/** A scope of its own in each life: a part is loaded in each that needs it. */
function mortalScripts(
  { hasPart, placeAccess, viewedAccess, menus }: WorkerWorld,
  cross: (what: string) => boolean,
): ScriptHost {
  const scope = {};
  return {
    scope,
    async run(part) {
      if (!cross(`load ${part}`)) return never as Promise<void>;
      if (!hasPart(part)) throw new DOMException('', 'NetworkError');
      if (part === capturePart.name)
        handOver(
          capturePart,
          (given) => createCapture({ ...given, viewed: viewedAccess, places: placeAccess }),
          scope,
        );
      if (part === laterCommandsPart.name) handOver(laterCommandsPart, createLaterCommands, scope);
      if (part === handOffPart.name)
        handOver(
          handOffPart,
          (given) => createHandOffDesk({ ...given, ...mortalMenus(menus, cross) }),
          scope,
        );
      if (part === doctorPart.name) handOver(doctorPart, runConnectionTest, scope);
      if (part === importChatsPart.name) handOver(importChatsPart, createImportChats, scope);
      if (part === readBackPart.name) handOver(readBackPart, readBack, scope);
      if (part === openIdPart.name) handOver(openIdPart, createOpenId, scope);
    },
  };
}

type Areas = WorkerWorld['areas'];

function mortalAreas(areas: Areas, cross: (what: string) => boolean): Areas {
  const mortal = (area: StorageArea): StorageArea => ({
    get: (key) => (cross(`read ${key}`) ? area.get(key) : (never as ReturnType<StorageArea['get']>)),
    set: (items) =>
      cross(`write ${Object.keys(items).join()}`) ? area.set(items) : (never as Promise<void>),
    remove: (key) => (cross(`remove ${key}`) ? area.remove(key) : (never as Promise<void>)),
  });
  return { local: mortal(areas.local), session: mortal(areas.session), vault: mortal(areas.vault) };
}

function privateItems(areas: Areas, cross: (what: string) => boolean): Items {
  return createItems({
    local: createPrivateArea(createVolatileArea(), mortalAreas(areas, cross).local),
    session: createVolatileArea(),
    vault: createVolatileArea(),
  });
}
