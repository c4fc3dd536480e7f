import { until } from '../e2e/until.ts';
import type { World } from '../e2e/world.ts';
import { typed } from './sending-gate.ts';

/** ms: a little more than the 60 a minute, and the 10 in a burst, that the extension allows itself. */
const messageMs = 1_100;
const burst = 10;

/**
 * Waits until the next message may leave at once. The extension spaces its own sends: a message that waits for that
 * would be killed in the queue, and not while it is sent.
 */
export async function untilSendable({ platform }: World): Promise<void> {
  const sent = platform.received.frames.filter(
    ({ frame }) => typed.safeParse(frame).data?.type === 'user_message',
  );
  const last = sent.at(-1)?.at ?? 0;
  const isBusy = sent.filter(({ at }) => at > Date.now() - burst * messageMs).length >= burst - 1;
  await until('a message in the budget', () => !isBusy || Date.now() - last > messageMs);
}
