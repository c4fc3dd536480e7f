import type { ClientFrame } from '../../protocol/client-frame.ts';
import type { Effect } from '../../session/effect.ts';
import type { SessionEvent } from '../../session/event.ts';
import type { Log } from '../../shared/log.ts';
import type { Problem } from '../../shared/problem.ts';
import { createReport } from '../../shared/report.ts';
import type { ChatSocket } from '../../transport/websocket-v3/chat-socket.ts';
import type { PlatformGateway } from '../platform/platform-gateway.ts';

/** Effects that reach the platform; the rest is storage's and the clock's. */
export type PlatformEffect = Exclude<Effect, { type: 'commit' | 'set-timer' | 'clear-timer' }>;

/** Carries out the effects of one session on its platform, and tells what came of them as events. */
export interface EffectRunner {
  carryOut(effect: PlatformEffect): void;
  /** Calls under way are broken off. Idempotent. */
  abandon(): void;
}

export interface EffectRunnerOptions {
  readonly conversationId: string;
  readonly gateway: PlatformGateway;
  readonly log: Log;
  readonly tell: (fact: SessionEvent) => void;
}

export function createEffectRunner({
  conversationId,
  gateway,
  log,
  tell,
}: EffectRunnerOptions): EffectRunner {
  let socket: { readonly generation: number; readonly socket: ChatSocket } | null = null;
  /** Sent with the last join: the one that a refusal speaks of. */
  let joinToken: string | null = null;
  const abort = new AbortController();
  const report = createReport(log);

  function carryOut(effect: PlatformEffect): void {
    switch (effect.type) {
      case 'create-chat': {
        const { generation } = effect;
        return ask(
          gateway.createChat(conversationId, effect.pageUrl, abort.signal),
          (created) =>
            created.ok
              ? { type: 'chat-created', generation, chatId: created.value }
              : { type: 'chat-failed', generation, failure: created.failure },
          { type: 'chat-failed', generation, failure: { kind: 'transient', problem: { code: 'internal' } } },
        );
      }
      case 'describe-chat':
        return void gateway
          .createChat(conversationId, effect.pageUrl, abort.signal)
          .catch((error: unknown) => report(error, 'effect'));
      case 'open-socket':
        return openSocket(effect.generation);
      case 'send-join':
        return joinAs(effect.generation, effect.chatId);
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
      case 'refresh-token': {
        const { generation } = effect;
        return ask(
          gateway.refreshToken(joinToken),
          (outcome) => ({ type: 'token-refreshed', generation, outcome }),
          {
            type: 'token-refreshed',
            generation,
            outcome: 'unavailable',
          },
        );
      }
      case 'explain-refusal':
        return ask(
          gateway.explainRefusal(abort.signal),
          (problem) => ({ type: 'refusal-explained', problem }),
          {
            type: 'refusal-explained',
            problem: { code: 'internal' },
          },
        );
      case 'read-history': {
        const { generation } = effect;
        return ask(
          gateway.readHistory(effect.chatId, effect.look, abort.signal),
          (read) =>
            read.ok
              ? { type: 'history-read', generation, items: read.value }
              : { type: 'history-failed', generation, failure: read.failure },
          { type: 'history-failed', generation, failure: 'gone' },
        );
      }
      default:
        return effect satisfies never;
    }
  }

  function joinAs(generation: number, chatId: string): void {
    const withheld = (problem: Problem): void => tell({ type: 'join-withheld', generation, problem });
    gateway.joinPreflight(abort.signal).then(
      (admitted) => {
        if (!admitted.ok) return withheld(admitted.failure);
        // Of a socket that was replaced meanwhile: the token of the join that has left since is the one to refresh.
        if (socket?.generation !== generation) return;
        joinToken = admitted.value;
        send(generation, { type: 'join', chatId, tenantId: gateway.tenantId, token: admitted.value });
      },
      (error: unknown) => withheld(report(error, 'effect')),
    );
  }

  /** The answer comes back as an event of its own; the effects behind this one don't wait for it. */
  function ask<Answer>(
    asked: Promise<Answer>,
    toEvent: (answer: Answer) => SessionEvent,
    failed: SessionEvent,
  ): void {
    // None of these rejects; were one to, its session would wait for ever.
    void asked
      .then(toEvent, (error: unknown) => {
        report(error, 'effect');
        return failed;
      })
      .then(tell);
  }

  function openSocket(generation: number): void {
    socket?.socket.close();
    socket = {
      generation,
      socket: gateway.openSocket({
        opened: () => tell({ type: 'socket-opened', generation }),
        frame(frame) {
          if (frame.type === 'unknown') log({ event: 'frame-unknown' });
          tell({ type: 'frame-received', generation, frame });
        },
        faulty(fault) {
          log({ event: 'frame-dropped', fault });
          tell({ type: 'frame-faulty', generation });
        },
        closed: (code, reason) => tell({ type: 'socket-closed', generation, code, reason }),
      }),
    };
  }

  /** A frame that finds its socket closed is not an error: the close event is on its way, and the core looks the message up. */
  function send(generation: number, frame: ClientFrame): void {
    if (socket?.generation === generation) socket.socket.send(frame);
  }

  return { carryOut, abandon: () => abort.abort() };
}
