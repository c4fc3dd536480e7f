import { setImmediate } from 'node:timers/promises';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import type { PagePort } from '../../lib/messaging/page-port.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';
import { save, settingsOf } from './settings-of.ts';
import { storedRows, storedWords } from './stored-rows.ts';

const createFlow = flowFixture();
const pieces = ['one ', 'two ', 'three'];

/** What is left once a panel is open: the new conversation that it shows. */
const nothingButEmpty = { conversations: 1, messages: 0, batches: 0, drafts: 0 };
const nothing = { conversations: 0, messages: 0, batches: 0, drafts: 0, budgets: 0, search: 0 };

async function erase(options: PagePort<'data/erase'>): Promise<number | null> {
  const reply = await options.request({ type: 'data/erase' });
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value.conversations;
}

async function count(flow: Flow): Promise<number> {
  const reply = await flow.openOptions().request({ type: 'data/read' });
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value.conversations;
}

/** One conversation that has ended, and another with an answer of which the first piece has come. */
async function midAnswer(
  more: FlowOptions = {},
): Promise<{ flow: Flow; panel: PanelProbe; release: () => void }> {
  const assistant = createHeldAssistant(pieces);
  const flow = await createFlow({ assistant, ...more });
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  assistant.release(pieces.length);
  await panel.send('ended');
  await flow.until(() => panel.answers()[0]?.status === 'complete');
  await panel.request({ type: 'conversation/new' });
  await panel.send('under way');
  assistant.release(1);
  await flow.until(() => panel.texts()[0] === 'one ');
  return { flow, panel, release: () => assistant.release() };
}

describe('deleting everything', () => {
  it('takes all conversations, of all tenants; what was asked on the server stays there', async () => {
    const { flow, panel } = await midAnswer({ tenants: ['miptech-company', 'other'] });
    const options = flow.openOptions();
    await options.request(save(settingsOf(flow, { tenantId: 'other' })));
    await flow.until(() => panel.view()?.destination?.tenantId === 'other');
    await panel.send('of the other tenant');
    await flow.until(() => storedQuestions(flow).includes('of the other tenant'));
    await panel.request({ type: 'draft/save', text: 'half a thought' });
    expect(await count(flow)).toBe(3);
    expect(await erase(options)).toBe(3);
    expect(await storedRows(flow)).toMatchObject(nothingButEmpty);
    expect(await count(flow)).toBe(0);
    expect(storedQuestions(flow)).toEqual(['ended', 'under way', 'of the other tenant']);
    expect(await flow.items.profiles.read()).toMatchObject({ profiles: [{ tenantId: 'other' }] });
  });

  it('leaves open panels on an empty conversation, in which one can ask at once', async () => {
    const { flow, panel, release } = await midAnswer();
    const other = flow.openPanel(2);
    await flow.until(() => other.status() === 'connected');
    await other.request({ type: 'conversation/new' });
    const before = new Set([panel, other].map((probe) => probe.view()?.conversation.id));
    await erase(flow.openOptions());
    for (const probe of [panel, other]) {
      expect(probe.view()).toMatchObject({
        conversation: { title: '' },
        messages: [],
        draft: { text: '', attachment: null },
        problem: null,
      });
      expect(before.has(probe.view()?.conversation.id)).toBe(false);
    }
    release();
    expect(await panel.send('once more')).toBeNull();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    // Each window has a conversation of its own.
    expect(other.messages()).toEqual([]);
    expect(await storedWords(flow)).toEqual(['once more']);
  });

  it('leaves nothing at all where no panel is open', async () => {
    const { flow, panel, release } = await midAnswer();
    panel.close();
    expect(await erase(flow.openOptions())).toBe(2);
    release();
    await flow.settle();
    expect(await storedRows(flow)).toEqual(nothing);
    expect(await flow.items.windows.read()).toEqual({});
    expect(await flow.items.branding.read()).toEqual({});
    await flow.until(() => flow.platform.openSockets() === 0);
    flow.killWorker();
    flow.startWorker();
    await flow.advance(5 * 60_000);
    expect(await storedRows(flow)).toEqual(nothing);
    expect(flow.alarm()).toBeNull();
  });

  it('tells what failed, and leaves everything as it was, where storage is broken', async () => {
    const { flow, panel, release } = await midAnswer();
    flow.failStorage(new Error('Internal error'));
    const reply = await flow.openOptions().request({ type: 'data/erase' });
    expect(reply).toEqual({ ok: false, failure: { code: 'storage-failed' } });
    flow.failStorage(null);
    expect(await count(flow)).toBe(2);
    release();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(panel.texts()).toEqual([pieces.join('')]);
    expect(await panel.send('goes on')).toBeNull();
  });

  it('twice at once is once', async () => {
    const { flow } = await midAnswer();
    const both = await Promise.all([erase(flow.openOptions()), erase(flow.openOptions())]);
    expect(both).toEqual([2, 2]);
  });
});

describe('nothing that comes late brings anything back:', () => {
  it('the rest of an answer, and whatever else the server says', async () => {
    const { flow, panel, release } = await midAnswer();
    await erase(flow.openOptions());
    await flow.until(() => panel.status() === 'connected');
    await flow.settle();
    expect(flow.platform.openSockets()).toBe(1);
    release();
    await flow.advance(60_000);
    expect(await storedRows(flow)).toMatchObject(nothingButEmpty);
    expect(panel.messages()).toEqual([]);
  });

  it('what was typed in the old conversation', async () => {
    const { flow, panel } = await midAnswer();
    const note = (text: string): Promise<unknown> => panel.request({ type: 'draft/save', text });
    const options = flow.openOptions();
    await flow.settle();
    // Before, while, and right behind it: whatever each finds, it is about a conversation that is to be gone.
    const saving = [
      note('before'),
      erase(options),
      note('behind'),
      Promise.resolve().then(() => note('later')),
    ];
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.resolve();
      if (panel.messages().length > 0) saving.push(note(`turn ${turn}`));
    }
    await Promise.all(saving);
    await flow.settle();
    expect(await storedRows(flow)).toMatchObject(nothingButEmpty);
    expect(panel.view()?.draft.text).toBe('');
  });

  it('a page that was being read', async () => {
    const tab = { id: 7, url: 'https://news.example.test/story', title: 'A story' };
    const page = { title: 'A story', url: tab.url, text: 'It was night.', pageLength: 13, source: 'article' };
    let read = (): void => undefined;
    const reading = new Promise((resolve) => (read = () => resolve(page)));
    const { flow, panel } = await midAnswer({
      pageAccess: { activeTab: () => Promise.resolve(tab), runReader: () => reading },
    });
    const attaching = panel.request({ type: 'page/attach' });
    await flow.settle();
    await erase(flow.openOptions());
    read();
    expect(await attaching).toEqual({ ok: false, failure: { code: 'conversation-changed' } });
    expect(panel.view()?.draft.attachment).toBeNull();
    expect(await storedRows(flow)).toMatchObject(nothingButEmpty);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 8, 10])('a panel that opens %i turns before', async (turns) => {
    const { flow, release } = await midAnswer();
    release();
    const options = flow.openOptions();
    await flow.settle();
    const opening = flow.openPanel(2);
    for (let turn = 0; turn < turns; turn += 1) await setImmediate();
    await erase(options);
    await flow.until(() => opening.status() === 'connected' && opening.messages().length === 0);
    expect(await opening.send('works')).toBeNull();
    await flow.until(() => opening.answers()[0]?.status === 'complete');
    expect(await storedWords(flow)).toEqual(['works']);
    // That of the window which was open before is empty.
    expect(await storedRows(flow)).toMatchObject({ conversations: 2 });
  });

  it('a message sent in the same moment: it is deleted too, or refused and not sent', async () => {
    const { flow, panel, release } = await midAnswer();
    release();
    const options = flow.openOptions();
    await flow.settle();
    const sends = [panel.send('just before')];
    const erasing = erase(options);
    for (let turn = 0; turn < 6; turn += 1) {
      sends.push(panel.send(`turn ${turn}`));
      await Promise.resolve();
    }
    const refused = (await Promise.all(sends)).map((problem) => problem !== null);
    await erasing;
    await flow.advance(60_000);
    const words = ['just before', ...Array.from({ length: 6 }, (_, turn) => `turn ${turn}`)];
    const unsent = new Set(words.filter((_, n) => refused[n] === true));
    expect(storedQuestions(flow).filter((text) => unsent.has(text))).toEqual([]);
    expect(await storedRows(flow)).toMatchObject(nothingButEmpty);
    expect(panel.messages()).toEqual([]);
  });
});

describe('a database that the browser takes away', () => {
  it('costs no words: they come back, and go out from another conversation', async () => {
    const { flow, panel, release } = await midAnswer();
    release();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    const database = await openDB(flow.databaseName);
    await Promise.all([...database.objectStoreNames].map((name) => database.clear(name)));
    database.close();
    const gone = panel.view()?.conversation.id;
    const id = crypto.randomUUID();
    expect(await panel.send('kept', id)).toEqual({ code: 'conversation-changed' });
    // Before the reply: a snapshot that came behind it would replace the words that it gives back.
    expect(panel.view()).toMatchObject({ messages: [], draft: { text: '' } });
    expect(panel.view()?.conversation.id).not.toBe(gone);
    expect(await panel.send('kept', id)).toBeNull();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(storedQuestions(flow).filter((text) => text === 'kept')).toHaveLength(1);
  });
});

describe('a worker that dies while it deletes everything', () => {
  const touches = Array.from({ length: 24 }, (_, n) => n + 1);
  it.each(touches)('before touch %i: it is done all the same, and said', async (touch) => {
    const { flow, panel, release } = await midAnswer();
    const options = flow.openOptions();
    await options.request({ type: 'data/read' });
    flow.killWorkerAt(touch);
    const erasing = erase(options);
    let said: number | null | undefined;
    void erasing.then((conversations) => (said = conversations));
    await flow.until(() => said !== undefined);
    // 1 or 2: the words of the first may be written off already, and null: by the worker that died.
    expect([2, null]).toContain(said);
    release();
    await flow.until(() => panel.status() === 'connected' && panel.messages().length === 0);
    await flow.settle();
    expect(await storedRows(flow)).toMatchObject(nothingButEmpty);
    expect(await storedWords(flow)).toEqual([]);
    expect(await panel.send('and on')).toBeNull();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
  });
});
