import { encodeClientFrame, socketUrl, type ClientFrame } from '../../protocol/client-frame.ts';
import { decodeServerFrame, type ServerFrame } from '../../protocol/server-frame.ts';
import { createFrameSocket, type FrameSocket, type FrameSocketListener } from '../websocket/frame-socket.ts';
import type { WebSocketConstructor } from '../websocket/text-socket.ts';

export type ChatSocketListener = FrameSocketListener<ServerFrame>;
export type ChatSocket = FrameSocket<ClientFrame>;

/** One WebSocket in dialect v3 (lib/protocol/README.md). */
export function createChatSocket(
  options: { readonly wsUrl: string; readonly tenantId: string; readonly WebSocket: WebSocketConstructor },
  listener: ChatSocketListener,
): ChatSocket {
  const { wsUrl, tenantId, WebSocket } = options;
  const url = socketUrl(wsUrl, tenantId);
  return createFrameSocket(
    { url, WebSocket, decode: decodeServerFrame, encode: encodeClientFrame },
    listener,
  );
}
