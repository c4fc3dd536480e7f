import { setImmediate, setTimeout } from 'node:timers/promises';

/** Waits until the next token is due. Rejects when the signal is aborted. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** Tokens in a row that may leave without letting sockets and timers have a turn. */
const longestRun = 64;

/** An even stream: late tokens catch up, so the average holds whatever the timers' grain is. */
export const createPace = (tokensPerSecond: number): Pace => {
  const startedAt = performance.now();
  let count = 0;
  return async (signal) => {
    signal.throwIfAborted();
    count += 1;
    const wait = startedAt + (count * 1000) / tokensPerSecond - performance.now();
    if (wait >= 1) await setTimeout(wait, undefined, { signal });
    else if (count % longestRun === 0) await setImmediate(undefined, { signal });
  };
};
