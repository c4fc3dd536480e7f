import { noPolicy } from '../../../lib/config/policy.ts';
import { setImmediate } from 'node:timers/promises';
import { signedOut } from '../../../lib/auth/token-source.ts';
import { placeKey } from '../../../lib/auth/sign-in.ts';
import { createKnownTenants } from '../../../lib/background/platform/known-tenants.ts';
import { createPlatformGateway } from '../../../lib/background/platform/platform-gateway.ts';
import { createSessionRunner } from '../../../lib/background/sessions/session-runner.ts';
import { deriveWebSocketUrl } from '../../../lib/config/address.ts';
import { productionProfile, type Profile } from '../../../lib/config/profile.ts';
import { publicStatus } from '../../../lib/session/public-status.ts';
import type { Message, UserMessage } from '../../../lib/shared/conversation.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { createVirtualClock, type VirtualClock } from '../../doubles/virtual-clock.ts';
import { createPlatform, type Platform, type PlatformOptions } from '../../platform/platform.ts';
import { createTranscript } from '../../session/transcript.ts';
import { startSession } from '../../session/websocket-session.ts';
import { createDrive, type Drive } from '../drive.ts';
import { createLateNetwork } from '../late-network.ts';
import { createBreaks, type LineBreak } from './line-breaks.ts';
import { createTellingAssistant } from './telling-assistant.ts';
import { underWay, type Typed } from './verdict.ts';

/**
 * One conversation, from the core to the platform and back, over the real gateway, transport and wire formats; without a
 * worker, a database and TCP, so that a thousand of them take seconds. What a worker's death does is for the other flows.
 */
export interface SessionFlow extends Drive {
  readonly platform: Platform;
  readonly clock: VirtualClock;
  /** Resolves once it is stored. */
  types(text: string): Promise<Typed>;
  readonly typed: readonly Typed[];
  /** In reading order, as stored. */
  messages(): readonly Message[];
  question(id: string): UserMessage | undefined;
  connection(): string;
  /** The line breaks there, once. */
  breakAt(point: LineBreak): void;
  /** All lines break now. */
  cut(): void;
  /** As of `LateNetwork`. */
  holdUp(ms: number): void;
  /** The network is another: a better way is looked for. */
  lookAgain(): void;
  /** The one in use, or about to be. */
  way(): string | null;
  setOnline(online: boolean): void;
  /** Until nothing of it is on its way any more, or ten minutes of virtual time have gone by. */
  untilSettled(): Promise<void>;
  close(): Promise<void>;
}

export interface SessionFlowOptions extends Omit<PlatformOptions, 'assistant' | 'later'> {
  readonly protocol?: Profile['protocol'];
  /** ms of virtual time between two pieces of an answer. Default 0. */
  readonly pieceEvery?: number;
}

/** ms of virtual time. */
const longEnough = 10 * 60_000;

/** Turns of the event loop without a touch: nothing here waits for more than promises. */
const quietTurns = 6;

export async function createSessionFlow({
  protocol = 'v3',
  pieceEvery = 0,
  ...options
}: SessionFlowOptions = {}): Promise<SessionFlow> {
  const clock = createVirtualClock();
  const later = (ms: number, job: () => void): void => void clock.setTimeout(job, ms);
  const platform = await createPlatform({
    ...options,
    tokensPerSecond: Infinity,
    isListening: false,
    assistant: createTellingAssistant({ later, every: pieceEvery }),
    later,
  });
  const breaks = createBreaks();
  const doors = platform.doors(breaks.weather);
  const late = createLateNetwork({ Base: doors.WebSocket, clock });
  const profile: Profile = {
    ...productionProfile,
    protocol,
    apiUrl: platform.apiUrl,
    wsUrl: deriveWebSocketUrl(platform.apiUrl),
  };
  const { knownTenants } = createItems(createMemoryAreas());
  await knownTenants.write([placeKey(profile)]);
  const gateway = createPlatformGateway({
    ...{ profile, clock, tokens: signedOut, fetch: doors.fetch, WebSocket: late.WebSocket },
    pageRules: noPolicy.pageContext,
    knownTenants: createKnownTenants(knownTenants, () => ({ code: 'internal' })),
    random: () => 0.5,
    log: () => undefined,
  });
  const transcript = createTranscript();
  const typed: Typed[] = [];
  let commits = 0;
  const runner = createSessionRunner({
    initial: startSession({ conversationId: crypto.randomUUID(), capabilities: gateway.capabilities }),
    latest: null,
    ...{ gateway, clock },
    random: () => 0.5,
    log: () => undefined,
    async persist() {
      commits += 1;
    },
    toProblem: () => ({ code: 'storage-failed' }),
    onChanges: transcript.apply,
    onStatus: () => undefined,
    onBudget: () => undefined,
    onNeed: () => undefined,
  });
  const { rest, connections, frames } = platform.received;
  const drive = createDrive({
    clock,
    touches: () => commits + rest.length + connections.length + frames.length,
    pending: () => doors.pending() + late.pending(),
    latest: () => JSON.stringify(runner.state().exchange ?? runner.state().connection),
    turn: setImmediate,
    turnsBefore: () => quietTurns,
  });
  await runner.dispatch({ type: 'watched', watchers: 1 });

  return {
    ...drive,
    ...{ platform, clock, typed },
    async types(text) {
      const message = { id: crypto.randomUUID(), text };
      typed.push(message);
      await runner.dispatch({
        type: 'sent',
        message: { role: 'user', ...message, attachments: [], createdAt: clock.now() },
      });
      return message;
    },
    messages: () => transcript.messages(),
    question: (id) => transcript.question(id),
    connection: () => publicStatus(runner.state()).kind,
    breakAt: breaks.arm,
    cut: doors.cut,
    holdUp: late.holdUp,
    lookAgain: gateway.lookAgain,
    way: () => gateway.inUse()?.way ?? null,
    setOnline: (online) => void runner.dispatch({ type: 'online-changed', online }),
    async untilSettled() {
      const end = clock.now() + longEnough;
      await drive.until(
        () => clock.now() >= end || transcript.messages().every(({ status }) => !underWay.has(status)),
        2 * longEnough,
      );
    },
    async close() {
      await runner.close();
      // Such as are held up would wait for a clock that stands still now.
      doors.cut();
      await drive.settle();
      await platform.close();
    },
  };
}
