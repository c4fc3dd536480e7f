import { describe, expect, it } from 'vitest';
import { createWorkerLife } from '../../../lib/background/lifecycle/wake-up.ts';
import { noNeed, type Need } from '../../../lib/session/wakefulness.ts';

/** A worker with one desk, and the alarms it has set since its start. */
function open({ underWay, readsFail = false }: { underWay: string[]; readsFail?: boolean }) {
  const happened: string[] = [];
  const alarms: (number | null)[] = [];
  let need: Need | null = null;
  const life = createWorkerLife({
    store: {
      openConversations: () => (readsFail ? Promise.reject(new Error('broken')) : Promise.resolve(underWay)),
    },
    async desk() {
      happened.push('desk made');
      return { wake: () => Promise.resolve(void happened.push('desk woken')) };
    },
    latestDesk: () => (need === null ? null : { need: () => need ?? noNeed }),
    log: ({ event }) => void happened.push(event),
    watchman: {
      setAlarm: (minutes) => void alarms.push(minutes),
      setDaily: () => undefined,
      stir: () => undefined,
      every: () => () => undefined,
    },
    now: () => 0,
    clockJumped: () => undefined,
  });
  const needs = (changed: Need): void => {
    need = changed;
    life.needsChanged();
  };
  return { life, happened, alarms, needs };
}

describe('a worker that wakes', () => {
  it('makes no desk where nothing is under way', async () => {
    const { life, happened } = open({ underWay: [] });
    await life.wake();
    expect(happened).toEqual([]);
  });

  it('takes up what the last one left under way', async () => {
    const { life, happened } = open({ underWay: ['a'] });
    await life.wake();
    expect(happened).toEqual(['desk made', 'desk woken']);
  });

  it('says so, and leaves the alarm as it was, where storage can’t be read', async () => {
    const { life, happened, alarms } = open({ underWay: ['a'], readsFail: true });
    await life.wake();
    expect(happened).toEqual(['wake-failed']);
    expect(alarms).toEqual([]);
  });
});

describe('the alarm of the last worker', () => {
  it('is there until all that was under way has been taken up', async () => {
    const { life, alarms, needs } = open({ underWay: ['a'] });
    needs(noNeed);
    expect(alarms).toEqual([]);
    await life.wake();
    expect(alarms).toEqual([null]);
  });

  it('is replaced before that by one that is needed now', () => {
    const { alarms, needs } = open({ underWay: ['a'] });
    needs({ awake: false, lookAgain: 1 });
    expect(alarms).toEqual([1]);
  });
});
