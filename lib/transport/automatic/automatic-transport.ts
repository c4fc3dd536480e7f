import { atPath, type KnownWay } from '../../config/known-way.ts';
import type { Profile } from '../../config/profile.ts';
import type { TransportCapabilities } from '../../session/transport-event.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { PlatformWay, WayInUse } from '../../shared/connection-way.ts';
import type { RestClient } from '../http/rest-client.ts';
import type { Transport } from '../transport.ts';
import type { WebSocketConstructor } from '../websocket/text-socket.ts';
import type { VariantRecord } from '../websocket-v1/variant.ts';
import { createChatSocket } from '../websocket-v3/chat-socket.ts';
import { createAutomaticConnection } from './automatic-connection.ts';
import { lookAtPlace } from './place-look.ts';
import { looksOpen } from './socket-look.ts';
import { beginCourse, firstTry, knownFrom, nextLookAt, type Setting, type Try } from './way-choice.ts';

export interface AutomaticTransportOptions extends Setting {
  readonly profile: Pick<Profile, 'apiUrl' | 'wsUrl' | 'tenantId'>;
  /** Of each way, made when it is first gone; `wsUrl`: where its socket opens. */
  readonly transports: Readonly<Record<PlatformWay, (wsUrl: string, variant: VariantRecord) => Transport>>;
  /** Nothing of a platform was found there. Whether something else is there, the caller sees to. */
  readonly elsewhere?: (signal: AbortSignal) => Promise<boolean>;
  readonly rest: Pick<RestClient, 'readHealth' | 'readMessages'>;
  readonly WebSocket: WebSocketConstructor;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly log: Log;
  readonly known: KnownWay | null;
  /** What is known now, to be stored. */
  readonly keep: (known: KnownWay) => void;
}

export interface AutomaticTransport extends Transport {
  inUse(): WayInUse;
  /** The network is another, or a person asks: a socket may open now. */
  lookAgain(isAsked?: true): void;
}

/** ms. What changes without end is not looked after each time. */
const leastBetweenMs = 5000;

/** The way that works here (`way-choice.ts`): a socket where one opens, REST elsewhere, until a socket opens again. */
export function createAutomaticTransport(options: AutomaticTransportOptions): AutomaticTransport {
  const { profile, clock, allowed, isDerived } = options;
  const made = new Map<string, Transport>();
  /** Connections that a socket would take the place of. */
  const waiting = new Set<() => void>();
  let { known } = options;
  /** A look has found a socket: the next connection tries it. */
  let found: Try | null = null;
  let drops = 0;
  let timer: unknown = null;
  let looking: AbortController | null = null;

  function transportOf({ way, path }: Try): Transport {
    const key = `${way} ${path}`;
    const before = made.get(key);
    if (before !== undefined) return before;
    const variant: VariantRecord = {
      remembered: known?.variant ?? null,
      found: (next) => void (known !== null && learn({ ...known, variant: next ?? undefined })),
    };
    const transport = options.transports[way](atPath(profile.wsUrl, path), variant);
    made.set(key, transport);
    return transport;
  }

  function learn(next: KnownWay): void {
    if (JSON.stringify(next) === JSON.stringify(known)) return;
    known = next;
    options.keep(next);
  }

  const first = (): Try => found ?? firstTry(known, { allowed });

  function scheduleLook(): void {
    clock.clearTimeout(timer);
    const at = known === null ? null : nextLookAt(known);
    if (at === null || waiting.size === 0 || looking !== null) return;
    if (at <= clock.now()) void lookForSocket();
    else timer = clock.setTimeout(() => void lookForSocket(), at - clock.now());
  }

  /** Beside what is in use, which goes on meanwhile. */
  async function lookForSocket(): Promise<void> {
    if (looking !== null || known === null) return;
    const broken = new AbortController();
    looking = broken;
    const { path } = known;
    const wsUrl = atPath(profile.wsUrl, path);
    const open = await looksOpen({
      open: (listener) => createChatSocket({ ...profile, wsUrl, WebSocket: options.WebSocket }, listener),
      clock,
      signal: broken.signal,
    });
    looking = null;
    // Somebody may have come since who waits for one.
    if (broken.signal.aborted) return scheduleLook();
    learn({ ...known, lookedAt: clock.now(), looks: known.looks + 1 });
    if (open) {
      found = { way: known.socket ?? (allowed.includes('v3') ? 'v3' : 'v1'), path };
      for (const giveWay of waiting) giveWay();
    } else scheduleLook();
  }

  function settled(at: Try, why: WayInUse['why'], supersede: () => void): () => void {
    const isSocket = at.way === 'v3' || at.way === 'v1';
    found = null;
    if (isSocket) drops = 0;
    // What is only confirmed is not written again: v3 would be, at each connection.
    const next = knownFrom(at, known, clock.now(), why);
    const isSame = known?.way === next.way && known.path === next.path && known.why === next.why;
    if (!isSame) options.log({ event: 'way', way: at.way });
    if (!isSame || !isSocket) learn(next);
    if (isSocket) return () => undefined;
    waiting.add(supersede);
    scheduleLook();
    return () => {
      waiting.delete(supersede);
      if (waiting.size > 0) return;
      clock.clearTimeout(timer);
      looking?.abort();
    };
  }

  /** Of what was under way when a worker died nobody knows by which way: by the slowest, unless only one was ever gone. */
  function capabilities(): TransportCapabilities {
    const own = transportOf(first()).capabilities;
    if (known?.way === 'v3' || !allowed.includes('rest')) return own;
    const { silenceMs } = transportOf({ way: 'rest', path: null }).capabilities;
    return { ...own, silenceMs: Math.max(own.silenceMs, silenceMs) };
  }

  /** Of a chat that REST could not create: only an older server makes one of a first message (P46). */
  const connectUnnamed: NonNullable<Transport['connectUnnamed']> = (tell, ended, sessionId) => {
    const at: Try = { way: 'v1', path: known?.way === 'v1' ? known.path : null };
    const transport = transportOf(at);
    const hear: typeof tell = (event) => {
      if (event.type !== 'ready') return tell(event);
      settled(at, null, () => undefined);
      tell({ ...event, capabilities: transport.capabilities });
    };
    return (
      transport.connectUnnamed?.(hear, ended, sessionId) ?? transport.connect('', hear, ended, sessionId)
    );
  };

  return {
    get capabilities() {
      return capabilities();
    },
    expectConnection: () => transportOf(first()).expectConnection(),
    connect(chatId, tell, ended, sessionId) {
      const begun = beginCourse(known, { allowed, isDerived });
      return createAutomaticConnection({
        course: found === null ? begun : { ...begun, at: found, left: [] },
        chatId,
        sessionId,
        transportOf,
        clock,
        tell,
        ended,
        facts: () => ({ allowed, isDerived, known, drops }),
        dropped: () => void (drops += 1),
        async look(how, at, signal) {
          const seen = await lookAtPlace(
            { ...options, tenantId: profile.tenantId },
            { how, wsUrl: atPath(profile.wsUrl, at.path), chatId },
            signal,
          );
          // The next attempt goes there.
          if (seen.rest === 'absent') await options.elsewhere?.(signal);
          return seen;
        },
        isV3After: ({ path }) => learn(knownFrom({ way: 'v3', path }, known, clock.now())),
        settled: (at, why) => settled(at, why, () => tell({ type: 'superseded' })),
      });
    },
    ...(allowed.includes('v1') && { connectUnnamed }),
    inUse() {
      const { way, path } = known ?? first();
      const isSocket = way === 'v3' || way === 'v1';
      return {
        way,
        address: isSocket ? atPath(profile.wsUrl, path) : profile.apiUrl,
        isFound: true,
        why: known?.why ?? null,
        looksAgainAt: known === null || waiting.size === 0 ? null : nextLookAt(known),
      };
    },
    lookAgain(isAsked) {
      if (known === null || nextLookAt(known) === null) return;
      if (isAsked !== true && clock.now() - known.lookedAt < leastBetweenMs) return;
      known = { ...known, lookedAt: 0 };
      scheduleLook();
    },
  };
}
