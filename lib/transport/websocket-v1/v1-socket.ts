import {
  encodeV1Frame,
  v1SocketUrl,
  type V1ClientFrame,
  type V1Speaker,
} from '../../protocol/v1-client-frame.ts';
import { decodeV1Frame, type V1ServerFrame } from '../../protocol/v1-server-frame.ts';
import type { FrameFault } from '../../protocol/server-frame.ts';
import type { Clock } from '../../shared/clock.ts';
import {
  createTextSocket,
  type TextSocketListener,
  type WebSocketConstructor,
} from '../websocket/text-socket.ts';

export interface V1SocketListener extends Omit<TextSocketListener, 'received'> {
  frame(said: V1ServerFrame): void;
  faulty(fault: FrameFault): void;
}

export interface V1Socket {
  /** False where the socket is not open (any more); what was to be sent is then still ours. */
  send(frame: V1ClientFrame): boolean;
  /** Lets go: nothing but `ended` is called from now on. Idempotent. */
  close(): void;
}

export interface V1SocketOptions extends Omit<V1Speaker, 'now'> {
  readonly wsUrl: string;
  readonly chatId: string | null;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Pick<Clock, 'now'>;
}

/** One WebSocket in dialect v1 (lib/protocol/README.md). */
export function createV1Socket(options: V1SocketOptions, listener: V1SocketListener): V1Socket {
  const { wsUrl, chatId, clock, tenantId, sessionId } = options;
  const socket = createTextSocket(v1SocketUrl(wsUrl, options, chatId), options.WebSocket, {
    opened: () => listener.opened(),
    received(data) {
      const decoded = decodeV1Frame(data);
      if (decoded.ok) listener.frame(decoded.value);
      else listener.faulty(decoded.failure);
    },
    closed: (code, reason) => listener.closed(code, reason),
    ended: () => listener.ended(),
  });
  return {
    send: (frame) => socket.send(encodeV1Frame(frame, { tenantId, sessionId, now: clock.now() })),
    close: socket.close,
  };
}
