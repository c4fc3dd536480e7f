import { randomUUID } from 'node:crypto';
import type { SocketLine } from './socket-line.ts';
import type { SocketServices } from './socket-services.ts';

/** §6 step 2: from `connection_established` to `connection_ready`. */
export const greet = (
  line: SocketLine,
  tenant: string,
  { script, later }: Pick<SocketServices, 'script' | 'later'>,
): { stop(): void } => {
  line.send('connection_established', { client_id: randomUUID(), tenant_id: tenant });
  const fault = script.take('greeting', 'never-ready', 'initializing');
  if (fault?.kind === 'never-ready') return { stop: () => undefined };
  if (fault === undefined) {
    line.send('connection_ready');
    return { stop: () => undefined };
  }

  let isStopped = false;
  const say = (step: number): void => {
    if (isStopped) return;
    if (step > fault.steps) return line.send('connection_ready');
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
