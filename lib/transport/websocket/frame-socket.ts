import type { FrameFault } from '../../protocol/server-frame.ts';
import type { Result } from '../../shared/result.ts';
import { createTextSocket, type TextSocketListener, type WebSocketConstructor } from './text-socket.ts';

export interface FrameSocketListener<Heard> extends Omit<TextSocketListener, 'received'> {
  frame(frame: Heard): void;
  faulty(fault: FrameFault): void;
}

export interface FrameSocket<Said> {
  /** False where the socket is not open (any more); what was to be sent is then still ours. */
  send(frame: Said): boolean;
  /** Lets go: nothing but `ended` is called from now on. Idempotent. */
  close(): void;
}

/** One dialect (lib/protocol/README.md), over one address. */
export interface FrameSocketOptions<Heard, Said> {
  readonly url: string;
  readonly WebSocket: WebSocketConstructor;
  readonly decode: (data: unknown) => Result<Heard, FrameFault>;
  readonly encode: (frame: Said) => string;
}

/** One WebSocket, in the frames of its dialect. */
export function createFrameSocket<Heard, Said>(
  { url, WebSocket, decode, encode }: FrameSocketOptions<Heard, Said>,
  listener: FrameSocketListener<Heard>,
): FrameSocket<Said> {
  const socket = createTextSocket(url, WebSocket, {
    opened: () => listener.opened(),
    received(data) {
      const decoded = decode(data);
      if (decoded.ok) listener.frame(decoded.value);
      else listener.faulty(decoded.failure);
    },
    closed: (code, reason) => listener.closed(code, reason),
    ended: () => listener.ended(),
  });
  return { send: (frame) => socket.send(encode(frame)), close: socket.close };
}
