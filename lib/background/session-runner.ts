import type { Effect, Timer, Change } from '../session/effect.ts';
import type { SessionEvent } from '../session/event.ts';
import { publicStatus } from '../session/public-status.ts';
import type { SessionState } from '../session/state.ts';
import { step } from '../session/step.ts';
import type { ConnectionStatus } from '../shared/connection-status.ts';
import type { Log } from '../shared/log.ts';
import type { Problem } from '../shared/problem.ts';
import type { ClientFrame } from '../protocol/client-frame.ts';
import type { ChatSocket } from '../transport/websocket/chat-socket.ts';
import type { PlatformLink } from './platform-link.ts';

/** Timers that a test can hold in its hand. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

export interface SessionRunnerOptions {
  readonly initial: SessionState;
  readonly link: PlatformLink;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Rejects where storage is full or broken. */
  readonly persist: (changes: readonly Change[]) => Promise<void>;
  readonly toProblem: (error: unknown) => Problem;
  /** After they were stored, in order. */
  readonly onChanges: (changes: readonly Change[]) => void;
  readonly onStatus: (status: ConnectionStatus, problem: Problem | null) => void;
}

/** One conversation's core, run: facts in, orders carried out. */
export interface SessionRunner {
  /** Resolves when all that the fact ordered was carried out, with what kept it from being stored, if anything did. */
  dispatch(event: SessionEvent): Promise<Problem | null>;
  state(): SessionState;
  /** Runs between two steps' orders: what it reads from storage fits what pages have been told. */
  between<Value>(job: () => Promise<Value>): Promise<Value>;
  /** Takes the session down; nothing leaves it afterwards. Idempotent. */
  close(): Promise<void>;
}

type Order = Exclude<Effect, { type: 'set-timer' | 'clear-timer' }>;
type Act = Exclude<Order, { type: 'commit' }>;

export function createSessionRunner(options: SessionRunnerOptions): SessionRunner {
  const { link, clock } = options;
  let state = options.initial;
  let tail: Promise<unknown> = Promise.resolve();
  let socket: { readonly generation: number; readonly socket: ChatSocket } | null = null;
  let told = { status: publicStatus(state), problem: state.problem };
  const running = new Map<Timer, unknown>();
  const abort = new AbortController();
  /** Sent with the last join: the one that a refusal speaks of. */
  let joinToken: string | null = null;

  function dispatch(event: SessionEvent): Promise<Problem | null> {
    // Other settings were saved in the meantime. Said, or a message would be taken and never stored.
    if (state.link.at === 'closed') return Promise.resolve({ code: 'internal' });
    const next = step(state, event, { now: clock.now(), random: options.random() });
    state = next.state;
    // Timers touch nothing outside; behind a slow commit, one that was cleared could still fire.
    for (const effect of next.effects) {
      if (effect.type === 'set-timer') startTimer(effect.timer, effect.ms);
      if (effect.type === 'clear-timer') stopTimer(effect.timer);
    }
    const orders = next.effects.filter(isOrder);
    const status = publicStatus(state);
    const { problem } = state;
    return between(async () => {
      const failure = await perform(orders);
      tell(status, problem);
      if (failure !== null) {
        void dispatch({
          type: 'store-failed',
          problem: failure,
          messageId: event.type === 'sent' ? event.message.id : null,
        });
      }
      return failure;
    });
  }

  function between<Value>(job: () => Promise<Value>): Promise<Value> {
    const done = tail.then(job);
    tail = done.catch(() => undefined);
    return done;
  }

  /** Persist, then act: behind a commit that failed nothing of the same step is done. */
  async function perform(orders: readonly Order[]): Promise<Problem | null> {
    let failure: Problem | null = null;
    for (const effect of orders) {
      if (effect.type !== 'commit') {
        if (failure === null) act(effect);
        continue;
      }
      const changes = failure === null ? effect.changes : effect.changes.filter(isAnswerText);
      try {
        if (changes.length > 0) await options.persist(changes);
        options.onChanges(changes);
      } catch (error) {
        failure ??= options.toProblem(error);
        // An answer that can't be stored is still worth reading, to its end.
        options.onChanges(changes.filter(isAnswerText));
      }
    }
    return failure;
  }

  function tell(status: ConnectionStatus, problem: Problem | null): void {
    if (JSON.stringify(told) === JSON.stringify({ status, problem })) return;
    told = { status, problem };
    options.onStatus(status, problem);
  }

  function act(effect: Act): void {
    switch (effect.type) {
      case 'create-chat':
        return ask(link.createChat(state.conversationId, effect.pageUrl, abort.signal), (created) =>
          created.ok
            ? { type: 'chat-created', generation: effect.generation, chatId: created.value }
            : { type: 'chat-failed', generation: effect.generation, failure: created.failure },
        );
      case 'describe-chat':
        return void link.createChat(state.conversationId, effect.pageUrl, abort.signal);
      case 'open-socket':
        return openSocket(effect.generation);
      case 'send-join':
        return void link.accessToken().then((token) => {
          const { chatId } = effect;
          joinToken = token;
          send(effect.generation, { type: 'join', chatId, tenantId: link.tenantId, token });
        });
      case 'send-message': {
        const { chatId, text, clientMessageId } = effect;
        return send(effect.generation, { type: 'message', chatId, text, clientMessageId });
      }
      case 'send-ping':
        return send(effect.generation, { type: 'ping' });
      case 'send-pong':
        return send(effect.generation, { type: 'pong', now: effect.now });
      case 'close-socket':
        if (socket?.generation !== effect.generation) return;
        socket.socket.close();
        socket = null;
        return;
      case 'refresh-token':
        return ask(link.refreshToken(joinToken), (outcome) => ({
          type: 'token-refreshed',
          generation: effect.generation,
          outcome,
        }));
      case 'explain-refusal':
        return ask(link.explainRefusal(abort.signal), (problem) => ({ type: 'refusal-explained', problem }));
      case 'read-history':
        return ask(link.readHistory(effect.chatId, abort.signal), (read) =>
          read.ok
            ? { type: 'history-read', generation: effect.generation, items: read.value }
            : { type: 'history-failed', generation: effect.generation, failure: read.failure },
        );
      default:
        return effect satisfies never;
    }
  }

  /** The answer comes back as a fact of its own; the orders behind this one don't wait for it. */
  function ask<Answer>(asked: Promise<Answer>, toEvent: (answer: Answer) => SessionEvent): void {
    void asked.then((answer) => dispatch(toEvent(answer)));
  }

  function openSocket(generation: number): void {
    socket?.socket.close();
    socket = {
      generation,
      socket: link.openSocket({
        opened: () => void dispatch({ type: 'socket-opened', generation }),
        frame(frame) {
          if (frame.type === 'unknown') options.log({ event: 'frame-unknown' });
          void dispatch({ type: 'frame-received', generation, frame });
        },
        faulty(fault) {
          options.log({ event: 'frame-dropped', fault });
          void dispatch({ type: 'frame-faulty', generation });
        },
        closed: (code, reason) => void dispatch({ type: 'socket-closed', generation, code, reason }),
      }),
    };
  }

  /** A frame that finds its socket closed is not an error: the close event is on its way, and the core looks the message up. */
  function send(generation: number, frame: ClientFrame): void {
    if (socket?.generation === generation) socket.socket.send(frame);
  }

  function startTimer(timer: Timer, ms: number): void {
    stopTimer(timer);
    running.set(
      timer,
      clock.setTimeout(() => {
        running.delete(timer);
        void dispatch({ type: 'timer-fired', timer });
      }, ms),
    );
  }

  function stopTimer(timer: Timer): void {
    if (!running.has(timer)) return;
    clock.clearTimeout(running.get(timer));
    running.delete(timer);
  }

  return {
    dispatch,
    between,
    state: () => state,
    async close() {
      const closing = dispatch({ type: 'closed' });
      abort.abort();
      await closing;
    },
  };
}

function isOrder(effect: Effect): effect is Order {
  return effect.type !== 'set-timer' && effect.type !== 'clear-timer';
}

function isAnswerText(change: Change): boolean {
  return change.type === 'text-appended' || change.type === 'answer-finished';
}
