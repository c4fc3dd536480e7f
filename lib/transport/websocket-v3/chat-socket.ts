import { encodeClientFrame, socketUrl, type ClientFrame } from '../../protocol/client-frame.ts';
import { decodeServerFrame, type FrameFault, type ServerFrame } from '../../protocol/server-frame.ts';

export interface ChatSocketListener {
  opened(): void;
  frame(frame: ServerFrame): void;
  faulty(fault: FrameFault): void;
  /** Exactly once, also where the socket never opened; never after `close()`. */
  closed(code: number, reason: string): void;
  /** Exactly once, after `closed` or after `close()`: the browser has flushed what was sent, or given it up. */
  ended(): void;
}

export interface ChatSocket {
  /** False where the socket is not open (any more); what was to be sent is then still ours. */
  send(frame: ClientFrame): boolean;
  /** Lets go: nothing but `ended` is called from now on. Idempotent. */
  close(): void;
}

/** The browser's constructor, or a double. */
export type WebSocketConstructor = new (url: string) => WebSocket;

const normalClosure = 1000;
const abnormalClosure = 1006;

/** One WebSocket in dialect v3 (lib/protocol/README.md). */
export function createChatSocket(
  options: { readonly wsUrl: string; readonly tenantId: string; readonly WebSocket: WebSocketConstructor },
  listener: ChatSocketListener,
): ChatSocket {
  let isLetGo = false;
  const socket = construct();

  function construct(): WebSocket | null {
    try {
      return new options.WebSocket(socketUrl(options.wsUrl, options.tenantId));
    } catch {
      // An address that the browser refuses closes like one that nobody serves, and as late: the caller is still inside its own step.
      queueMicrotask(() => end(abnormalClosure, ''));
      return null;
    }
  }

  function end(code: number, reason: string): void {
    if (!isLetGo) {
      isLetGo = true;
      listener.closed(code, reason);
    }
    listener.ended();
  }

  if (socket !== null) {
    // Strings stay strings; anything binary is a fault (P3), and as a buffer it is cheaper than as a blob.
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      if (!isLetGo) listener.opened();
    });
    socket.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (isLetGo) return;
      const decoded = decodeServerFrame(event.data);
      if (decoded.ok) listener.frame(decoded.value);
      else listener.faulty(decoded.failure);
    });
    socket.addEventListener('close', (event: CloseEvent) => end(event.code, event.reason));
  }

  return {
    send(frame) {
      if (isLetGo || socket === null || socket.readyState !== socket.OPEN) return false;
      socket.send(encodeClientFrame(frame));
      return true;
    },
    close() {
      if (isLetGo) return;
      isLetGo = true;
      socket?.close(normalClosure);
    },
  };
}
