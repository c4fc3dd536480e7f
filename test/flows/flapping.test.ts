import { describe, expect, it } from 'vitest';
import { flowFixture } from './harness.ts';
import { storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();

describe('a network that comes and goes', () => {
  it('100 times leaves one socket and not one timer more than before', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await flow.settle();
    const timers = flow.clock.count();
    for (let flip = 0; flip < 100; flip += 1) {
      if (flip % 2 === 0) {
        flow.setOnline(false);
        await flow.until(() => panel.status() === 'offline');
        flow.setOnline(true);
      } else {
        flow.platform.drop([undefined, 1001, 1011, 1012][(flip >> 1) % 4]);
        await flow.until(() => panel.status() !== 'connected');
      }
      await flow.until(() => panel.status() === 'connected');
    }
    await flow.until(() => flow.platform.openSockets() === 1);
    await flow.settle();
    expect(flow.clock.count()).toBe(timers);
    expect(flow.platform.received.connections).toHaveLength(101);
    await panel.send('Still there?');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['Still there?']);
    expect(flow.platform.chats()).toHaveLength(1);
  });
});
