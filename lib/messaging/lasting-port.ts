import type { Port } from '../shared/port.ts';

export interface Timers {
  readonly setTimeout: (callback: () => void, ms: number) => unknown;
  readonly clearTimeout: (handle: unknown) => void;
}

/** A port that is opened again whenever it goes. */
export interface LastingPort {
  open(): void;
  /** false: there is none at the moment. */
  post(message: unknown): boolean;
  /** The other end has spoken: pauses start anew. */
  worked(): void;
  /** Ports that went since the other end last spoke. */
  failures(): number;
  /** Hangs up, and opens another after the pause of at least so many failures. */
  replace(failures?: number): void;
  close(): void;
}

interface LastingPortOptions {
  /** Throws where the extension was updated under the page. */
  readonly connect: () => Port;
  /** A new port is there; `isCurrent` tells, after waiting, whether it still is. */
  readonly opened: (isCurrent: () => boolean) => void;
  readonly received: (message: unknown) => void;
  readonly lost: () => void;
  /** connect() threw. */
  readonly refused: () => void;
  readonly timers: Timers;
}

/** The first reconnect is at once: a killed worker wakes in milliseconds. Then with pauses, up to 2 s. */
const longestPauseMs = 2000;

export function createLastingPort(options: LastingPortOptions): LastingPort {
  const { timers } = options;
  let port: Port | null = null;
  let failures = 0;
  let isClosed = false;
  let reconnectTimer: unknown = null;

  function open(): void {
    reconnectTimer = null;
    if (isClosed) return;
    let opened: Port;
    try {
      opened = options.connect();
    } catch {
      // The extension was updated or removed: this page can't reach it again, and says so.
      options.refused();
      return retryLater();
    }
    const isCurrent = (): boolean => port === opened;
    port = opened;
    opened.onMessage.addListener((message) => {
      if (isCurrent()) options.received(message);
    });
    opened.onDisconnect.addListener(() => {
      if (!isCurrent()) return;
      port = null;
      retryLater();
    });
    options.opened(isCurrent);
  }

  function retryLater(): void {
    options.lost();
    if (isClosed || reconnectTimer !== null) return;
    const pause = failures === 0 ? 0 : Math.min(longestPauseMs, 50 * 2 ** failures);
    failures += 1;
    reconnectTimer = timers.setTimeout(open, pause);
  }

  /** Forgotten first: what the port says while it goes must not be heard any more. */
  function hangUp(): void {
    const dead = port;
    port = null;
    dead?.disconnect();
  }

  return {
    open,
    post(message) {
      if (port === null) return false;
      try {
        port.postMessage(message);
      } catch {
        // The port died between two events; its onDisconnect opens the next, where all that waits is posted again.
      }
      return true;
    },
    worked() {
      failures = 0;
    },
    failures: () => failures,
    replace(least = 0) {
      hangUp();
      failures = Math.max(failures, least);
      retryLater();
    },
    close() {
      isClosed = true;
      timers.clearTimeout(reconnectTimer);
      hangUp();
    },
  };
}
