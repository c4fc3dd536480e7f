import { randomUUID } from 'node:crypto';
import type { Script } from './script.ts';
import type { SocketLine } from './socket-line.ts';

/** §6 step 2: from `connection_established` to `connection_ready`, or what an older server says in its place (§7). */
export const greet = (
  line: SocketLine,
  tenant: string,
  script: Script,
  ready: string | null = 'connection_ready',
): { stop(): void } => {
  const sendReady = (): void => {
    if (ready !== null) line.send(ready);
  };
  line.send('connection_established', { client_id: randomUUID(), tenant_id: tenant });
  const fault = script.take('greeting', 'never-ready', 'initializing');
  if (fault?.kind === 'never-ready') return { stop: () => undefined };
  if (fault === undefined) {
    sendReady();
    return { stop: () => undefined };
  }

  let step = 0;
  const timer = setInterval(() => {
    step += 1;
    if (step <= fault.steps) {
      line.send('initialization_progress', {
        step,
        total_steps: fault.steps,
        message: `Loading AI services (${step} of ${fault.steps})`,
      });
    } else {
      clearInterval(timer);
      sendReady();
    }
  }, fault.msEach);
  return { stop: () => clearInterval(timer) };
};
