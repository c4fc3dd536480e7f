import { describe, expect, it } from 'vitest';
import * as server from '../platform/behaviours.ts';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';
import { over, ways } from './ways.ts';

const createFlow = flowFixture();

/** Messages that were handed to the platform, by ms since the first. */
function arrivals(flow: Flow, times: readonly number[]): number[] {
  expect(times).toHaveLength(flow.platform.received.userMessages.length);
  const [first = 0] = times;
  return times.map((time) => time - first);
}

/** Sends all at once, and waits until all are answered; returns when each arrived, by the flow's clock. */
async function ask(flow: Flow, panels: readonly PanelProbe[], count: number): Promise<number[]> {
  const times: number[] = [];
  const look = (): void => {
    while (times.length < flow.platform.received.userMessages.length) times.push(flow.clock.now());
  };
  for (let n = 0; n < count; n += 1) {
    await panels[n % panels.length]?.send(`message ${n}`);
    look();
  }
  const answered = (): number =>
    panels.flatMap((panel) => panel.texts().filter((text) => text === 'ok')).length;
  await flow.until(() => {
    look();
    return answered() === count;
  });
  return times;
}

describe('P37: our own spacing of messages', () => {
  it('lets ten go at once and then 57 a minute, so that a platform with the documented limits never has to refuse', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    const times = arrivals(flow, await ask(flow, [panel], 70));
    expect(times.slice(0, 10).every((time) => time < 1000)).toBe(true);
    for (const [index, time] of times.entries()) {
      const inMinute = times.slice(index).filter((later) => later < time + 60_000).length;
      expect(inMinute).toBeLessThanOrEqual(68);
    }
    expect(times[69]).toBeGreaterThanOrEqual(60 * 1050);
  });

  it('is one for all conversations of the user', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const one = flow.openPanel(1);
    const other = flow.openPanel(2);
    await flow.until(() => one.status() === 'connected' && other.status() === 'connected');
    await one.send('first');
    await flow.until(() => one.texts()[0] === 'ok');
    await other.request({ type: 'conversation/new' });
    await flow.until(() => other.status() === 'connected' && other.messages().length === 0);
    expect(flow.platform.openSockets()).toBe(2);
    const started = flow.clock.now();
    const texts = (): number => [...one.texts(), ...other.texts()].filter((text) => text === 'ok').length;
    for (let n = 0; n < 19; n += 1) await (n % 2 === 0 ? one : other).send(`message ${n}`);
    await flow.until(() => texts() === 20);
    expect(flow.clock.now() - started).toBeGreaterThanOrEqual(10 * 1050 - 1000);
  });

  it('goes on for the next worker where the last one was', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await ask(flow, [panel], 10);
    flow.killWorker();
    const before = flow.clock.now();
    const sent = panel.send('the eleventh');
    await flow.until(() => panel.texts().length === 11 && panel.texts()[10] === 'ok');
    expect(await sent).toBeNull();
    expect(flow.clock.now() - before).toBeGreaterThan(500);
  });
});

describe.each(ways)('P20: a limit, over %s,', (way) => {
  it('outlives the worker: nothing is sent before its end, and then all of it by itself', async () => {
    const flow = await createFlow(over(way));
    flow.platform.answerWith('ok');
    flow.platform.script(server.rateLimitFrame(40));
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.status() === 'waiting');
    const before = flow.clock.now();
    flow.killWorker();
    await flow.until(() => panel.status() === 'waiting');
    expect(panel.questions()[0]?.status).toBe('queued');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(flow.clock.now() - before).toBeGreaterThanOrEqual(39_000);
    expect(flow.clock.now() - before).toBeLessThan(42_000);
    expect(storedQuestions(flow)).toEqual(['Go']);
    expect(flow.platform.received.userMessages).toHaveLength(2);
  });

  it('ends without a panel as well: an alarm is there for it', async () => {
    const flow = await createFlow(over(way));
    flow.platform.answerWith('ok');
    flow.platform.script(server.rateLimitFrame(40));
    const panel = flow.openPanel();
    await panel.send('Go');
    await flow.until(() => panel.status() === 'waiting');
    panel.close();
    flow.killWorker();
    await flow.until(() => storedQuestions(flow).length === 1, 90_000);
    await flow.until(() => flow.alarm() === null);
    expect(storedQuestions(flow)).toEqual(['Go']);
  });
});
