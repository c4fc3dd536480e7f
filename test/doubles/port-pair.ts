import type { IncomingPort, Port } from '../../lib/shared/port.ts';
import type { Sender } from './port.ts';

/** Both ends of one runtime port. */
export interface PortPair {
  readonly page: Port;
  readonly background: IncomingPort;
  /** The background died: the page is told, and nothing more comes through. */
  cut(): void;
}

interface End {
  readonly port: Port;
  hear(message: unknown): void;
  lose(): void;
}

function createEnd(post: (message: unknown) => void, hangUp: () => void): End {
  const messageListeners: ((message: unknown) => void)[] = [];
  const disconnectListeners: (() => void)[] = [];
  return {
    port: {
      postMessage: post,
      disconnect: hangUp,
      onMessage: { addListener: (listener) => void messageListeners.push(listener) },
      onDisconnect: { addListener: (listener) => void disconnectListeners.push(listener) },
    },
    hear: (message) => messageListeners.forEach((listener) => listener(message)),
    lose: () => disconnectListeners.forEach((listener) => listener()),
  };
}

/** Messages cross as JSON, which is what Chrome makes of them, and in a turn of their own. */
export function createPortPair(sender: Sender): PortPair {
  let isOpen = true;
  const later = (job: () => void): void => void Promise.resolve().then(job);
  const postTo = (other: () => End) => (message: unknown) => {
    if (!isOpen) throw new Error('Attempting to use a disconnected port object');
    const copy: unknown = JSON.parse(JSON.stringify(message));
    later(() => {
      if (isOpen) other().hear(copy);
    });
  };
  const hangUpOn = (other: () => End) => () => {
    if (!isOpen) return;
    isOpen = false;
    later(() => other().lose());
  };
  const page: End = createEnd(
    postTo(() => background),
    hangUpOn(() => background),
  );
  const background: End = createEnd(
    postTo(() => page),
    hangUpOn(() => page),
  );
  return {
    page: page.port,
    background: { ...background.port, ...sender },
    cut: hangUpOn(() => page),
  };
}
