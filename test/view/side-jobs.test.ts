import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSideJobs } from '../../lib/view/side-jobs.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Started {
  readonly posted: { id: number; job: unknown }[];
  readonly heard: (said: unknown) => void;
  readonly failed: () => void;
  isClosed: boolean;
}

function world() {
  const started: Started[] = [];
  const jobs = createSideJobs({
    longest: 1_000,
    start(heard, failed) {
      const worker: Started = { posted: [], heard, failed, isClosed: false };
      started.push(worker);
      return {
        post: (said) => void worker.posted.push(said as { id: number; job: unknown }),
        close: () => void (worker.isClosed = true),
      };
    },
  });
  return { started, jobs };
}

it('asks one after the other', async () => {
  const { started, jobs } = world();
  const answers = [jobs.ask('a'), jobs.ask('b')];
  expect(started[0]?.posted).toEqual([{ id: 1, job: 'a' }]);
  started[0]?.heard({ id: 1, value: 'A' });
  expect(started[0]?.posted).toHaveLength(2);
  started[0]?.heard({ id: 2, value: 'B' });
  expect(await Promise.all(answers)).toEqual(['A', 'B']);
  expect(started).toHaveLength(1);
});

it('ends a worker that is stuck, and gives the next job to another one', async () => {
  const { started, jobs } = world();
  const answers = [jobs.ask('stuck'), jobs.ask('b')];
  vi.advanceTimersByTime(1_000);
  expect(started.map(({ isClosed }) => isClosed)).toEqual([true, false]);
  // What the one that was ended had said by then is of another job.
  started[0]?.heard({ id: 1, value: 'late' });
  started[1]?.heard({ id: 2, value: 'B' });
  expect(await Promise.all(answers)).toEqual([null, 'B']);
});

it('answers null where no worker can be had, or what it says can not be read', async () => {
  const { started, jobs } = world();
  const first = jobs.ask('a');
  started[0]?.failed();
  expect(await first).toBeNull();
  const second = jobs.ask('b');
  started[1]?.heard('nonsense');
  vi.advanceTimersByTime(1_000);
  expect(await second).toBeNull();
});

it('lets a worker go that has had nothing to do', async () => {
  const { started, jobs } = world();
  const answer = jobs.ask('a');
  started[0]?.heard({ id: 1, value: 'A' });
  await answer;
  vi.advanceTimersByTime(30_000);
  expect(started[0]?.isClosed).toBe(true);
  void jobs.ask('b');
  expect(started).toHaveLength(2);
});

it('answers all that waits when it is closed', async () => {
  const { started, jobs } = world();
  const answers = [jobs.ask('a'), jobs.ask('b')];
  jobs.close();
  expect(await Promise.all(answers)).toEqual([null, null]);
  expect(started).toHaveLength(1);
});
