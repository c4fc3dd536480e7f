import { describe, expect, it } from 'vitest';
import { flowFixture, type Flow } from './harness.ts';
import { save, settingsOf } from './settings-of.ts';
import { storedRows, storedWords } from './stored-rows.ts';
import type { Worker } from './worker.ts';

const createFlow = flowFixture();
const day = 24 * 60 * 60_000;

/** Asks, waits for the answer, closes the panel, and lets the worker end. */
async function saidOnce(flow: Flow, words: string): Promise<void> {
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  await panel.request({ type: 'conversation/new' });
  await panel.send(words);
  await flow.until(() => panel.answers()[0]?.status === 'complete');
  panel.close();
  await flow.settle();
  flow.killWorker();
}

/** And gives the panels that are open the time to find it. */
async function startWorker(flow: Flow): Promise<Worker> {
  const worker = flow.startWorker();
  await flow.advance(500);
  return worker;
}

async function keep(flow: Flow, days: number | null): Promise<number> {
  const asked = flow.openOptions().request({ type: 'data/keep', days });
  let isDone = false;
  void asked.then(() => (isDone = true));
  await flow.until(() => isDone);
  const reply = await asked;
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value.deleted;
}

async function create(): Promise<Flow> {
  const flow = await createFlow({ tenants: ['miptech-company', 'other'] });
  flow.platform.answerWith('ok');
  return flow;
}

describe('conversations that are kept for 7 days', () => {
  it('are deleted by the first worker after that, and not before', async () => {
    const flow = await create();
    await flow.items.keepDays.write(7);
    await saidOnce(flow, 'old');
    flow.sleep(6 * day);
    await startWorker(flow);
    expect(await storedWords(flow)).toEqual(['old']);
    flow.killWorker();
    flow.sleep(day - 60_000);
    await startWorker(flow);
    expect(await storedWords(flow)).toEqual(['old']);
    flow.killWorker();
    flow.sleep(120_000);
    await startWorker(flow);
    expect(await storedRows(flow)).toMatchObject({ conversations: 0, messages: 0, batches: 0, drafts: 0 });
  });

  it('survive the first look after the clock has jumped by more than a day, also where the worker dies in it', async () => {
    const flow = await create();
    await flow.items.keepDays.write(7);
    await startWorker(flow);
    await saidOnce(flow, 'of a moment ago');
    // Set wrong, most likely: nothing says that these years have gone by.
    flow.sleep(4_000 * day);
    await startWorker(flow);
    expect(await storedWords(flow)).toEqual(['of a moment ago']);
    flow.killWorker();
    // Set right again: another jump, and nothing is too old by it.
    flow.clock.setTo(flow.clock.now() - 4_000 * day);
    await startWorker(flow);
    flow.killWorker();
    await startWorker(flow);
    expect(await storedWords(flow)).toEqual(['of a moment ago']);
  });

  it('are kept for ever where nobody chose otherwise', async () => {
    const flow = await create();
    await saidOnce(flow, 'old');
    flow.sleep(4_000 * day);
    await startWorker(flow);
    expect(await storedWords(flow)).toEqual(['old']);
  });

  it('are deleted at once when that is chosen, and their number told; younger ones stay', async () => {
    const flow = await create();
    await saidOnce(flow, 'old');
    await saidOnce(flow, 'as old');
    flow.sleep(8 * day);
    await saidOnce(flow, 'young');
    expect(await keep(flow, 30)).toBe(0);
    expect(await storedWords(flow)).toHaveLength(3);
    expect(await keep(flow, 7)).toBe(2);
    expect(await storedWords(flow)).toEqual(['young']);
    expect(await flow.items.keepDays.read()).toBe(7);
  });

  it('are deleted whatever tenant they are of', async () => {
    const flow = await create();
    await saidOnce(flow, 'of one tenant');
    await flow.openOptions().request(save(settingsOf(flow, { tenantId: 'other' })));
    await saidOnce(flow, 'of the other');
    flow.sleep(8 * day);
    expect(await keep(flow, 7)).toBe(2);
    expect(await storedWords(flow)).toEqual([]);
  });

  it('stay while a message in them waits, however long', async () => {
    const flow = await create();
    flow.setOnline(false);
    const panel = flow.openPanel();
    await flow.until(() => panel.view() !== null);
    await panel.send('waits');
    panel.close();
    flow.killWorker();
    flow.sleep(8 * day);
    expect(await keep(flow, 7)).toBe(0);
    expect(await storedWords(flow)).toEqual(['waits']);
    flow.setOnline(true);
    await flow.until(() => flow.platform.chats().some(({ messages }) => messages.length === 2));
  });

  it('stay while a panel shows them', async () => {
    const flow = await create();
    await saidOnce(flow, 'unseen');
    const panel = flow.openPanel();
    await panel.request({ type: 'conversation/new' });
    await panel.send('on screen');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    // A worker that had both sessions at work would keep both.
    const snapshots = (): number => panel.pushes.filter(({ type }) => type === 'snapshot').length;
    const before = snapshots();
    flow.killWorker();
    await flow.until(() => snapshots() > before);
    flow.sleep(8 * day);
    expect(await keep(flow, 7)).toBe(1);
    expect(await storedWords(flow)).toEqual(['on screen']);
    await panel.send('and on');
    await flow.until(() => panel.answers()[1]?.status === 'complete');
  });

  it('are looked for four times a day by a worker that lives long, and no more', async () => {
    const flow = await create();
    await flow.items.keepDays.write(7);
    await saidOnce(flow, 'old');
    const { background } = await startWorker(flow);
    const looks = (): number => flow.trace.filter((what) => what === 'read keep-days').length;
    const before = looks();
    flow.sleep(5 * 60 * 60_000);
    await background.sweep();
    expect(looks()).toBe(before);
    flow.sleep(8 * day);
    await background.sweep();
    await background.sweep();
    expect(looks()).toBe(before + 1);
    // The first look after so long is not sure of the clock.
    expect(await storedWords(flow)).toEqual(['old']);
    flow.sleep(6 * 60 * 60_000);
    await background.sweep();
    expect(looks()).toBe(before + 2);
    expect(await storedWords(flow)).toEqual([]);
  });

  it('are there whole or gone whole, wherever the worker dies', async () => {
    const flow = await create();
    await saidOnce(flow, 'one');
    await saidOnce(flow, 'two');
    flow.sleep(8 * day);
    const seen = new Set<number>();
    await flow.items.keepDays.write(7);
    for (let touch = 1; (await storedWords(flow)).length > 0; touch += 1) {
      flow.killWorkerAt(touch);
      await startWorker(flow);
      const { conversations = 0, messages } = await storedRows(flow);
      expect(messages).toBe(conversations * 2);
      seen.add(conversations);
      flow.killWorker();
      expect(touch).toBeLessThan(40);
    }
    expect(seen).toContain(0);
  });

  it('stay where the disk fails, and the worker goes on', async () => {
    const flow = await create();
    await flow.items.keepDays.write(7);
    await saidOnce(flow, 'old');
    flow.sleep(8 * day);
    await startWorker(flow);
    flow.killWorker();
    flow.failStorage(new Error('Internal error'));
    await startWorker(flow);
    flow.failStorage(null);
    expect(await storedWords(flow)).toEqual(['old']);
    const panel = flow.openPanel();
    await panel.send('Still there?');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
  });
});
