import { randomUUID } from 'node:crypto';
import type { SocketLine } from './socket-line.ts';
import type { SocketServices } from './socket-services.ts';

/** §6 step 2: from `connection_established` to `connection_ready`, or what an older server says in its place (§7). */
export const greet = (
  line: SocketLine,
  tenant: string,
  { script, later }: Pick<SocketServices, 'script' | 'later'>,
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

  let isStopped = false;
  const say = (step: number): void => {
    if (isStopped) return;
    if (step > fault.steps) return sendReady();
    line.send('initialization_progress', {
      step,
      total_steps: fault.steps,
      message: `Loading AI services (${step} of ${fault.steps})`,
    });
    later(fault.msEach, () => say(step + 1));
  };
  later(fault.msEach, () => say(1));
  return { stop: () => void (isStopped = true) };
};
