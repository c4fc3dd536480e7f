import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { WebSocket } from 'ws';

/** Our end of one WebSocket. Everything is a no-op once it is closed: an answer outlives its socket. */
export interface SocketLine {
  readonly isOpen: boolean;
  /** One frame `{type, data}`. */
  send(type: string, data?: Readonly<Record<string, unknown>>): void;
  /** Whatever a behaviour wants to be sent, as it is. */
  sendRaw(payload: string | Buffer): void;
  close(code: number, reason?: string): void;
  /** Cuts the TCP connection: the client sees 1006, after all that was sent before. */
  cut(): void;
  /** Waits while too much is unsent. A client that reads nothing for half a minute is cut off. */
  drained(): Promise<void>;
}

const unsentLimit = 4 * 1024 * 1024;
const drainStep = 20;
const drainPatience = 30_000;

export const createSocketLine = (socket: WebSocket, transport: Duplex): SocketLine => {
  const isOpen = (): boolean => socket.readyState === WebSocket.OPEN;

  const sendRaw = (payload: string | Buffer): void => {
    if (isOpen()) socket.send(payload, { binary: typeof payload !== 'string' });
  };

  const cut = (): void => {
    // end, not destroy: destroy would also lose frames that still wait to be written.
    transport.end(() => transport.destroy());
  };

  return {
    get isOpen() {
      return isOpen();
    },
    send: (type, data = {}) => sendRaw(JSON.stringify({ type, data })),
    sendRaw,
    close: (code, reason) => {
      if (isOpen()) socket.close(code, reason);
    },
    cut,
    drained: async () => {
      for (let waited = 0; isOpen() && socket.bufferedAmount > unsentLimit; waited += drainStep) {
        if (waited >= drainPatience) cut();
        await setTimeout(drainStep);
      }
    },
  };
};
