import type { Clock } from '../../shared/clock.ts';
import type { ChatSocket, ChatSocketListener } from '../websocket-v3/chat-socket.ts';

export interface SocketLookOptions {
  readonly open: (listener: ChatSocketListener) => ChatSocket;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** ms */
const openWithinMs = 5000;
/** ms. A server that greets nobody is joined after as long (P6). */
const staysForMs = 1000;

/**
 * Whether a socket opens, and stays: it is greeted, or still open after a while. Nothing is said over it; the server drops
 * one that doesn't join, and it is let go long before.
 */
export function looksOpen({ open, clock, signal }: SocketLookOptions): Promise<boolean> {
  return new Promise((resolve) => {
    let timer = clock.setTimeout(() => end(false), openWithinMs);
    const abort = (): void => end(false);
    const socket = open({
      opened() {
        clock.clearTimeout(timer);
        timer = clock.setTimeout(() => end(true), staysForMs);
      },
      frame: ({ type }) => {
        if (type === 'established' || type === 'ready' || type === 'progress') end(true);
      },
      faulty: () => undefined,
      closed: () => end(false),
      ended: () => undefined,
    });
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();

    function end(isOpen: boolean): void {
      clock.clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      socket.close();
      resolve(isOpen);
    }
  });
}
