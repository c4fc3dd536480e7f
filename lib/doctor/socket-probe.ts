import { encodeClientFrame, type ClientFrame } from '../protocol/client-frame.ts';
import type { Clock } from '../shared/clock.ts';
import type { decodeServerFrame, ServerFrame } from '../protocol/server-frame.ts';

/** What the test needs of a browser's WebSocket. */
export type TestSocket = Pick<WebSocket, 'addEventListener' | 'send' | 'close'>;

export type ProbeEvent =
  | { readonly kind: 'open' }
  | { readonly kind: 'frame'; readonly frame: ServerFrame }
  /** 1006 without a preceding `open`: refused. */
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string };

export type ProbeAnswer = ProbeEvent | { readonly kind: 'silence' } | { readonly kind: 'aborted' };

/** One socket, asked step by step. */
export interface SocketProbe {
  /** The next event that is `wanted`, or the close. `silence` after `timeout` ms. */
  wait(wanted: (event: ProbeEvent) => boolean, timeout: number): Promise<ProbeAnswer>;
  send(frame: ClientFrame): void;
  /** With 1000. May be called at any time, and again. */
  close(): void;
}

/** What no step waits for is not even kept: a flood of it must not crowd out the greeting. */
const awaited: ReadonlySet<ServerFrame['type']> = new Set([
  'established',
  'progress',
  'ready',
  'joined',
  'pong',
  'error',
  'rate-limited',
  'unauthorised',
]);

/** Events kept while nobody waits; a server that floods us gains nothing by it. */
const backlogLimit = 50;

/** Of the steps of a platform that starts up one says as much as all. */
function repeats(event: ProbeEvent, last: ProbeEvent | undefined): boolean {
  return (
    event.kind === 'frame' &&
    last?.kind === 'frame' &&
    event.frame.type === 'progress' &&
    last.frame.type === 'progress'
  );
}

export function createSocketProbe(
  open: () => TestSocket,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
  decode: typeof decodeServerFrame,
): SocketProbe {
  const backlog: ProbeEvent[] = [];
  let listener: ((event: ProbeEvent) => void) | null = null;
  let closed: ProbeEvent | null = null;

  const hear = (event: ProbeEvent): void => {
    if (closed !== null) return;
    if (event.kind === 'closed') closed = event;
    if (listener !== null) listener(event);
    else if (backlog.length < backlogLimit && !repeats(event, backlog.at(-1))) backlog.push(event);
  };

  let socket: TestSocket | null = null;
  const send = (frame: ClientFrame): void => {
    try {
      socket?.send(encodeClientFrame(frame));
    } catch {
      // Closing already: the close event says so to whoever waits.
    }
  };
  try {
    socket = open();
    socket.addEventListener('open', () => hear({ kind: 'open' }));
    socket.addEventListener('message', ({ data }) => {
      const decoded = decode(data);
      if (decoded.ok && decoded.value.type === 'ping') send({ type: 'pong', now: clock.now() });
      if (decoded.ok && awaited.has(decoded.value.type)) hear({ kind: 'frame', frame: decoded.value });
    });
    socket.addEventListener('close', ({ code, reason }) => hear({ kind: 'closed', code, reason }));
  } catch {
    // The browser itself refused the address: a blocked port, the content security policy.
    closed = { kind: 'closed', code: 1006, reason: '' };
  }

  const wait = (wanted: (event: ProbeEvent) => boolean, timeout: number): Promise<ProbeAnswer> => {
    const settles = (event: ProbeEvent): boolean => event.kind === 'closed' || wanted(event);
    for (let event = backlog.shift(); event !== undefined; event = backlog.shift()) {
      if (settles(event)) return Promise.resolve(event);
    }
    if (closed !== null) return Promise.resolve(closed);
    if (signal.aborted) return Promise.resolve({ kind: 'aborted' });

    return new Promise((resolve) => {
      const end = (answer: ProbeAnswer): void => {
        listener = null;
        clock.clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        resolve(answer);
      };
      const abort = (): void => end({ kind: 'aborted' });
      const timer = clock.setTimeout(() => end({ kind: 'silence' }), timeout);
      signal.addEventListener('abort', abort, { once: true });
      listener = (event) => {
        if (settles(event)) end(event);
      };
    });
  };

  return {
    wait,
    send,
    close: () => {
      try {
        socket?.close(1000);
      } catch {
        // Never opened: there is nothing to close.
      }
    },
  };
}
