import { z } from 'zod/mini';
import type { SideJob } from '../shared/side-job.ts';
import type { SideWorker, StartSideWorker } from '../shared/side-worker.ts';

/** Work that is done beside the page, one piece after the other; what takes too long is given up. */
export interface SideJobs {
  /** Resolves with the answer, or null where there is none: it took too long, or no worker can be had. Never rejects. */
  ask(job: unknown): Promise<unknown>;
  /** What waits is answered by null. Idempotent. */
  close(): void;
}

export interface SideJobsOptions {
  readonly start: StartSideWorker;
  /** ms for one job, with the start of the worker where it is the first. */
  readonly longest: number;
}

interface Waiting {
  readonly job: unknown;
  readonly answer: (value: unknown) => void;
}

/** ms without a job; then the worker ends, and what it holds in memory is free. */
const idleTime = 30_000;

const reply = z.object({ id: z.number(), value: z.unknown() });

export function createSideJobs({ start, longest }: SideJobsOptions): SideJobs {
  const waiting: Waiting[] = [];
  let current: Waiting | null = null;
  let worker: SideWorker | null = null;
  let id = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function end(): void {
    clearTimeout(timer);
    worker?.close();
    worker = null;
  }

  function settle(value: unknown): void {
    clearTimeout(timer);
    const settled = current;
    current = null;
    settled?.answer(value);
    next();
  }

  /** What is stuck, or broken, goes; the next job finds another worker. */
  function giveUp(): void {
    end();
    settle(null);
  }

  function heard(said: unknown): void {
    const parsed = reply.safeParse(said);
    if (parsed.success && parsed.data.id === id && current !== null) settle(parsed.data.value ?? null);
  }

  function next(): void {
    if (current !== null) return;
    current = waiting.shift() ?? null;
    if (current === null) {
      if (worker !== null) timer = setTimeout(end, idleTime);
      return;
    }
    clearTimeout(timer);
    id += 1;
    worker ??= start(heard, () => {
      if (current !== null) giveUp();
    });
    timer = setTimeout(giveUp, longest);
    worker.post({ id, job: current.job } satisfies SideJob);
  }

  return {
    ask: (job) =>
      new Promise((answer) => {
        waiting.push({ job, answer });
        next();
      }),
    close() {
      end();
      for (const { answer } of waiting.splice(0)) answer(null);
      settle(null);
    },
  };
}
