import type { Clock } from '../../lib/shared/clock.ts';

/**
 * A network in which lines go half-open: nothing comes down any more, and what goes up waits somewhere. A browser flushes
 * it when the socket is closed, so that it arrives long after its sender has given it up.
 */
export interface LateNetwork {
  readonly WebSocket: typeof globalThis.WebSocket;
  /**
   * The lines that are open now go half-open. What goes up is delivered `ms` after its client has let go of the line, and
   * only then does the line report its close. Later lines are free.
   */
  holdUp(ms: number): void;
  /** Lines that have begun to deliver, and not yet ended. */
  pending(): number;
}

export interface LateNetworkOptions {
  readonly Base: typeof globalThis.WebSocket;
  /** Outlives whoever opened the socket. */
  readonly clock: Pick<Clock, 'setTimeout'>;
}

export function createLateNetwork({ Base, clock }: LateNetworkOptions): LateNetwork {
  const open = new Set<LateSocket>();
  let flushing = 0;

  class LateSocket extends Base {
    /** ms; null: a line like any other. */
    private heldFor: number | null = null;
    private isLetGo = false;
    private isReleased = false;
    private readonly waiting: string[] = [];
    private readonly ends: (() => void)[] = [];

    constructor(url: string | URL) {
      super(url);
      open.add(this);
      super.addEventListener('close', () => {
        open.delete(this);
        if (this.isReleased) flushing -= 1;
      });
    }

    hold(ms: number): void {
      this.heldFor ??= ms;
    }

    override addEventListener(type: string, listener: unknown): void {
      const hear = listener as (event: Event) => void;
      super.addEventListener(type, (event: Event) => {
        if (this.heldFor === null) hear(event);
        else if (type === 'close' && this.isReleased) hear(event);
        else if (type === 'close') this.ends.push(() => hear(event));
      });
    }

    override send(data: string): void {
      if (this.heldFor === null) super.send(data);
      else this.waiting.push(data);
    }

    override close(code?: number, reason?: string): void {
      if (this.heldFor === null) return super.close(code, reason);
      if (this.isLetGo) return;
      this.isLetGo = true;
      clock.setTimeout(() => {
        this.isReleased = true;
        if (!open.has(this)) return this.ends.forEach((end) => end());
        flushing += 1;
        for (const data of this.waiting) super.send(data);
        super.close(code, reason);
      }, this.heldFor);
    }
  }

  return {
    WebSocket: LateSocket,
    holdUp(ms) {
      for (const socket of open) socket.hold(ms);
    },
    pending: () => flushing,
  };
}
