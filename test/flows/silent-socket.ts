/** A WebSocket whose packets are swallowed on the way: it neither opens nor closes before it is let go. */
export class SilentSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  binaryType = 'blob';
  /** Not CONNECTING, which it is: the flows' clock stands still while something is on its way. */
  readyState = 2;
  readonly url: string;
  static made = 0;

  constructor(url: string | URL) {
    super();
    this.url = String(url);
    SilentSocket.made += 1;
  }

  send(): void {
    throw new Error('not open');
  }

  close(): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    queueMicrotask(() => this.dispatchEvent(new CloseEvent('close', { code: 1006 })));
  }
}
