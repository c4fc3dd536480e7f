import type { IncomingPort, Port } from '../../lib/shared/port.ts';

/** One end of a runtime port; the test is the other end. Everything happens at once. */
export interface PortDouble extends Port {
  /** What our end posted, oldest first. */
  readonly posted: unknown[];
  /** Whether our end hung up. */
  readonly hungUp: boolean;
  /** The other end says this. */
  say(message: unknown): void;
  /** The other end is gone. */
  drop(): void;
  /** From now on posting throws, as on a port that died a moment ago. */
  breakPosting(): void;
}

export function createPortDouble(): PortDouble {
  const messageListeners: ((message: unknown) => void)[] = [];
  const disconnectListeners: (() => void)[] = [];
  const posted: unknown[] = [];
  let hungUp = false;
  let isBroken = false;
  return {
    posted,
    get hungUp() {
      return hungUp;
    },
    postMessage(message) {
      if (isBroken) throw new Error('Attempting to use a disconnected port object');
      posted.push(message);
    },
    disconnect() {
      hungUp = true;
    },
    onMessage: { addListener: (listener) => void messageListeners.push(listener) },
    onDisconnect: { addListener: (listener) => void disconnectListeners.push(listener) },
    say: (message) => messageListeners.forEach((listener) => listener(message)),
    drop: () => disconnectListeners.forEach((listener) => listener()),
    breakPosting() {
      isBroken = true;
    },
  };
}

export interface Sender {
  readonly name: string;
  readonly senderId: string | undefined;
  readonly senderUrl: string | undefined;
}

/** A port as it arrives at the background. */
export function createIncomingPort(sender: Sender): PortDouble & IncomingPort {
  const port = createPortDouble();
  return Object.defineProperties(port, Object.getOwnPropertyDescriptors(sender)) as PortDouble & IncomingPort;
}
