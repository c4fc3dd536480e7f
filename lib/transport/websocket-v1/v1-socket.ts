import {
  encodeV1Frame,
  v1SocketUrl,
  type V1ClientFrame,
  type V1Speaker,
} from '../../protocol/v1-client-frame.ts';
import { decodeV1Frame, type V1ServerFrame } from '../../protocol/v1-server-frame.ts';
import type { Clock } from '../../shared/clock.ts';
import { createFrameSocket, type FrameSocket, type FrameSocketListener } from '../websocket/frame-socket.ts';
import type { WebSocketConstructor } from '../websocket/text-socket.ts';

export type V1SocketListener = FrameSocketListener<V1ServerFrame>;
export type V1Socket = FrameSocket<V1ClientFrame>;

export interface V1SocketOptions extends Omit<V1Speaker, 'now'> {
  readonly wsUrl: string;
  readonly chatId: string | null;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Pick<Clock, 'now'>;
}

/** One WebSocket in dialect v1 (lib/protocol/README.md). */
export function createV1Socket(options: V1SocketOptions, listener: V1SocketListener): V1Socket {
  const { wsUrl, chatId, clock, tenantId, sessionId, WebSocket } = options;
  const url = v1SocketUrl(wsUrl, options, chatId);
  return createFrameSocket(
    {
      ...{ url, WebSocket, decode: decodeV1Frame },
      encode: (frame) => encodeV1Frame(frame, { tenantId, sessionId, now: clock.now() }),
    },
    listener,
  );
}
