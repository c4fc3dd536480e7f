import type { ChatSocket, ChatSocketListener } from './chat-socket.ts';

/** A socket opened before it is needed: what it hears meanwhile is kept for whoever takes it. */
export interface EarlySocket {
  /** The listener hears it from its beginning, as if it had just been opened. Once. */
  take(listener: ChatSocketListener): ChatSocket;
  close(): void;
}

export function createEarlySocket(open: (listener: ChatSocketListener) => ChatSocket): EarlySocket {
  const heard: ((listener: ChatSocketListener) => void)[] = [];
  let taker: ChatSocketListener | null = null;
  let isLetGo = false;

  function hear(tell: (listener: ChatSocketListener) => void): void {
    if (taker === null) heard.push(tell);
    else tell(taker);
  }

  const socket = open({
    opened: () => hear((listener) => listener.opened()),
    frame: (frame) => hear((listener) => listener.frame(frame)),
    faulty: (fault) => hear((listener) => listener.faulty(fault)),
    closed: (code, reason) => hear((listener) => listener.closed(code, reason)),
    ended: () => hear((listener) => listener.ended()),
  });

  function close(): void {
    isLetGo = true;
    socket.close();
  }

  return {
    take(listener) {
      // The taker is still inside its own step: no socket speaks before that is over.
      queueMicrotask(() => {
        for (const tell of heard.splice(0)) if (!isLetGo) tell(listener);
        taker = listener;
      });
      return { send: (frame) => socket.send(frame), close };
    },
    close,
  };
}
