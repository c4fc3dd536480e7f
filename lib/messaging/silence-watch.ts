import type { Timers } from './lasting-port.ts';

/** Port messages keep a Chrome worker awake, an open port does not; its limit is 30 s. */
const heartbeatMs = 20_000;
/** A background that says nothing for 2 s is reported. */
const silenceMs = 2000;

/** Whether the background still speaks: measured where a reply is due, provoked every 20 s where nothing is asked. */
export interface SilenceWatch {
  /** A new port: its silence counts from now. */
  connected(): void;
  /** The heart stops with the port; the silence goes on, for what was asked still waits. */
  disconnected(): void;
  /** Something was asked. A later question doesn't lengthen the silence after an earlier one. */
  asked(): void;
  /** Something arrived, or was settled by what arrived. */
  heard(): void;
  close(): void;
}

interface SilenceWatchOptions {
  readonly isReplyDue: () => boolean;
  /** Ports that failed since the background last spoke. */
  readonly failures: () => number;
  readonly fellSilent: () => void;
  /** Asks for a sign of life. */
  readonly beat: () => void;
  readonly timers: Timers;
}

export function createSilenceWatch(options: SilenceWatchOptions): SilenceWatch {
  const { timers } = options;
  let isClosed = false;
  let silenceTimer: unknown = null;
  let heartbeatTimer: unknown = null;

  function expectAnswer(): void {
    timers.clearTimeout(silenceTimer);
    silenceTimer = null;
    // A listener that is told of a push may close the page; what is settled after that must start no timer.
    if (isClosed || !options.isReplyDue()) return;
    // A background that is slow for an honest reason gets longer at each new start, or it would never get to its end.
    silenceTimer = timers.setTimeout(
      () => {
        silenceTimer = null;
        options.fellSilent();
      },
      silenceMs * 2 ** Math.min(options.failures(), 3),
    );
  }

  function scheduleHeartbeat(): void {
    timers.clearTimeout(heartbeatTimer);
    heartbeatTimer = timers.setTimeout(() => {
      options.beat();
      scheduleHeartbeat();
    }, heartbeatMs);
  }

  return {
    connected() {
      expectAnswer();
      scheduleHeartbeat();
    },
    disconnected: () => timers.clearTimeout(heartbeatTimer),
    asked() {
      if (silenceTimer === null) expectAnswer();
    },
    heard: expectAnswer,
    close() {
      isClosed = true;
      timers.clearTimeout(silenceTimer);
      timers.clearTimeout(heartbeatTimer);
    },
  };
}
