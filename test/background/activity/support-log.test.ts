import { describe, expect, it } from 'vitest';
import { createSupportLog } from '../../../lib/background/activity/support-log.ts';
import type { LogEntry, LogLevel } from '../../../lib/shared/log.ts';
import { batchMs } from '../../../lib/storage/batched-item.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { passTime, settled } from '../../doubles/pass-time.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

function open() {
  const areas = createMemoryAreas();
  const items = createItems(areas);
  const clock = createVirtualClock();
  const toConsole: LogEntry[] = [];
  const policy: { level: LogLevel | undefined } = { level: undefined };
  const worker = () =>
    createSupportLog({
      ring: items.log,
      item: items.logLevel,
      ofPolicy: () => Promise.resolve(policy.level),
      clock,
      console: (entry) => void toConsole.push(entry),
    });
  return { areas, items, clock, toConsole, policy, worker };
}

const error: LogEntry = { event: 'port-refused' };
const info: LogEntry = { event: 'way', way: 'v3' };
const debug: LogEntry = { event: 'frame-unknown' };

async function kept(log: ReturnType<ReturnType<typeof open>['worker']>): Promise<string[]> {
  return (await log.read()).lines.map((line) => (JSON.parse(line) as LogEntry).event);
}

describe('the log', () => {
  it.each<[LogLevel, string[]]>([
    ['off', []],
    ['errors', ['port-refused']],
    ['info', ['port-refused', 'way']],
    ['debug', ['port-refused', 'way', 'frame-unknown']],
  ])(
    'at the level %s keeps %o; the console is told the errors, whatever the level',
    async (level, events) => {
      const { items, worker, toConsole } = open();
      await items.logLevel.write(level);
      const log = worker();
      // The first before the level is known.
      log.log(error);
      await settled();
      log.log(info);
      log.log(debug);
      expect(await kept(log)).toEqual(events);
      expect(toConsole).toEqual([error]);
    },
  );

  it('is off until somebody wants it, and stores nothing then', async () => {
    const { areas, clock, worker } = open();
    const log = worker();
    for (const entry of [error, info, debug]) log.log(entry);
    await passTime(clock, 10 * batchMs);
    expect(await log.read()).toEqual({ level: 'off', isLocked: false, lines: [] });
    expect([...areas.session.stored, ...areas.local.stored]).toEqual([]);
  });

  it('outlives its worker in the browser’s memory, and is on no disk', async () => {
    const { areas, clock, worker } = open();
    const first = worker();
    await first.setLevel('debug');
    first.log(error);
    await passTime(clock, batchMs);
    first.log(info); // lost with it
    const second = worker();
    second.log(debug);
    expect(await kept(second)).toEqual(['port-refused', 'frame-unknown']);
    expect([...areas.session.stored.keys()]).toEqual(['log']);
    expect([...areas.local.stored.keys()]).toEqual(['log-level']);
    expect(areas.vault.stored.size).toBe(0);
  });

  it('is deleted by Off', async () => {
    const { areas, clock, worker } = open();
    const log = worker();
    await log.setLevel('debug');
    log.log(error);
    await passTime(clock, batchMs);
    await log.setLevel('off');
    log.log(error);
    await passTime(clock, batchMs);
    expect(areas.session.stored.size).toBe(0);
    await log.setLevel('debug');
    expect(await kept(log)).toEqual([]);
  });

  it('is none where the setting can’t be read', async () => {
    const { areas, clock, worker } = open();
    areas.local.get = () => Promise.reject(new Error('broken'));
    const log = worker();
    await settled();
    log.log(error);
    await passTime(clock, batchMs);
    expect(areas.session.stored.size).toBe(0);
    await expect(log.read()).rejects.toThrow('broken');
  });
});

describe('an organisation', () => {
  it('can set the level: nobody changes it then', async () => {
    const { policy, worker } = open();
    policy.level = 'info';
    const log = worker();
    await log.setLevel('debug');
    for (const entry of [error, info, debug]) log.log(entry);
    expect(await log.read()).toMatchObject({ level: 'info', isLocked: true });
    expect(await kept(log)).toEqual(['port-refused', 'way']);
  });

  it('can forbid it, and what was kept is deleted, also by the next worker', async () => {
    const { areas, clock, policy, worker } = open();
    const log = worker();
    await log.setLevel('debug');
    log.log(error);
    await passTime(clock, batchMs);
    policy.level = 'off';
    const next = worker();
    await settled();
    expect(areas.session.stored.size).toBe(0);
    expect(await next.read()).toEqual({ level: 'off', isLocked: true, lines: [] });
    log.lookAgain();
    await settled();
    log.log(error);
    await passTime(clock, batchMs);
    expect(areas.session.stored.size).toBe(0);
    // What a person had chosen holds again once nothing is set.
    policy.level = undefined;
    expect(await worker().read()).toMatchObject({ level: 'debug', isLocked: false });
  });
});
