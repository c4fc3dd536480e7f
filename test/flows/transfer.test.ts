import { change, listed } from './chats.ts';
import { describe, expect, it } from 'vitest';
import type { FileChat } from '../../lib/transfer/chat-file.ts';
import { damagedFiles } from '../transfer/damaged-files.ts';
import { chatOfFile, fileAnswer, fileOf, fileQuestion, page } from '../transfer/file-chats.ts';
import { createFlow, flowFixture, type Flow } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';
import { save, settingsOf } from './settings-of.ts';
import { storedContents, storedRows } from './stored-rows.ts';
import { exported, fileWith, imported, importing, readBack } from './transfer-pages.ts';

const fixture = flowFixture();

async function asked(flow: Flow, panel: PanelProbe, words: string): Promise<void> {
  const { length } = panel.answers();
  await panel.send(words);
  await flow.until(() => panel.answers()[length]?.status === 'complete');
}

const many = (count: number): FileChat[] =>
  Array.from({ length: count }, (_, at) =>
    chatOfFile({ id: `chat-${at}`, title: `Chat ${at}`, updatedAt: `2026-01-10T12:00:0${at}.000Z` }),
  );

interface Kept {
  readonly title: string;
  readonly messages: number;
}

/** Chats that are stored with something said in them, by title, each with how much. */
async function keptChats(flow: Flow): Promise<Kept[]> {
  const { conversations, messages } = await storedContents(flow);
  const said = messages as { conversationId: string }[];
  return (conversations as { id: string; title: string }[])
    .map(({ id, title }) => ({
      title,
      messages: said.filter(({ conversationId }) => conversationId === id).length,
    }))
    .filter((chat) => chat.messages > 0)
    .toSorted((one, other) => one.title.localeCompare(other.title) || one.messages - other.messages);
}

const whole = (count: number): Kept[] => many(count).map(({ title }) => ({ title, messages: 2 }));

describe('chats that are exported', () => {
  it('are all of this profile and person, with what was said, and nothing that is nobody’s business', async () => {
    const flow = await fixture({ tenants: ['miptech-company', 'other'] });
    flow.platform.answerWith('An *answer*.', {
      sources: [{ title: 'S', url: 'https://s.example/', snippet: 'It says so.' }],
    });
    const panel = flow.openPanel();
    await asked(flow, panel, 'first');
    await panel.request({ type: 'conversation/new' });
    await asked(flow, panel, 'second');
    await panel.request({ type: 'draft/save', text: 'half a thought' });
    const options = flow.openOptions();
    await options.request(save(settingsOf(flow, { tenantId: 'other' })));
    await flow.until(() => panel.view()?.destination?.tenantId === 'other');
    await asked(flow, panel, 'of the other tenant');
    await options.request(save(settingsOf(flow)));
    await flow.until(() => panel.view()?.destination?.tenantId === 'miptech-company');
    const file = await exported(flow, options);
    expect(file?.name).toMatch(/^miptech-chats-\d{4}-\d\d-\d\d\.json$/);
    const { chats, damaged } = await readBack(flow, file);
    expect(damaged).toEqual([]);
    const said = chats.map(({ messages }) => messages.map(({ text }) => text).join(': '));
    expect(said.toSorted((one, other) => one.localeCompare(other))).toEqual([
      'first: An *answer*.',
      'second: An *answer*.',
    ]);
    for (const secret of [
      'other tenant',
      'half a thought',
      '127.0.0.1',
      'localhost',
      'miptech-company',
      'chatId',
    ])
      expect(file?.text).not.toContain(secret);
  });

  it('one alone, as JSON and as Markdown; what was never said is no file', async () => {
    const flow = await fixture();
    flow.platform.answerWith('Yes.');
    const panel = flow.openPanel();
    await flow.until(() => panel.view() !== null);
    expect(await exported(flow, panel)).toBeNull();
    await asked(flow, panel, 'Is it "open"? / now');
    const chatId = panel.view()?.conversation.id ?? '';
    const json = await exported(flow, panel, { chatId });
    expect(json?.name).toMatch(/^Is-it-open-now-\d{4}-\d\d-\d\d\.json$/);
    expect((await readBack(flow, json)).chats).toHaveLength(1);
    const markdown = await exported(flow, panel, { chatId, format: 'markdown' });
    expect(markdown?.name).toMatch(/\.md$/);
    expect(markdown?.text).toMatch(/# Is it "open"[^]*## You[^]*> Is it[^]*## Assistant[^]*> Yes\./);
  });

  it('hold what is under way as what it is; imported, that is over and sends nothing', async () => {
    const assistant = createHeldAssistant(['one ', 'two']);
    const flow = await fixture({ assistant });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await panel.send('under way');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'one ');
    await panel.send('waits');
    const file = await exported(flow, panel);
    const statuses = (await readBack(flow, file)).chats[0]?.messages.map(({ status }) => status);
    expect(statuses).toEqual(['sent', 'streaming', 'queued']);
    assistant.release();
    await flow.until(() => panel.questions()[1]?.status === 'sent');
    await flow.settle();
    const there = await fixture();
    const other = there.openPanel();
    await there.until(() => other.status() === 'connected');
    expect(await imported(there, other, file?.text)).toMatchObject({ at: 'done', imported: 1 });
    await there.advance(60_000);
    there.killWorker();
    there.startWorker();
    await there.settle();
    const again = await readBack(there, await exported(there, other));
    expect(again.chats[0]?.messages.map(({ status, text }) => `${status}: ${text}`)).toEqual([
      'sent: under way',
      'interrupted: one ',
      'failed: waits',
    ]);
    expect(storedQuestions(there)).toEqual([]);
    // Where it came from, all of it is there, further on.
    expect(await imported(flow, panel, file?.text)).toMatchObject({
      at: 'ready',
      preview: { here: 1, fresh: 0 },
    });
  });

  it('are whole, however long they are, and known again', async () => {
    const flow = await fixture();
    const options = flow.openOptions();
    const messages = Array.from({ length: 451 }, (_, n) => fileQuestion({ id: `q${n}`, text: `${n}` }));
    const long = chatOfFile({ messages });
    expect(await imported(flow, options, fileOf(long))).toMatchObject({ at: 'done', imported: 1 });
    const file = await exported(flow, options);
    expect((await readBack(flow, file)).chats).toEqual([long]);
    expect(await imported(flow, options, file?.text)).toMatchObject({ at: 'ready', preview: { here: 1 } });
  });

  it('are not lost by the worker’s death at any touch', async () => {
    const flow = await fixture();
    const options = flow.openOptions();
    await imported(flow, options, fileOf(...many(3)));
    const sound = (await exported(flow, options))?.text;
    const from = flow.trace.length;
    await exported(flow, options);
    const touches = flow.trace.length - from;
    expect(touches).toBeGreaterThan(8);
    for (let touch = 1; touch <= touches; touch += 1) {
      flow.killWorkerAt(touch);
      let text: string | undefined;
      void exported(flow, options).then((file) => (text = file?.text));
      await flow.until(() => text !== undefined);
      const { chats } = JSON.parse(text ?? '') as { chats: unknown };
      expect(chats, `died before touch ${touch}`).toEqual(
        (JSON.parse(sound ?? '') as { chats: unknown }).chats,
      );
    }
  });
});

describe('a file that is imported', () => {
  it('is shown first, and changes nothing before somebody says so', async () => {
    const flow = await fixture();
    const options = flow.openOptions();
    await imported(flow, options, fileOf(chatOfFile({ id: 'chat-0', title: 'Chat 0' })));
    const before = await storedContents(flow);
    const run = importing(flow, options);
    const grown = chatOfFile({
      id: 'chat-0',
      messages: [fileQuestion(), fileAnswer(), fileQuestion({ id: 'q2', text: 'And then?' })],
    });
    await run.open(fileWith(fileOf(...many(3), grown, { ...grown, id: 'other', messages: [] })), 'f.json');
    expect(run.state()).toMatchObject({
      at: 'ready',
      preview: { chats: 3, fresh: 2, here: 1, copies: 0, titles: ['Chat 1', 'Chat 2'], keepDays: null },
    });
    expect(run.state()).toHaveProperty('preview.damaged.length', 2);
    expect(await storedContents(flow)).toEqual(before);
    await run.take();
    expect(run.state()).toEqual({ at: 'done', imported: 2, refused: 0 });
    expect(await keptChats(flow)).toEqual(whole(3));
  });

  it('twice adds nothing; one that differs comes as a copy, once, and what is here stays as it is', async () => {
    const flow = await fixture();
    const options = flow.openOptions();
    await imported(flow, options, fileOf(...many(2)));
    const before = await storedContents(flow);
    expect(await imported(flow, options, fileOf(...many(2)))).toMatchObject({
      at: 'ready',
      preview: { here: 2 },
    });
    expect(await storedContents(flow)).toEqual(before);
    const [first] = many(1);
    const differs = { ...first, messages: [fileQuestion({ text: 'Where?' })] };
    for (const done of ['done', 'ready'])
      expect(await imported(flow, options, fileOf(differs))).toMatchObject({ at: done });
    expect(await keptChats(flow)).toEqual([
      { title: 'Chat 0', messages: 1 },
      { title: 'Chat 0', messages: 2 },
      { title: 'Chat 1', messages: 2 },
    ]);
    // Both go out under ids of their own, and are known again.
    const file = await exported(flow, options);
    expect(await imported(flow, options, file?.text)).toMatchObject({ at: 'ready', preview: { here: 3 } });
  });

  it('knows the chats that were said here', async () => {
    const flow = await fixture();
    flow.platform.answerWith('Yes.');
    const panel = flow.openPanel();
    await asked(flow, panel, 'Here?');
    const file = await exported(flow, panel);
    await asked(flow, panel, 'And since then?');
    expect(await imported(flow, panel, file?.text)).toMatchObject({
      preview: { here: 1, fresh: 0, copies: 0 },
    });
  });

  it('has back a chat that is on its way out, which may come back, too', async () => {
    const flow = await fixture();
    flow.platform.answerWith('Yes.');
    const panel = flow.openPanel();
    await asked(flow, panel, 'Here?');
    const id = panel.view()?.conversation.id ?? '';
    const file = await exported(flow, panel);
    await panel.request({ type: 'chats/remove', id });
    expect(await imported(flow, panel, file?.text)).toMatchObject({ at: 'done', imported: 1, refused: 0 });
    // What was imported is of an id of its own, so neither is in the other's way.
    await panel.request({ type: 'chats/restore', id });
    expect(await keptChats(flow)).toEqual([
      { title: 'Here?', messages: 2 },
      { title: 'Here?', messages: 2 },
    ]);
    await panel.request({ type: 'chats/remove', id });
    await flow.advance(60_000);
    expect(await keptChats(flow)).toEqual([{ title: 'Here?', messages: 2 }]);
    const again = await exported(flow, panel);
    expect(await imported(flow, panel, again?.text)).toMatchObject({ at: 'ready', preview: { here: 1 } });
  });

  it('that holds ids of another’s chats neither moves nor changes those', async () => {
    const flow = await fixture({ tenants: ['miptech-company', 'other'] });
    flow.platform.answerWith('Theirs.');
    const panel = flow.openPanel();
    await asked(flow, panel, 'of the first');
    const file = await exported(flow, panel);
    const mine = await storedContents(flow);
    await flow.openOptions().request(save(settingsOf(flow, { tenantId: 'other' })));
    await flow.until(() => panel.view()?.destination?.tenantId === 'other');
    const forged = file?.text.replace('Theirs.', 'Forged.');
    expect(await imported(flow, panel, forged)).toMatchObject({ at: 'done', imported: 1 });
    expect(await imported(flow, panel, forged)).toMatchObject({ at: 'ready', preview: { here: 1 } });
    const after = await storedContents(flow);
    for (const name of ['conversations', 'messages'] as const)
      expect(after[name]).toEqual(
        expect.arrayContaining((mine[name] ?? []).filter((row) => !isEmptyChat(row))),
      );
  });

  it('goes on as a new chat of the platform, which is told nothing before somebody asks', async () => {
    const flow = await fixture();
    flow.platform.answerWith('Yes.');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await imported(flow, panel, fileOf(chatOfFile({ updatedAt: new Date(flow.clock.now()).toISOString() })));
    expect(storedQuestions(flow)).toEqual([]);
    const before = flow.platform.chats().map(({ id }) => id);
    const later = flow.openPanel(2);
    await flow.until(() => later.status() === 'connected');
    const [chat] = (await listed(later)).chats;
    await change(later, { type: 'chats/open', id: chat?.id ?? '' });
    await flow.until(() => later.texts()[0] === 'Because.' && later.status() === 'connected');
    await asked(flow, later, 'Is that so?');
    expect(storedQuestions(flow)).toEqual(['Is that so?']);
    expect(before).not.toContain(flow.platform.chats().at(-1)?.id);
    expect(later.questions().map(({ status, text }) => `${status}: ${text}`)).toEqual([
      'sent: Why?',
      'sent: Is that so?',
    ]);
  });

  it('with other settings in use meanwhile goes to nobody else, and says so', async () => {
    const flow = await fixture({ tenants: ['miptech-company', 'other'] });
    const options = flow.openOptions();
    const run = importing(flow, options);
    await run.open(fileWith(fileOf(...many(2))), 'f.json');
    await options.request(save(settingsOf(flow, { tenantId: 'other' })));
    await run.take();
    expect(run.state()).toEqual({ at: 'moved', imported: 0 });
    expect(await keptChats(flow)).toEqual([]);
  });

  it('into a full disk says so, has what is there whole, and goes on where it was', async () => {
    const flow = await fixture();
    const options = flow.openOptions();
    const run = importing(flow, options);
    await run.open(fileWith(fileOf(...many(2))), 'f.json');
    flow.failStorage(new DOMException('full', 'QuotaExceededError'));
    await run.take();
    expect(run.state()).toMatchObject({ at: 'ready', done: 0, problem: { code: 'storage-full' } });
    expect(await keptChats(flow)).toEqual([]);
    flow.failStorage(null);
    await run.take();
    expect(run.state()).toEqual({ at: 'done', imported: 2, refused: 0 });
    expect(await keptChats(flow)).toEqual(whole(2));
  });

  it('says which chats will not stay, where they are kept for so many days', async () => {
    const flow = await fixture();
    const options = flow.openOptions();
    let isKept = false;
    void options.request({ type: 'data/keep', days: 30 }).then(() => (isKept = true));
    await flow.until(() => isKept);
    const run = importing(flow, options);
    const recent = chatOfFile({ id: 'new', updatedAt: new Date(flow.clock.now()).toISOString() });
    await run.open(fileWith(fileOf(recent, chatOfFile({ updatedAt: '2001-01-01T00:00:00Z' }))), 'f.json');
    expect(run.state()).toMatchObject({ preview: { fresh: 2, old: 1, keepDays: 30 } });
  });

  it('in a private window is there until that is closed, and nowhere else', async () => {
    const flow = await fixture();
    const ordinary = flow.openPanel();
    await flow.until(() => ordinary.status() === 'connected');
    const before = await storedContents(flow);
    const panel = flow.openPrivatePanel();
    await flow.until(() => panel.view() !== null);
    expect(await imported(flow, panel, fileOf(...many(2)))).toMatchObject({ at: 'done', imported: 2 });
    expect(await imported(flow, panel, fileOf(...many(2)))).toMatchObject({
      at: 'ready',
      preview: { here: 2 },
    });
    expect((await readBack(flow, await exported(flow, panel))).chats).toEqual(many(2));
    expect(await storedContents(flow)).toEqual(before);
  });

  it('by a page that is not what it should be: nothing is sent, doubled or put in another’s place', async () => {
    const flow = await fixture();
    const options = flow.openOptions();
    const message = { ...fileQuestion(), conversationId: '', ordinal: 1, attachments: [], createdAt: 5 };
    const chat = { id: 'x', title: 'T', createdAt: 5, updatedAt: 5, messages: [message] };
    const forged = [
      { ...chat, messages: [{ ...message, status: 'queued' }] },
      { ...chat, messages: [] },
      { ...chat, messages: [message, message] },
      { ...chat, messages: [message, { ...message, id: 'q0', ordinal: 1 }] },
      { ...chat, title: 7 },
      { ...chat, updatedAt: Infinity },
      ...[null, 'chat', []],
    ];
    const trial = await options.request({ type: 'transfer/take', place: null, isTrial: true, chats: [] });
    const place = trial.ok ? trial.value.place : null;
    const unbound = await options.request({
      type: 'transfer/take',
      place: null,
      isTrial: false,
      chats: [chat],
    });
    expect(unbound).toMatchObject({ value: { taken: [] } });
    const reply = await options.request({ type: 'transfer/take', place, isTrial: false, chats: forged });
    expect(reply).toMatchObject({ value: { taken: forged.map(() => 'refused') } });
    expect((await storedRows(flow))['messages']).toBe(0);
  });
});

function isEmptyChat(row: unknown): boolean {
  return (row as { title?: string }).title === '';
}

it('of fifty damaged files none changes anything, and each is told', async () => {
  const flow = await fixture();
  const options = flow.openOptions();
  await imported(flow, options, fileOf(...many(2)));
  const before = await storedContents(flow);
  for (const { name, bytes } of damagedFiles) {
    const run = importing(flow, options);
    await run.open(new Blob([bytes]), name);
    const state = run.state();
    const isTold =
      (state.at === 'choosing' && state.damage !== null) ||
      (state.at === 'ready' && state.preview.damaged.length === 1 && state.preview.fresh === 0);
    expect({ name, isTold }).toEqual({ name, isTold: true });
    await run.take();
  }
  expect(await storedContents(flow)).toEqual(before);
});

describe('everything is deleted while chats are imported', () => {
  /** Deletes before the nth touch of the import; false where it had none so many. */
  async function deleteAt(touch: number): Promise<boolean> {
    const flow = await createFlow();
    try {
      const run = importing(flow, flow.openOptions());
      await run.open(fileWith(fileOf(...many(30))), 'f.json');
      const from = flow.trace.length;
      let isErased = false;
      flow.at(
        touch,
        () =>
          void flow
            .openOptions()
            .request({ type: 'data/erase' })
            .then(() => (isErased = true)),
      );
      void run.take();
      await flow.until(() => ['done', 'moved'].includes(run.state().at));
      if (flow.trace.length - from < touch) return false;
      await flow.until(() => isErased);
      await flow.settle();
      expect({ touch, kept: await keptChats(flow) }).toEqual({ touch, kept: [] });
      // And the same file can be imported anew.
      expect((await imported(flow, flow.openOptions(), fileOf(...many(2)))).at).toBe('done');
      expect(await keptChats(flow)).toHaveLength(2);
      return true;
    } finally {
      await flow.close();
    }
  }

  it('at any touch: none of them is there afterwards, and the page says that it stopped', async () => {
    let touch = 1;
    while (await deleteAt(touch)) touch += 1;
    expect(touch).toBeGreaterThan(6);
  });
});

describe('a worker that dies while chats are imported', () => {
  const content = fileOf(
    ...many(3),
    chatOfFile({ id: 'with-page', title: 'Page', messages: [fileQuestion({ pages: [page] })] }),
  );
  const all = [...whole(3), { title: 'Page', messages: 1 }];

  async function dieAt(touch: number): Promise<boolean> {
    const flow = await createFlow();
    try {
      const options = flow.openOptions();
      const run = importing(flow, options);
      await run.open(fileWith(content), 'f.json');
      const from = flow.trace.length;
      flow.killWorkerAt(touch);
      void run.take();
      await flow.until(() => run.state().at === 'done', 10 * 60_000);
      await flow.settle();
      const last = flow.trace[from + touch - 1];
      expect({ last, run: run.state(), kept: await keptChats(flow) }).toEqual({
        last,
        run: { at: 'done', imported: 4, refused: 0 },
        kept: all,
      });
      return last !== undefined;
    } finally {
      await flow.close();
    }
  }

  it('at any touch: each is there once, and whole', async () => {
    let touch = 1;
    while (await dieAt(touch)) touch += 1;
    expect(touch).toBeGreaterThan(6);
  });

  /** How many are there after the worker and its page died before `touch`; null where the import took fewer touches. */
  async function keptWithoutPage(touch: number): Promise<number | null> {
    const flow = await createFlow();
    try {
      const options = flow.openOptions();
      const run = importing(flow, options);
      await run.open(fileWith(content), 'f.json');
      let died = false;
      flow.at(touch, () => {
        died = true;
        options.close();
        flow.killWorker();
      });
      void run.take();
      await flow.settle();
      if (!died) return null;
      const kept = await keptChats(flow);
      for (const chat of kept) expect(all).toContainEqual(chat);
      await imported(flow, flow.openOptions(), content);
      expect(await keptChats(flow)).toEqual(all);
      return kept.length;
    } finally {
      await flow.close();
    }
  }

  it('with its page: each is there whole or not at all, and the next import brings the others', async () => {
    const isThere = new Set<number>();
    for (let touch = 1; ; touch += 1) {
      const kept = await keptWithoutPage(touch);
      if (kept === null) break;
      isThere.add(kept);
    }
    // It died between two of them, too.
    expect(isThere.size).toBeGreaterThan(2);
  });
});
