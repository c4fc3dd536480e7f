import { describe, expect, it } from 'vitest';
import { createSerialQueue } from '../../lib/shared/serial-queue.ts';

describe('a lane', () => {
  it('does one job after the other, however long each takes', async () => {
    const inLane = createSerialQueue();
    const events: string[] = [];
    const job = (name: string, turns: number) => async (): Promise<string> => {
      events.push(`${name} begins`);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      events.push(`${name} ends`);
      return name;
    };
    expect(await Promise.all([inLane(job('slow', 9)), inLane(job('fast', 0))])).toEqual(['slow', 'fast']);
    expect(events).toEqual(['slow begins', 'slow ends', 'fast begins', 'fast ends']);
  });

  it('tells a failure to the one who asked, and goes on', async () => {
    const inLane = createSerialQueue();
    const failed = inLane(() => Promise.reject(new Error('no')));
    const next = inLane(() => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
