import type { ServerFrame } from '../../lib/protocol/server-frame.ts';
import type { Change } from '../../lib/session/effect.ts';
import type { CallFailure } from '../../lib/session/event.ts';
import type { HistoryItem } from '../../lib/session/history.ts';
import { publicStatus } from '../../lib/session/public-status.ts';
import type { NewSession, SessionState } from '../../lib/session/state.ts';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';
import type { AssistantMessage, Attachment, UserMessage } from '../../lib/shared/conversation.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import { createTranscript, type Transcript } from './transcript.ts';
import { createVirtualTimers } from './virtual-timers.ts';
import {
  advanceBoth,
  standing,
  startSession,
  type AnyEffect,
  type AnyEvent,
  type AnyTimer,
  type WebSocketSession,
} from './websocket-session.ts';

export type OutwardEffect = Exclude<AnyEffect, { type: 'commit' | 'set-timer' | 'clear-timer' }>;
type Frame<Type extends ServerFrame['type']> = Omit<Extract<ServerFrame, { type: Type }>, 'type'>;

/** A session and the world around it: facts go in one by one, the clock moves only by `waits`, and fires what is due. */
export interface Scenario {
  readonly state: SessionState;
  readonly at: ReturnType<typeof standing>;
  readonly status: ConnectionStatus;
  readonly problem: Problem | null;
  /** Epoch ms. */
  readonly now: number;
  readonly transcript: Transcript;
  readonly changes: readonly Change[];
  /** Since the beginning, or the last `forgets`. */
  effects<Type extends OutwardEffect['type']>(
    ...types: readonly Type[]
  ): readonly Extract<OutwardEffect, { type: Type }>[];
  /** The questions that left, by id. */
  asked(): readonly string[];
  /** ms until the timer fires; null where it isn't running. */
  due(timer: AnyTimer): number | null;
  forgets(): Scenario;
  takes(event: AnyEvent): Scenario;
  waits(ms: number): Scenario;
  /** The number that back-off draws from now on. */
  draws(random: number): Scenario;

  watched(watchers?: number): Scenario;
  asks(text: string, id?: string, attachments?: readonly Attachment[]): Scenario;
  stops(): Scenario;
  retries(id: string): Scenario;
  reconnects(): Scenario;
  goes(where: 'online' | 'offline'): Scenario;
  closes(): Scenario;

  chatCreated(chatId?: string): Scenario;
  chatFails(failure: CallFailure): Scenario;
  opens(): Scenario;
  hears(frame: ServerFrame): Scenario;
  chunk(content: string, messageId?: string | null): Scenario;
  completes(fields?: Partial<Frame<'complete'>>): Scenario;
  hearsGarbage(): Scenario;
  drops(code?: number, reason?: string): Scenario;
  /** A better way is open. */
  hearsOfBetter(): Scenario;
  refreshes(outcome: 'refreshed' | 'refused' | 'unavailable'): Scenario;
  historyTells(...items: readonly HistoryItem[]): Scenario;
  /** The history lacks the message in flight, at each look until nothing can arrive any more. */
  historyLacks(...items: readonly HistoryItem[]): Scenario;
  historyFails(failure: 'transient' | 'gone'): Scenario;
  storeFails(messageId: string | null): Scenario;
  /** From wherever an attempt begins to `ready`. */
  connects(): Scenario;
}

export interface ScenarioOptions extends Partial<NewSession> {
  /** What the world answers to an effect; nothing by default. */
  readonly replies?: (effect: OutwardEffect) => AnyEvent | null;
  /** Of a connection that was let go nobody hears that it has ended. */
  readonly isLineHeld?: boolean;
}

export function session(options: ScenarioOptions = {}): Scenario {
  const { replies, isLineHeld = false, ...from } = options;
  let both: WebSocketSession = { session: startSession(from), socket: null };
  let random = 0.5;
  let outward: OutwardEffect[] = [];
  let changes: Change[] = [];
  const timers = createVirtualTimers(1_000_000);
  const transcript = createTranscript([
    ...(from.queue ?? []),
    ...(from.exchange ? [from.exchange.message, from.exchange.answer] : []),
  ]);

  function take(event: AnyEvent): void {
    const next = advanceBoth(both, event, { now: timers.now(), random });
    both = next.after;
    const answers: AnyEvent[] = [];
    for (const effect of next.effects) {
      if (effect.type === 'commit') {
        changes.push(...effect.changes);
        transcript.apply(effect.changes);
      } else if (effect.type === 'set-timer') {
        timers.set(effect.timer, effect.ms);
      } else if (effect.type === 'clear-timer') {
        timers.clear(effect.timer);
      } else {
        outward.push(effect);
        const answer = replies?.(effect) ?? null;
        if (answer !== null) answers.push(answer);
        // A healthy network flushes at once.
        if (effect.type === 'close-socket' && !isLineHeld)
          answers.push({ type: 'line-ended', generation: effect.generation });
      }
    }
    for (const answer of answers) take(answer);
  }

  const wait = (ms: number): void => timers.advance(ms, (timer) => take({ type: 'timer-fired', timer }));
  const state = (): SessionState => both.session;
  const generation = (): number => {
    const { connection } = state();
    return 'generation' in connection ? connection.generation : -1;
  };
  const reading = (): number => {
    const { exchange } = state();
    return exchange !== null && 'reading' in exchange ? (exchange.reading ?? -1) : -1;
  };
  const question = (id: string): UserMessage => {
    const found = transcript.question(id);
    if (found === undefined) throw new Error(`No question ${id} is stored`);
    return found;
  };
  const then = (event: AnyEvent): Scenario => {
    take(event);
    return scenario;
  };
  const afterwards = (act: () => void): Scenario => {
    act();
    return scenario;
  };
  const hears = (frame: ServerFrame): Scenario =>
    then({ type: 'frame-received', generation: generation(), frame });
  /** One that has text is asked for again; a question without is sent as it is. */
  const answerToRepeat = (id: string): AssistantMessage | null =>
    question(id).status === 'sent' ? (transcript.answer(id) ?? null) : null;

  const scenario: Scenario = {
    get state() {
      return state();
    },
    get at() {
      return standing(both);
    },
    get status() {
      return publicStatus(state());
    },
    get problem() {
      return state().problem;
    },
    get now() {
      return timers.now();
    },
    get changes() {
      return changes;
    },
    transcript,
    effects: (...types) =>
      outward.filter((effect) => types.length === 0 || types.includes(effect.type as never)) as never,
    asked: () =>
      outward.flatMap((effect) => (effect.type === 'send-message' ? [effect.clientMessageId] : [])),
    due: (timer) => timers.due(timer),
    forgets: () =>
      afterwards(() => {
        outward = [];
        changes = [];
      }),
    takes: then,
    waits: (ms) => afterwards(() => wait(ms)),
    draws: (next) =>
      afterwards(() => {
        random = next;
      }),

    watched: (watchers = 1) => then({ type: 'watched', watchers }),
    asks: (text, id = 'q1', attachments = []) =>
      then({
        type: 'sent',
        message: { role: 'user', id, text, attachments: [...attachments], createdAt: timers.now() },
      }),
    stops: () => then({ type: 'stopped' }),
    retries: (id) =>
      then({ type: 'retried', message: question(id), answer: answerToRepeat(id), newId: `${id}-again` }),
    reconnects: () => then({ type: 'reconnect-asked' }),
    goes: (where) => then({ type: 'online-changed', online: where === 'online' }),
    closes: () => then({ type: 'closed' }),

    chatCreated: (chatId = 'chat') => then({ type: 'chat-created', generation: generation(), chatId }),
    chatFails: (failure) => then({ type: 'chat-failed', generation: generation(), failure }),
    opens: () => then({ type: 'socket-opened', generation: generation() }),
    hears,
    chunk: (content, messageId = null) => hears({ type: 'chunk', messageId, content }),
    completes: (fields = {}) =>
      hears({
        type: 'complete',
        messageId: null,
        content: null,
        sources: [],
        totalTokens: null,
        totalChunks: null,
        ...fields,
      }),
    hearsGarbage: () => then({ type: 'frame-faulty', generation: generation() }),
    drops: (code = 1006, reason = '') =>
      then({ type: 'socket-closed', generation: generation(), code, reason }),
    hearsOfBetter: () => then({ type: 'superseded', generation: generation() }),
    refreshes: (outcome) => then({ type: 'token-refreshed', generation: generation(), outcome }),
    historyTells: (...items) => {
      const tell = (): Scenario =>
        then({ type: 'history-read', generation: reading(), history: { items, isWhole: true } });
      tell();
      // An answer is one when it has stopped changing.
      const { exchange } = state();
      return exchange?.at === 'repairing' && exchange.seen !== null
        ? scenario.waits(3000) && tell()
        : scenario;
    },
    historyLacks: (...items) => {
      while (state().exchange?.at === 'locating') {
        scenario.historyTells(...items);
        scenario.waits(timers.due('poll') ?? 0).hears({ type: 'pong' });
      }
      return scenario;
    },
    historyFails: (failure) => then({ type: 'history-failed', generation: reading(), failure }),
    storeFails: (messageId) => then({ type: 'store-failed', problem: { code: 'storage-full' }, messageId }),
    connects: () => {
      const { connection } = state();
      if (connection.at === 'backing-off') wait(connection.until - timers.now());
      if (state().connection.at === 'creating') scenario.chatCreated();
      return scenario.opens().hears({ type: 'ready' }).hears({ type: 'joined' });
    },
  };
  return scenario;
}
