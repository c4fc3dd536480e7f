import type { Clock } from './clock.ts';
import { fail, ok, type Result } from './result.ts';

export interface TimeLimit {
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly ms: number;
  /** Of whoever asks: breaks it off sooner. Left out: nobody does. */
  readonly signal?: AbortSignal;
}

/** Does it under a signal that aborts when the time is over. What comes of that is for `run` to say. */
export async function withTimeout<Value>(
  { clock, ms, signal }: TimeLimit,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const over = new AbortController();
  const timer = clock.setTimeout(() => over.abort(), ms);
  try {
    return await run(signal === undefined ? over.signal : AbortSignal.any([signal, over.signal]));
  } finally {
    clock.clearTimeout(timer);
  }
}

/** Waits no longer than that for what can't be called off; what still comes of it then is dropped, a rejection too. */
export async function waitAtMost<Value>(
  { clock, ms }: Omit<TimeLimit, 'signal'>,
  asked: Promise<Value>,
): Promise<Result<Value, 'timeout'>> {
  let timer: unknown;
  const over = new Promise<Result<Value, 'timeout'>>((resolve) => {
    timer = clock.setTimeout(() => resolve(fail('timeout')), ms);
  });
  try {
    return await Promise.race([asked.then(ok<Value>), over]);
  } finally {
    clock.clearTimeout(timer);
  }
}
