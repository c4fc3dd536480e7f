import { randomUUID } from 'node:crypto';
import type { Script } from './script.ts';
import type { SocketLine } from './socket-line.ts';

export interface Greeting {
  /** Until a join may be answered; null: at once. */
  readonly up: Promise<void> | null;
  stop(): void;
}

/** §6 step 2: from `connection_established` to `connection_ready`, or what an older server says in its place (§7). */
export const greet = (
  line: SocketLine,
  tenant: string,
  script: Script,
  ready: string | null = 'connection_ready',
): Greeting => {
  const sendReady = (): void => {
    if (ready !== null) line.send(ready);
  };
  line.send('connection_established', { client_id: randomUUID(), tenant_id: tenant });
  const fault = script.take('greeting', 'never-ready', 'initializing');
  if (fault?.kind === 'never-ready') return { up: null, stop: () => undefined };
  if (fault === undefined) {
    sendReady();
    return { up: null, stop: () => undefined };
  }

  const frames = [...fault.frames];
  let rise = (): void => undefined;
  const up = new Promise<void>((resolve) => {
    rise = resolve;
  });
  const timer = setInterval(() => {
    const frame = frames.shift();
    if (frame !== undefined) return line.send(frame.type, frame.data);
    clearInterval(timer);
    sendReady();
    rise();
  }, fault.msEach);
  return { up: fault.holdsJoin === true ? up : null, stop: () => clearInterval(timer) };
};
