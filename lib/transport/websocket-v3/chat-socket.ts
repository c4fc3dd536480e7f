import { encodeClientFrame, socketUrl, type ClientFrame } from '../../protocol/client-frame.ts';
import { decodeServerFrame, type FrameFault, type ServerFrame } from '../../protocol/server-frame.ts';
import {
  createTextSocket,
  type TextSocketListener,
  type WebSocketConstructor,
} from '../websocket/text-socket.ts';

export interface ChatSocketListener extends Omit<TextSocketListener, 'received'> {
  frame(frame: ServerFrame): void;
  faulty(fault: FrameFault): void;
}

export interface ChatSocket {
  /** False where the socket is not open (any more); what was to be sent is then still ours. */
  send(frame: ClientFrame): boolean;
  /** Lets go: nothing but `ended` is called from now on. Idempotent. */
  close(): void;
}

/** One WebSocket in dialect v3 (lib/protocol/README.md). */
export function createChatSocket(
  options: { readonly wsUrl: string; readonly tenantId: string; readonly WebSocket: WebSocketConstructor },
  listener: ChatSocketListener,
): ChatSocket {
  const socket = createTextSocket(socketUrl(options.wsUrl, options.tenantId), options.WebSocket, {
    opened: () => listener.opened(),
    received(data) {
      const decoded = decodeServerFrame(data);
      if (decoded.ok) listener.frame(decoded.value);
      else listener.faulty(decoded.failure);
    },
    closed: (code, reason) => listener.closed(code, reason),
    ended: () => listener.ended(),
  });
  return { send: (frame) => socket.send(encodeClientFrame(frame)), close: socket.close };
}
