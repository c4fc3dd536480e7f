import type { TransportEvent } from '../../session/transport-event.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import type { Problem } from '../../shared/problem.ts';
import { createReport } from '../../shared/report.ts';
import type { Connection, PlatformCredentials } from '../transport.ts';
import { createLineKeeper } from '../websocket/line-keeper.ts';
import type { ChatSocket, ChatSocketListener } from './chat-socket.ts';
import type { SocketEffect, SocketEvent, SocketTimer } from './socket-state.ts';
import { beginSocket, stepSocket } from './socket-step.ts';

export interface WebSocketConnectionOptions {
  readonly tenantId: string;
  readonly chatId: string;
  readonly credentials: PlatformCredentials;
  readonly openSocket: (listener: ChatSocketListener) => ChatSocket;
  readonly tell: (event: TransportEvent) => void;
  readonly ended: () => void;
  readonly opened?: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/** One socket, run: what it hears goes into `stepSocket`, and what comes of that is done. */
export function createWebSocketConnection(options: WebSocketConnectionOptions): Connection {
  const { chatId, tenantId, credentials, clock, log } = options;
  const report = createReport(log);
  /** Sent with the join: the one that a refusal speaks of. */
  let joinToken: string | null = null;

  const begun = beginSocket();
  let { state } = begun;
  const socket = options.openSocket({
    opened() {
      if (!line.isLetGo()) options.opened?.();
      take({ type: 'opened' });
    },
    frame(frame) {
      if (frame.type === 'unknown') log({ event: 'frame-unknown' });
      take({ type: 'frame', frame });
    },
    faulty(fault) {
      log({ event: 'frame-dropped', fault });
      take({ type: 'faulty-frame' });
    },
    closed: (code, reason) => take({ type: 'closed', code, reason }),
    ended: options.ended,
  });
  const line = createLineKeeper<SocketTimer>({
    ...{ socket, clock, tell: options.tell },
    ping: () => socket.send({ type: 'ping' }),
    pong: () => socket.send({ type: 'pong', now: clock.now() }),
    fired: (timer) => take({ type: 'timer-fired', timer }),
  });
  begun.effects.forEach(carryOut);

  function take(event: SocketEvent): void {
    if (line.isLetGo()) return;
    const next = stepSocket(state, event);
    ({ state } = next);
    next.effects.forEach(carryOut);
  }

  function carryOut(effect: SocketEffect): void {
    if (effect.type === 'send-join') join();
    else line.carryOut(effect);
  }

  function join(): void {
    const withhold = (problem: Problem): void => take({ type: 'join-withheld', problem });
    credentials.admit(line.signal).then(
      (admitted) => {
        if (!admitted.ok) return withhold(admitted.failure);
        if (line.isLetGo()) return;
        joinToken = admitted.value;
        socket.send({ type: 'join', chatId, tenantId, token: admitted.value });
      },
      (error: unknown) => withhold(report(error, 'connection')),
    );
  }

  return {
    // A message that finds its socket closed is not an error: the close event is on its way, and the core looks the message up.
    send: (message) => void socket.send({ type: 'message', chatId, ...message }),
    check: () => take({ type: 'check-asked' }),
    renewToken: (isForbidden) => credentials.renew(joinToken, isForbidden),
    close: line.letGo,
  };
}
