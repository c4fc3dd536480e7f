import { setImmediate } from 'node:timers/promises';
import { placeKey } from '../../../lib/auth/sign-in.ts';
import { createKnownTenants } from '../../../lib/background/platform/known-tenants.ts';
import { deriveWebSocketUrl } from '../../../lib/config/address.ts';
import type { KnownWay } from '../../../lib/config/known-way.ts';
import { productionProfile, type Profile } from '../../../lib/config/profile.ts';
import { publicStatus } from '../../../lib/session/public-status.ts';
import type { SessionEvent } from '../../../lib/session/event.ts';
import type { AssistantMessage, Message, UserMessage } from '../../../lib/shared/conversation.ts';
import type { ConversationRecord } from '../../../lib/storage/database.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryStore } from '../../../lib/storage/memory-store.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { createVirtualClock, type VirtualClock } from '../../doubles/virtual-clock.ts';
import { createPlatform, type Platform, type PlatformOptions } from '../../platform/platform.ts';
import { createTranscript } from '../../session/transcript.ts';
import { createDrive, type Drive } from '../drive.ts';
import { createLateNetwork } from '../late-network.ts';
import { createBreaks, type LineBreak } from './line-breaks.ts';
import { createInjectedProxy } from './injected-proxy.ts';
import { createPostWeather, type PostFate } from './post-weather.ts';
import { beginLife, type LifeWorld, type SessionLife } from './session-life.ts';
import { createTellingAssistant } from './telling-assistant.ts';
import { underWay, type Typed } from './verdict.ts';

/**
 * One conversation, from the core to the platform and back, over the real gateway, transport and wire formats; without
 * pages, a database and TCP, so that a thousand of them take seconds. Its worker may die, and the next goes on from what is stored.
 */
export interface SessionFlow extends Drive {
  readonly platform: Platform;
  readonly clock: VirtualClock;
  /** Resolves once it is stored. */
  types(text: string): Promise<Typed>;
  readonly typed: readonly Typed[];
  /** A person stops what is being answered. */
  stops(): Promise<void>;
  /** A person asks the newest once more that did not get through, or was not answered in full; does nothing where all did. */
  retries(): Promise<void>;
  /** In reading order, as stored. */
  messages(): readonly Message[];
  question(id: string): UserMessage | undefined;
  connection(): string;
  /** The line breaks there, once. */
  breakAt(point: LineBreak): void;
  /** What becomes of the next message that leaves by a request. */
  armPost(fate: PostFate): void;
  /** All lines break now. */
  cut(): void;
  /** As of `LateNetwork`. */
  holdUp(ms: number): void;
  /** The network is another: a better way is looked for. */
  lookAgain(): void;
  /** The one in use, or about to be. */
  way(): string | null;
  setOnline(online: boolean): void;
  /** The worker dies now, and the next one starts. */
  dies(): void;
  /** It dies just before the nth touch counted from now. */
  diesAt(touch: number): void;
  /** How often one has died. */
  deaths(): number;
  /** Touches of the workers with the world, so far. */
  touches(): number;
  /** Until nothing of it is on its way any more, or ten minutes of virtual time have gone by. */
  untilSettled(): Promise<void>;
  close(): Promise<void>;
}

export interface SessionFlowOptions extends Omit<PlatformOptions, 'assistant' | 'later'> {
  readonly protocol?: Profile['protocol'];
  /** ms of virtual time between two pieces of an answer. Default 0. */
  readonly pieceEvery?: number;
}

/** Of a conversation that nobody has begun yet. */
const newRecord: Omit<ConversationRecord, 'id'> = {
  partition: 'partition',
  ...{ title: '', chatId: null, accepted: 0, createdAt: 0, updatedAt: 0 },
};

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
  const proxy = protocol === 'proxy' ? await createInjectedProxy(profile.apiUrl, doors.fetch) : null;
  const posts = createPostWeather({ fetch: proxy?.fetch ?? doors.fetch, clock });
  const { knownTenants } = createItems(createMemoryAreas());
  await knownTenants.write([placeKey(profile)]);
  const transcript = createTranscript();
  const typed: Typed[] = [];
  const { store } = createMemoryStore(() => clock.now());
  const conversationId = crypto.randomUUID();
  await store.create({ ...newRecord, id: conversationId });
  let known: KnownWay | null = null;
  let isOnline = true;
  let touches = 0;
  let dieAt: number | null = null;
  let deaths = 0;
  const world: LifeWorld = {
    ...{ conversationId, profile, clock, store },
    ...{ fetch: posts.fetch, Socket: late.WebSocket },
    stored: transcript.apply,
    knownTenants: createKnownTenants(knownTenants, () => ({ code: 'internal' })),
    known: () => known,
    keep: (next) => void (known = next),
    isOnline: () => isOnline,
    diesBefore() {
      touches += 1;
      if (touches !== dieAt) return false;
      dieAt = null;
      return true;
    },
  };
  let isClosed = false;
  /** Of the worker that is there, or about to be. */
  let life = beginLife(world, true);
  let current = await life;
  void takeOver(current);

  /** Each worker is followed by another. */
  async function takeOver(before: SessionLife): Promise<void> {
    await before.over;
    if (isClosed) return;
    deaths += 1;
    life = beginLife(world, false);
    current = await life;
    void takeOver(current);
  }

  /** A page whose worker dies asks the next one, until it is answered. */
  async function asks(event: SessionEvent, isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      const { runner, over } = await life;
      const isAnswered = await Promise.race([
        runner.dispatch(event).then(() => true),
        over.then(() => false),
      ]);
      if (isAnswered) return;
    }
  }

  const { rest, connections, frames } = platform.received;
  const drive = createDrive({
    clock,
    touches: () => touches + rest.length + connections.length + frames.length,
    pending: () => doors.pending() + late.pending() + posts.pending() + (proxy?.pending() ?? 0),
    latest: () => JSON.stringify(current.runner.state().exchange ?? current.runner.state().connection),
    turn: setImmediate,
    turnsBefore: () => quietTurns,
  });

  return {
    ...drive,
    ...{ platform, clock, typed },
    async types(text) {
      const message = { id: crypto.randomUUID(), text };
      typed.push(message);
      const sent = { role: 'user' as const, ...message, attachments: [], createdAt: clock.now() };
      await asks({ type: 'sent', message: sent }, () => transcript.question(message.id) !== undefined);
      return message;
    },
    stops: () => asks({ type: 'stopped' }, () => false),
    async retries() {
      const again = repeatable(transcript.messages());
      if (again === undefined) return;
      const newId = crypto.randomUUID();
      await asks({ type: 'retried', ...again, newId }, () => transcript.question(newId) !== undefined);
      const asked = typed.find(({ id }) => id === again.message.id);
      if (asked !== undefined && transcript.question(asked.id) === undefined) asked.isReplaced = true;
      if (transcript.question(newId) !== undefined) typed.push({ id: newId, text: again.message.text });
    },
    messages: () => transcript.messages(),
    question: (id) => transcript.question(id),
    connection: () => publicStatus(current.runner.state()).kind,
    breakAt: breaks.arm,
    armPost: posts.arm,
    cut: doors.cut,
    holdUp: late.holdUp,
    lookAgain: () => current.gateway.lookAgain(),
    way: () => current.gateway.inUse()?.way ?? null,
    setOnline(online) {
      isOnline = online;
      void current.runner.dispatch({ type: 'online-changed', online });
    },
    dies: () => current.kill(),
    diesAt(touch) {
      dieAt = touches + touch;
    },
    deaths: () => deaths,
    touches: () => touches,
    async untilSettled() {
      const end = clock.now() + longEnough;
      await drive.until(
        () => clock.now() >= end || transcript.messages().every(({ status }) => !underWay.has(status)),
        2 * longEnough,
      );
    },
    async close() {
      isClosed = true;
      await (await life).runner.close();
      await proxy?.close();
      // Such as are held up would wait for a clock that stands still now.
      doors.cut();
      await drive.settle();
      await platform.close();
    },
  };
}

interface Repeatable {
  readonly message: UserMessage;
  readonly answer: AssistantMessage | null;
}

/** What *Retry* stands beside, the newest. */
function repeatable(messages: readonly Message[]): Repeatable | undefined {
  const candidates = messages.flatMap((message): Repeatable[] => {
    if (message.role !== 'user') return [];
    if (['failed', 'unknown', 'checking'].includes(message.status)) return [{ message, answer: null }];
    const answer = messages.find((other) => other.role === 'assistant' && other.replyTo === message.id);
    const isOver =
      answer?.role === 'assistant' && ['failed', 'interrupted', 'stopped'].includes(answer.status);
    return isOver ? [{ message, answer }] : [];
  });
  return candidates.at(-1);
}
