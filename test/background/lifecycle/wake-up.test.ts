import { describe, expect, it } from 'vitest';
import { createWakeUp } from '../../../lib/background/lifecycle/wake-up.ts';
import { noNeed, type Need } from '../../../lib/session/wakefulness.ts';

/** A worker with one workspace, and the alarms it has set since its start. */
function open({ underWay, readsFail = false }: { underWay: string[]; readsFail?: boolean }) {
  const happened: string[] = [];
  const alarms: (number | null)[] = [];
  let need: Need | null = null;
  const wakeUp = createWakeUp({
    store: {
      openConversations: () => (readsFail ? Promise.reject(new Error('broken')) : Promise.resolve(underWay)),
    },
    async currentWorkspace() {
      happened.push('workspace made');
      return { wake: () => Promise.resolve(void happened.push('workspace woken')) };
    },
    latestWorkspace: () => (need === null ? null : { need: () => need ?? noNeed }),
    log: ({ event }) => void happened.push(event),
    workerHost: {
      setAlarm: (minutes) => void alarms.push(minutes),
      setDaily: () => undefined,
      extendLifetime: () => undefined,
      every: () => () => undefined,
    },
    now: () => 0,
    clockJumped: () => undefined,
  });
  const needs = (changed: Need): void => {
    need = changed;
    wakeUp.needsChanged();
  };
  return { wakeUp, happened, alarms, needs };
}

describe('a worker that wakes', () => {
  it('makes no workspace where nothing is under way', async () => {
    const { wakeUp, happened } = open({ underWay: [] });
    await wakeUp.wake();
    expect(happened).toEqual([]);
  });

  it('takes up what the last one left under way', async () => {
    const { wakeUp, happened } = open({ underWay: ['a'] });
    await wakeUp.wake();
    expect(happened).toEqual(['workspace made', 'workspace woken']);
  });

  it('says so, and leaves the alarm as it was, where storage can’t be read', async () => {
    const { wakeUp, happened, alarms } = open({ underWay: ['a'], readsFail: true });
    await wakeUp.wake();
    expect(happened).toEqual(['wake-failed']);
    expect(alarms).toEqual([]);
  });
});

describe('the alarm of the last worker', () => {
  it('is there until all that was under way has been taken up', async () => {
    const { wakeUp, alarms, needs } = open({ underWay: ['a'] });
    needs(noNeed);
    expect(alarms).toEqual([]);
    await wakeUp.wake();
    expect(alarms).toEqual([null]);
  });

  it('is replaced before that by one that is needed now', () => {
    const { alarms, needs } = open({ underWay: ['a'] });
    needs({ awake: false, lookAgain: 1 });
    expect(alarms).toEqual([1]);
  });
});

describe('the alarm of a workspace that another takes the place of', () => {
  const waits: Need = { awake: false, lookAgain: 5 };

  it('outlives the change, and is what the new one needs after it', async () => {
    const { wakeUp, alarms, needs } = open({ underWay: [] });
    await wakeUp.wake();
    needs(waits);
    await wakeUp.whileChanging(async () => {
      needs(noNeed);
      expect(alarms).toEqual([null, 5]);
    });
    expect(alarms).toEqual([null, 5, null]);
  });

  it('is replaced meanwhile by one that is needed sooner', async () => {
    const { wakeUp, alarms, needs } = open({ underWay: [] });
    await wakeUp.wake();
    needs(waits);
    await wakeUp.whileChanging(async () => needs({ awake: false, lookAgain: 1 }));
    expect(alarms).toEqual([null, 5, 1]);
  });

  it('stays where the change failed', async () => {
    const { wakeUp, alarms, needs } = open({ underWay: [] });
    await wakeUp.wake();
    needs(waits);
    const failing = wakeUp.whileChanging(async () => {
      needs(noNeed);
      throw new Error('disk');
    });
    await expect(failing).rejects.toThrow('disk');
    expect(alarms).toEqual([null, 5]);
  });
});
