import type { Clock } from './clock.ts';

export interface TimeLimit {
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly ms: number;
  /** Of whoever asks: breaks it off sooner. */
  readonly signal: AbortSignal;
}

/** Does it under a signal that aborts when the time is over. What comes of that is for `run` to say. */
export async function withTimeout<Value>(
  { clock, ms, signal }: TimeLimit,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const over = new AbortController();
  const timer = clock.setTimeout(() => over.abort(), ms);
  try {
    return await run(AbortSignal.any([signal, over.signal]));
  } finally {
    clock.clearTimeout(timer);
  }
}
