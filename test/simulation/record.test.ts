import { describe, expect, it } from 'vitest';
import type { Client } from './client.ts';
import { connectedState } from './deploy.ts';
import { createRecord } from './record.ts';

const { ready } = connectedState();
const client = (): Client => ({ both: ready, roundTrip: 20, timers: {}, connection: null, lostAt: null });

describe('the record of a recovery', () => {
  it('finds the busiest second wherever it begins, not only at whole seconds', () => {
    let now = 0;
    const record = createRecord(1, () => now);
    const someone = client();
    record.lost(someone);
    for (const [ms, attempts] of [
      [600, 3],
      [1500, 4],
      [1600, 8],
      [2700, 1],
    ] as const) {
      now = ms;
      for (let n = 0; n < attempts; n += 1) record.attempted(null);
    }
    now = 4000;
    record.connected(someone);
    const { peak, mean, perSecond, refused } = record.recovery([someone]);
    expect(perSecond).toEqual([3, 12, 1, 0]);
    expect(peak).toBe(12);
    expect(mean).toBe(4);
    expect(refused).toBe(16);
  });

  it('takes a second that lies across two', () => {
    let now = 900;
    const record = createRecord(1, () => now);
    record.attempted(null);
    now = 1899;
    record.attempted(null);
    now = 1900;
    record.attempted(null);
    expect(record.recovery([]).peak).toBe(2);
  });

  it('counts one wait for a client that is cut off again on its way back', () => {
    let now = 0;
    const record = createRecord(1, () => now);
    const someone = client();
    record.lost(someone);
    now = 2000;
    record.lost(someone);
    now = 5000;
    record.connected(someone);
    record.connected(someone);
    expect(record.recovery([someone])).toMatchObject({ lost: 1, returned: 1, waits: { longest: 5 } });
  });

  it('names clients that did not come back', () => {
    const record = createRecord(1, () => 1000);
    const lost: Client = {
      ...client(),
      both: { ...ready, session: { ...ready.session, connection: { at: 'exhausted' } } },
    };
    expect([...record.recovery([lost]).ends]).toEqual([['exhausted, no socket', 1]]);
  });
});
