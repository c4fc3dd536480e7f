import { setTimeout } from 'node:timers/promises';
import { until } from '../e2e/until.ts';
import type { Platform } from '../platform/platform.ts';

/** How many sockets answer a ping of the platform, once as many do as are `wanted`. */
export async function socketsInUse(platform: Platform, wanted: number): Promise<number> {
  const { frames } = platform.received;
  const before = frames.length;
  const answering = (): number =>
    new Set(frames.slice(before).flatMap(({ connection, frame }) => (isPong(frame) ? [connection] : [])))
      .size;
  platform.send('ping', { ts: Date.now() });
  await until('an answer to a ping from each lane', () => answering() >= wanted);
  return answering();
}

function isPong(frame: unknown): boolean {
  return typeof frame === 'object' && frame !== null && 'type' in frame && frame.type === 'pong';
}

/** ms. How long Chromium waits for the server's part in the closing of a WebSocket, and a little more. */
const closingPatience = 75_000;

/** How many are open when those that were let go of are gone. */
export async function socketsLeft(platform: Platform, wanted: number): Promise<number> {
  const deadline = performance.now() + closingPatience;
  while (platform.openSockets() > wanted && performance.now() < deadline) await setTimeout(50);
  return platform.openSockets();
}
