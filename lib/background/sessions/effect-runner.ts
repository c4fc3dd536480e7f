import type { Effect } from '../../session/effect.ts';
import type { SessionEvent } from '../../session/event.ts';
import type { Log } from '../../shared/log.ts';
import { createReport } from '../../shared/report.ts';
import type { Connection } from '../../transport/transport.ts';
import { sessionIdOf } from '../../shared/temporary-chat.ts';
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
  readonly tell: (event: SessionEvent) => void;
}

export function createEffectRunner({
  conversationId,
  gateway,
  log,
  tell,
}: EffectRunnerOptions): EffectRunner {
  /** The last one, in use or over: what a refusal speaks of. */
  let current: {
    readonly generation: number;
    readonly chatId: string | null;
    readonly connection: Connection;
  } | null = null;
  const abort = new AbortController();
  const report = createReport(log);
  const sessionId = sessionIdOf(conversationId);

  function carryOut(effect: PlatformEffect): void {
    switch (effect.type) {
      case 'create-chat': {
        const { generation } = effect;
        return ask(
          gateway.createChat(sessionId, effect.pageUrl, abort.signal, (problem) =>
            tell({ type: 'chat-delayed', generation, problem }),
          ),
          (created) =>
            created.ok
              ? { type: 'chat-created', generation, chatId: created.value }
              : { type: 'chat-failed', generation, failure: created.failure },
          { type: 'chat-failed', generation, failure: { kind: 'transient', problem: { code: 'internal' } } },
        );
      }
      case 'describe-chat':
        // Nothing waits for it: the question goes out with or without.
        return void gateway
          .createChat(sessionId, effect.pageUrl, abort.signal)
          .catch((error: unknown) => report(error, 'effect'));
      case 'connect': {
        const { generation } = effect;
        current?.connection.close();
        const connection = gateway.connect(
          effect.chatId,
          (event) => tell({ type: 'heard', generation, event }),
          () => tell({ type: 'line-ended', generation }),
          sessionId,
        );
        current = { generation, chatId: effect.chatId, connection };
        return;
      }
      case 'send-message': {
        const { text, clientMessageId } = effect;
        return connectionOf(effect.generation)?.send({ text, clientMessageId });
      }
      case 'check-connection':
        return connectionOf(effect.generation)?.check();
      case 'disconnect':
        return connectionOf(effect.generation)?.close();
      case 'refresh-token': {
        const { generation } = effect;
        return ask(
          current?.connection.renewToken(effect.isForbidden) ?? Promise.resolve('refused' as const),
          (outcome) => ({ type: 'token-refreshed', generation, outcome }),
          { type: 'token-refreshed', generation, outcome: 'unavailable' },
        );
      }
      case 'explain-refusal':
        return ask(
          gateway.explainRefusal(abort.signal, current?.chatId ?? undefined),
          (found) =>
            'kind' in found
              ? { type: 'refusal-limited', retryAfterMs: found.retryAfterMs }
              : { type: 'refusal-explained', problem: found },
          { type: 'refusal-explained', problem: { code: 'internal' } },
        );
      case 'read-history': {
        const { generation } = effect;
        return ask(
          gateway.readHistory(effect.chatId, effect.look, abort.signal),
          (read) =>
            read.ok
              ? { type: 'history-read', generation, history: read.value }
              : { type: 'history-failed', generation, failure: read.failure },
          { type: 'history-failed', generation, failure: 'gone' },
        );
      }
      default:
        return effect satisfies never;
    }
  }

  function connectionOf(generation: number): Connection | undefined {
    return current?.generation === generation ? current.connection : undefined;
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

  return { carryOut, abandon: () => abort.abort() };
}
