import { z } from 'zod/mini';

/** What the test needs of a browser's WebSocket. */
export type TestSocket = Pick<WebSocket, 'addEventListener' | 'send' | 'close'>;

export type ProbeEvent =
  | { readonly kind: 'open' }
  | { readonly kind: 'frame'; readonly type: string; readonly code: string; readonly words: string }
  /** 1006 without a preceding `open`: refused. */
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string };

export type ProbeAnswer = ProbeEvent | { readonly kind: 'silence' } | { readonly kind: 'aborted' };

/** One socket, asked step by step. */
export interface SocketProbe {
  /** The next event that is `wanted`, or the close. `silence` after `timeout` ms. */
  wait(wanted: (event: ProbeEvent) => boolean, timeout: number): Promise<ProbeAnswer>;
  send(frame: unknown): void;
  /** With 1000. May be called at any time, and again. */
  close(): void;
}

/** Characters. No frame that this test waits for is longer. */
const frameLimit = 65_536;
/** Events kept while nobody waits; a server that floods us gains nothing by it. */
const backlogLimit = 50;

const words = z.catch(z.optional(z.string()), undefined);
const said = { code: words, error_code: words, message: words };
const frame = z.object({ type: z.string(), ...said, data: z.catch(z.optional(z.object(said)), undefined) });

const readFrame = (data: unknown): ProbeEvent | null => {
  if (typeof data !== 'string' || data.length > frameLimit) return null;
  let body: unknown;
  try {
    body = JSON.parse(data);
  } catch {
    return null;
  }
  const parsed = frame.safeParse(body);
  if (!parsed.success) return null;
  const { type, data: inner, ...outer } = parsed.data;
  return {
    kind: 'frame',
    type,
    code: outer.code ?? outer.error_code ?? inner?.code ?? inner?.error_code ?? '',
    words: outer.message ?? inner?.message ?? '',
  };
};

export const createSocketProbe = (open: () => TestSocket, signal: AbortSignal): SocketProbe => {
  const backlog: ProbeEvent[] = [];
  let listener: ((event: ProbeEvent) => void) | null = null;
  let closed: ProbeEvent | null = null;

  const hear = (event: ProbeEvent): void => {
    if (closed !== null) return;
    if (event.kind === 'closed') closed = event;
    if (listener !== null) listener(event);
    else if (backlog.length < backlogLimit) backlog.push(event);
  };

  let socket: TestSocket | null = null;
  try {
    socket = open();
    socket.addEventListener('open', () => hear({ kind: 'open' }));
    socket.addEventListener('message', ({ data }) => {
      const event = readFrame(data);
      if (event !== null) hear(event);
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
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        resolve(answer);
      };
      const abort = (): void => end({ kind: 'aborted' });
      const timer = setTimeout(() => end({ kind: 'silence' }), timeout);
      signal.addEventListener('abort', abort, { once: true });
      listener = (event) => {
        if (settles(event)) end(event);
      };
    });
  };

  return {
    wait,
    send: (value) => {
      try {
        socket?.send(JSON.stringify(value));
      } catch {
        // Closing already: the close event says so to whoever waits.
      }
    },
    close: () => {
      try {
        socket?.close(1000);
      } catch {
        // Never opened.
      }
    },
  };
};
