import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEntry } from '../../../lib/shared/log.ts';
import { clientFor, json, signal } from './fake-platform.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const busy = (): Response => json(503, { code: 'db_not_ready', message: 'Wait' });

describe('R7: a struggling server', () => {
  it.each([
    [0, [0, 500, 1500, 3500, 7500]],
    [0.5, [0, 575, 1725, 4025, 8625]],
    [1 - Number.EPSILON, [0, 650, 1950, 4550, 9750]],
  ])('is asked five times, by the schedule (random = %d)', async (random, expected) => {
    const times: number[] = [];
    const start = Date.now();
    const note = (): Response => {
      times.push(Date.now() - start);
      return busy();
    };
    const { client } = clientFor([note], { random: () => random });
    const pending = client.createChat({ title: 'T', sessionId: 's' }, signal());
    await vi.runAllTimersAsync();
    const failure = { kind: 'starting', detail: 'Wait', progress: { words: 'Wait' } };
    expect(await pending).toEqual({ ok: false, failure });
    expect(times).toEqual(expected);
  });

  it.each([500, 501, 502, 503, 504, 520, 599])(
    'is any that answers %i, and is believed once it recovers',
    async (status) => {
      const logged: LogEntry[] = [];
      const { client, requests } = clientFor([json(status, {}), json(status, {}), json(201, { id: 'c1' })], {
        log: (entry) => void logged.push(entry),
      });
      const pending = client.createChat({ title: 'T', sessionId: 's' }, signal());
      await vi.runAllTimersAsync();
      expect(await pending).toEqual({ ok: true, value: { chatId: 'c1', isNew: true } });
      expect(logged).toEqual([
        { event: 'retry', call: 'chat', attempt: 2 },
        { event: 'retry', call: 'chat', attempt: 3 },
      ]);
      const bodies = await Promise.all(requests.map((request) => request.text()));
      expect(new Set(bodies).size).toBe(1);
    },
  );

  it.each([400, 404, 429, 503])('R8: is one that is not there yet, with %i, and says so', async (status) => {
    const onRepeat = vi.fn();
    const starting = json(status, { error_code: 'SCHEMA_UNAVAILABLE', percent: 7 });
    const { client, requests } = clientFor([starting, starting, json(201, { id: 'c1' })]);
    const pending = client.createChat({ title: 'T', sessionId: 's' }, signal(), onRepeat);
    await vi.runAllTimersAsync();
    expect(await pending).toMatchObject({ ok: true, value: { chatId: 'c1' } });
    expect(requests).toHaveLength(3);
    const told = { kind: 'starting', progress: { done: 7 } };
    expect(onRepeat.mock.calls).toMatchObject([
      [told, 1],
      [told, 2],
    ]);
  });

  it('is let go at once by whoever leaves', async () => {
    const left = new AbortController();
    const { client, requests } = clientFor([busy()]);
    const pending = client.readMessages('c1', left.signal);
    await vi.advanceTimersByTimeAsync(100);
    left.abort();
    expect(await pending).toEqual({ ok: false, failure: { kind: 'aborted' } });
    expect([requests.length, vi.getTimerCount()]).toEqual([1, 0]);
  });

  it('leaves no timer behind', async () => {
    const { client } = clientFor([busy()]);
    const pending = client.readMessages('c1', signal());
    await vi.runAllTimersAsync();
    await pending;
    expect(vi.getTimerCount()).toBe(0);
  });
});

it.each([400, 403, 404, 405, 422, 429])('R1–R6: %i is not asked again', async (status) => {
  const { client, requests } = clientFor([json(status, {}, { 'Retry-After': '1' })]);
  const pending = client.readMessages('c1', signal());
  await vi.runAllTimersAsync();
  await pending;
  expect(requests).toHaveLength(1);
});
