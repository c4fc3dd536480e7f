/** The browser's constructor, or a double. */
export type WebSocketConstructor = new (url: string) => WebSocket;

export interface TextSocketListener {
  opened(): void;
  /** As the browser hands it over: a string, or bytes where the server sent some. */
  received(data: unknown): void;
  /** Exactly once, also where the socket never opened; never after `close()`. */
  closed(code: number, reason: string): void;
  /** Exactly once, after `closed` or after `close()`: the browser has flushed what was sent, or given it up. */
  ended(): void;
}

export interface TextSocket {
  /** False where the socket is not open (any more); what was to be sent is then still ours. */
  send(text: string): boolean;
  /** Lets go: nothing but `ended` is called from now on. Idempotent. */
  close(): void;
}

const normalClosure = 1000;
const abnormalClosure = 1006;

/** One WebSocket of the browser, whatever is said over it. */
export function createTextSocket(
  url: string,
  WebSocket: WebSocketConstructor,
  listener: TextSocketListener,
): TextSocket {
  let isLetGo = false;
  const socket = construct();

  function construct(): WebSocket | null {
    try {
      return new WebSocket(url);
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
      if (!isLetGo) listener.received(event.data);
    });
    socket.addEventListener('close', (event: CloseEvent) => end(event.code, event.reason));
  }

  return {
    send(text) {
      if (isLetGo || socket === null || socket.readyState !== socket.OPEN) return false;
      socket.send(text);
      return true;
    },
    close() {
      if (isLetGo) return;
      isLetGo = true;
      socket?.close(normalClosure);
    },
  };
}
