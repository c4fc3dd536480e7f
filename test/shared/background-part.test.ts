import { describe, expect, it } from 'vitest';
import { createPartLoader, definePart, handOver } from '../../lib/shared/background-part.ts';
import type { LogEntry } from '../../lib/shared/log.ts';
import { passTime } from '../doubles/pass-time.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';

type Greeting = () => string;
const part = definePart<Greeting>('doctor');

/** @param run as the browser loads the script, into the scope that it is given */
function setUp(run: (scope: object) => Promise<void>) {
  const clock = createVirtualClock();
  const scope = {};
  const asked: string[] = [];
  const logged: LogEntry[] = [];
  const scripts = {
    scope,
    run(name: string) {
      asked.push(name);
      return run(scope);
    },
  };
  const load = createPartLoader(part, { scripts, clock, log: (entry) => void logged.push(entry) });
  return { load, clock, scope, asked, logged };
}

async function givesGreeting(scope: object): Promise<void> {
  handOver(part, () => 'hello', scope);
}

const missing = { ok: false, failure: { code: 'part-missing' } };

describe('a part of the background', () => {
  it('is loaded once, however many ask at once and later', async () => {
    const { load, asked } = setUp(givesGreeting);
    const [one, other] = await Promise.all([load(), load()]);
    const third = await load();
    for (const loaded of [one, other, third]) expect(loaded.ok && loaded.value()).toBe('hello');
    expect(asked).toEqual(['doctor']);
  });

  it('is not loaded where it is there already', async () => {
    const { load, scope, asked } = setUp(givesGreeting);
    await givesGreeting(scope);
    expect((await load()).ok).toBe(true);
    expect(asked).toEqual([]);
  });

  it.each<[string, (scope: object) => Promise<void>, string]>([
    [
      'that can’t be loaded',
      () => Promise.reject(new DOMException('no such file', 'NetworkError')),
      'NetworkError',
    ],
    ['that hands nothing over', async () => undefined, 'TypeError'],
    [
      'that hands over something else',
      async (scope) => void Reflect.set(scope, 'miptech-part-doctor', 'hello'),
      'TypeError',
    ],
  ])('%s is a problem with a name, in the log too', async (_, run, error) => {
    const { load, logged } = setUp(run);
    expect(await load()).toEqual(missing);
    expect(logged).toEqual([{ event: 'part-missing', part: 'doctor', error }]);
  });

  it('that never comes is given up after 10 s', async () => {
    const { load, clock, logged } = setUp(() => new Promise(() => undefined));
    let came: unknown = 'nothing';
    void load().then((loaded) => (came = loaded));
    await passTime(clock, 9_999);
    expect(came).toBe('nothing');
    await passTime(clock, 1);
    expect(came).toEqual(missing);
    expect(logged).toEqual([{ event: 'part-missing', part: 'doctor', error: 'TimeoutError' }]);
  });

  it('is tried again after a failure', async () => {
    let isThere = false;
    const { load } = setUp(async (scope) => {
      if (!isThere) throw new DOMException('', 'NetworkError');
      await givesGreeting(scope);
    });
    expect((await load()).ok).toBe(false);
    isThere = true;
    expect((await load()).ok).toBe(true);
  });
});
