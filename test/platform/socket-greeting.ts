import { randomUUID } from 'node:crypto';
import type { Script } from './script.ts';
import type { SocketLine } from './socket-line.ts';

export interface Greeting {
  /** Until a join may be answered; null: at once. */
  readonly up: Promise<void> | null;
  stop(): void;
}

/** §6 step 2: from `connection_established` to `connection_ready`. */
export const greet = (line: SocketLine, tenant: string, script: Script): Greeting => {
  line.send('connection_established', { client_id: randomUUID(), tenant_id: tenant });
  const fault = script.take('greeting', 'never-ready', 'initializing');
  if (fault?.kind === 'never-ready') return { up: null, stop: () => undefined };
  if (fault === undefined) {
    line.send('connection_ready');
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
    line.send('connection_ready');
    rise();
  }, fault.msEach);
  return { up: fault.holdsJoin === true ? up : null, stop: () => clearInterval(timer) };
};
