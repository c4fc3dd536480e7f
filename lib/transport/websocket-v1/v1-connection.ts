import type { Profile } from '../../config/profile.ts';
import type { TransportEvent } from '../../session/transport-event.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { createReport } from '../../shared/report.ts';
import type { RestClient } from '../http/rest-client.ts';
import { waitForAnswer } from '../rest/answer-poll.ts';
import { toCompleted, toPostFailure } from '../rest/post-outcome.ts';
import type { Connection, OutgoingMessage, PlatformCredentials } from '../transport.ts';
import { createLineKeeper } from '../websocket/line-keeper.ts';
import type { V1Socket, V1SocketListener } from './v1-socket.ts';
import type { V1Effect, V1Event, V1Timer } from './v1-state.ts';
import { beginV1, stepV1 } from './v1-step.ts';
import type { VariantMemory } from './variant.ts';

export interface V1ConnectionOptions {
  readonly profile: Pick<Profile, 'apiUrl' | 'tenantId'>;
  /** null: the platform creates it with the first message. */
  readonly chatId: string | null;
  readonly credentials: PlatformCredentials;
  /** Of a hybrid. */
  readonly rest: Pick<RestClient, 'readMessages' | 'sendMessage'>;
  readonly memory: VariantMemory;
  readonly openSocket: (listener: V1SocketListener) => V1Socket;
  readonly tell: (event: TransportEvent) => void;
  readonly ended: () => void;
  readonly opened: () => void;
  /** Once, where the socket closed before it had opened. */
  readonly refused: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** One socket to an older server, run: what it hears goes into `stepV1`, and what comes of that is done. */
export function createV1Connection(options: V1ConnectionOptions): Connection {
  const { profile, credentials, rest, memory, clock, log } = options;
  const report = createReport(log);
  let { chatId } = options;
  let token: string | null = null;
  let hasSocketEnded = false;
  /** Requests of which nobody can say any more whether they arrive. */
  let open = 0;
  let lookUp: { readonly clientMessageId: string; readonly stop: AbortController } | null = null;

  const begun = beginV1(memory.guess(), chatId !== null);
  let { state } = begun;
  const socket = options.openSocket({
    opened() {
      options.opened();
      take({ type: 'opened' });
    },
    frame(said) {
      if (said.frame.type === 'unknown') log({ event: 'frame-unknown' });
      take({ type: 'frame', said });
    },
    faulty(fault) {
      log({ event: 'frame-dropped', fault });
      take({ type: 'faulty-frame' });
    },
    closed(code, reason) {
      if (state.at === 'opening') options.refused();
      take({ type: 'closed', code, reason });
    },
    ended() {
      hasSocketEnded = true;
      endIfSo();
    },
  });
  const line = createLineKeeper<V1Timer>({
    ...{ socket, clock, tell: options.tell },
    ping: () => socket.send({ type: 'ping' }),
    pong: () => socket.send({ type: 'pong' }),
    fired: (timer) => take({ type: 'timer-fired', timer }),
  });
  begun.effects.forEach(carryOut);
  run(admit());

  function take(event: V1Event): void {
    if (line.isLetGo()) return;
    const next = stepV1(state, event);
    ({ state } = next);
    next.effects.forEach(carryOut);
    if (lookUp !== null && askedId() !== lookUp.clientMessageId) lookUp.stop.abort();
  }

  const askedId = (): string | undefined =>
    state.at === 'ready' ? state.asked?.message.clientMessageId : undefined;

  function carryOut(effect: V1Effect): void {
    switch (effect.type) {
      case 'send-auth':
        return void socket.send({ type: 'auth' });
      case 'send-message':
        return void socket.send({ type: 'message', chatId, ...effect.message });
      case 'post-message':
        return run(post(effect.message));
      case 'look-up':
        return run(findAnswer(effect.clientMessageId, effect.questionId));
      case 'name-chat':
        ({ chatId } = effect);
        return;
      case 'learn':
        return memory.learn(effect.variant, effect.isProven);
      case 'forgo-pings':
        return memory.forgoPings();
      default:
        return line.carryOut(effect);
    }
  }

  async function admit(): Promise<void> {
    const admitted = await credentials.admit(line.signal);
    if (!admitted.ok) return take({ type: 'withheld', problem: admitted.failure });
    token = admitted.value;
    take({ type: 'admitted', isSignedIn: token !== null });
  }

  async function post(message: OutgoingMessage): Promise<void> {
    if (chatId === null) return;
    const { clientMessageId } = message;
    open += 1;
    const posted = await rest.sendMessage(chatId, message, line.signal);
    if (posted.ok) {
      open -= 1;
      return take({ type: 'posted', clientMessageId, outcome: { type: 'replied', reply: posted.value } });
    }
    const { failure } = posted;
    const isNoWay = failure.kind === 'wrong-path';
    take({ type: 'posted', clientMessageId, outcome: { ...toPostFailure(failure, profile), isNoWay } });
    // Either may still be on its way: nobody will tell when it can't arrive any more.
    if (failure.kind === 'timeout' || failure.kind === 'aborted') return;
    open -= 1;
    endIfSo();
  }

  function endIfSo(): void {
    if (hasSocketEnded && open === 0) options.ended();
  }

  async function findAnswer(clientMessageId: string, questionId: string): Promise<void> {
    if (chatId === null) return;
    const stop = new AbortController();
    lookUp = { clientMessageId, stop };
    const signal = AbortSignal.any([line.signal, stop.signal]);
    const found = await waitForAnswer({ rest, clock, chatId, questionId, signal });
    if (signal.aborted) return;
    const answer = found === null ? null : toCompleted({ sources: [], totalTokens: null, ...found });
    take({ type: 'looked-up', clientMessageId, answer });
  }

  /** None of these rejects; were one to, its session would wait for ever. */
  function run(asked: Promise<void>): void {
    asked.catch((error: unknown) => take({ type: 'withheld', problem: report(error, 'connection') }));
  }

  return {
    send: (message) => take({ type: 'message-asked', message }),
    check: () => take({ type: 'check-asked' }),
    renewToken: (isForbidden) => credentials.renew(token, isForbidden),
    close: line.letGo,
  };
}
