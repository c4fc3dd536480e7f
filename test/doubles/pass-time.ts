import type { VirtualClock } from './virtual-clock.ts';

/** Lets all that waits for nothing but turns of the event loop come to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets so many ms go by, with all that follows from each timer on the way. */
export async function passTime(clock: VirtualClock, ms: number): Promise<void> {
  const end = clock.now() + ms;
  for (;;) {
    await settled();
    const next = clock.next();
    if (next === null || next > end) break;
    clock.fireNext();
  }
  clock.moveTo(end);
}
