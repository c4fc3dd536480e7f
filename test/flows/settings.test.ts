import { describe, expect, it } from 'vitest';
import { createPlatform } from '../platform/platform.ts';
import { flowFixture } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import { storedQuestions } from './platform-view.ts';
import { save, settingsOf } from './settings-of.ts';

const createFlow = flowFixture();
const pieces = ['one ', 'two ', 'three'];

describe('other settings', () => {
  it('saved in the middle of an answer: nothing of the old tenant reaches the panel any more', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await createFlow({ assistant, tenants: ['miptech-company', 'other'] });
    const panel = flow.openPanel();
    await panel.send('a secret question');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    const options = flow.openOptions();
    expect(await options.request(save(settingsOf(flow, { tenantId: 'other' })))).toMatchObject({
      ok: true,
      value: { errors: {} },
    });
    await flow.until(() => panel.view()?.destination?.tenantId === 'other');
    const since = panel.pushes.length;
    await flow.settle();
    // The old tenant's socket is gone at once, although its answer was not done.
    expect(flow.platform.openSockets()).toBe(1);
    assistant.release();
    await flow.advance(60_000);
    expect(panel.messages()).toEqual([]);
    expect(JSON.stringify(panel.pushes.slice(since))).not.toMatch(/secret|one|two|three/);
    await flow.until(() => panel.status() === 'connected');
    expect(flow.platform.openSockets()).toBe(1);
  });

  it('and back again: the old conversation is there, its answer completed', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await createFlow({ assistant, tenants: ['miptech-company', 'other'] });
    const panel = flow.openPanel();
    await panel.send('Go');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    const options = flow.openOptions();
    await options.request(save(settingsOf(flow, { tenantId: 'other' })));
    assistant.release();
    await flow.until(() => panel.view()?.destination?.tenantId === 'other');
    await options.request(save(settingsOf(flow)));
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(panel.texts()).toEqual(['one two three']);
    expect(storedQuestions(flow)).toEqual(['Go']);
  });

  it('lead to another platform, which never hears of the first one’s conversation', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const other = await createPlatform({ tokensPerSecond: Infinity });
    try {
      other.answerWith('hello');
      const panel = flow.openPanel();
      await panel.send('first');
      await flow.until(() => panel.texts()[0] === 'ok');
      const settings = settingsOf(flow, { apiUrl: other.apiUrl });
      await flow.openOptions().request(save(settings));
      await panel.send('second');
      await flow.until(() => panel.texts()[0] === 'hello');
      expect(panel.questions().map(({ text }) => text)).toEqual(['second']);
      expect(JSON.stringify([other.received.rest, other.received.frames])).not.toContain('first');
      expect(storedQuestions(flow)).toEqual(['first']);
    } finally {
      await other.close();
    }
  });

  it('saved while a message is on its way to the background: it is stored and sent, or its sender is told', async () => {
    const flow = await createFlow({ tenants: ['miptech-company', 'other'] });
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    const options = flow.openOptions();
    await flow.until(() => panel.status() === 'connected');
    const saved = options.request(save(settingsOf(flow, { tenantId: 'other' })));
    const replies: Promise<string | null>[] = [];
    // As many as there are turns in the move, so that some fall into each.
    for (let index = 0; index < 30; index += 1) {
      replies.push(
        panel.send(`message ${index}`).then((problem) => (problem === null ? `message ${index}` : null)),
      );
      await new Promise((resolve) => setImmediate(resolve));
    }
    await saved;
    const accepted = (await Promise.all(replies)).filter((text) => text !== null);
    expect(accepted.length).toBeGreaterThan(0);
    await flow.advance(60_000);
    await options.request(save(settingsOf(flow)));
    await flow.advance(60_000);
    expect(storedQuestions(flow).toSorted()).toEqual(accepted.toSorted());
  });

  it('that break a rule change nothing', async () => {
    const flow = await createFlow();
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    const pushes = panel.pushes.length;
    const reply = await flow
      .openOptions()
      .request(save(settingsOf(flow, { tenantId: 'no spaces allowed', apiUrl: 'http://example.com' })));
    expect(reply).toMatchObject({
      ok: true,
      value: { errors: { apiUrl: { code: 'address-unencrypted' }, tenantId: { code: 'tenant-characters' } } },
    });
    await flow.settle();
    expect(panel.pushes).toHaveLength(pushes);
    expect(await flow.items.profiles.read()).toMatchObject({ profiles: [{ apiUrl: flow.platform.apiUrl }] });
  });
});
