import { describe, expect, it } from 'vitest';
import { undoMs } from '../../lib/background/chats/chat-deletion.ts';
import { askEach, change, listed, removedIn, shownIn, titlesIn } from './chats.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';
import { save, settingsOf } from './settings-of.ts';
import { storedRows, storedWords } from './stored-rows.ts';

const createFlow = flowFixture();
const day = 24 * 60 * 60_000;

/** A panel that has asked *one*, *two* and *three*, each in a chat of its own, and shows the last. */
async function threeChats(
  more: FlowOptions = {},
): Promise<{ flow: Flow; panel: PanelProbe; ids: readonly [string, string, string] }> {
  const flow = await createFlow(more);
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  const [one = '', two = '', three = ''] = await askEach(flow, panel, 'one', 'two', 'three');
  return { flow, panel, ids: [one, two, three] };
}

describe('the list of chats', () => {
  it('has each by its first question, the newest first, and says which are shown', async () => {
    const { flow, panel, ids } = await threeChats();
    const other = flow.openPanel(2);
    await flow.until(() => other.view() !== null);
    await change(other, { type: 'chats/open', id: ids[0] });
    const { chats, removed } = await listed(panel);
    expect(chats.map(({ title, windows }) => `${title} ${windows ?? 0}`)).toEqual([
      'three 1',
      'two 0',
      'one 1',
    ]);
    expect(removed).toEqual([]);
  });

  it('has no empty chat, but one with a draft', async () => {
    const { panel } = await threeChats();
    await panel.request({ type: 'conversation/new' });
    expect(await titlesIn(panel)).toHaveLength(3);
    await panel.request({ type: 'draft/save', text: 'half a thought' });
    expect((await listed(panel)).chats[0]).toMatchObject({ id: shownIn(panel), title: '' });
  });

  it('says how many messages of a chat wait; they are sent, though another is shown', async () => {
    const { flow, panel, ids } = await threeChats();
    flow.setOnline(false);
    await panel.send('later');
    await panel.send('and later');
    await change(panel, { type: 'chats/open', id: ids[0] });
    expect((await listed(panel)).chats.map(({ waiting }) => waiting)).toEqual([2, 0, 0]);
    flow.setOnline(true);
    await flow.until(() => storedQuestions(flow).includes('and later'));
    await flow.settle();
    expect((await listed(panel)).chats.map(({ waiting }) => waiting)).toEqual([0, 0, 0]);
    expect(shownIn(panel)).toBe(ids[0]);
  });

  it('is of this profile and person alone, and so is all that is done to a chat (law 9)', async () => {
    const { flow, panel, ids } = await threeChats({ tenants: ['miptech-company', 'other'] });
    await flow.openOptions().request(save(settingsOf(flow, { tenantId: 'other' })));
    await flow.until(() => panel.view()?.destination?.tenantId === 'other');
    expect(await titlesIn(panel)).toEqual([]);
    const [id] = ids;
    expect([
      await change(panel, { type: 'chats/rename', id, title: 'Mine' }),
      await change(panel, { type: 'chats/pin', id, isPinned: true }),
      await change(panel, { type: 'chats/open', id }),
      await change(panel, { type: 'chats/remove', id }),
      await change(panel, { type: 'chats/restore', id }),
    ]).toEqual([false, false, false, false, false]);
    await flow.openOptions().request(save(settingsOf(flow, { tenantId: 'miptech-company' })));
    await flow.until(() => panel.view()?.destination?.tenantId === 'miptech-company');
    expect(await titlesIn(panel)).toEqual(['three', 'two', 'one']);
  });
});

describe('two windows over the same chats', () => {
  it('hear of every change at once, and of none that no list shows', async () => {
    const { flow, panel, ids } = await threeChats();
    const other = flow.openPanel(2);
    await flow.until(() => other.status() === 'connected');
    const news = (): number => other.pushes.filter(({ type }) => type === 'chats/changed').length;
    let told = 0;
    const changes = [
      () => change(panel, { type: 'chats/rename', id: ids[0], title: 'First' }),
      () => change(panel, { type: 'chats/pin', id: ids[0], isPinned: true }),
      () => change(panel, { type: 'chats/open', id: ids[1] }),
      () => panel.send('once more'),
      () => change(panel, { type: 'chats/remove', id: ids[2] }),
      () => change(panel, { type: 'chats/restore', id: ids[2] }),
      () => panel.request({ type: 'conversation/new' }),
    ];
    for (const each of changes) {
      await flow.settle();
      const before = flow.clock.now();
      await listed(other);
      await each();
      await flow.until(() => news() > told);
      expect(flow.clock.now() - before).toBeLessThan(1000);
      told = news();
    }
    // It has not listed again since.
    await change(panel, { type: 'chats/pin', id: ids[0], isPinned: false });
    await flow.settle();
    expect(news()).toBe(told);
  });

  it('are told nothing while an answer is written, however many pieces it has, and of its end at once', async () => {
    const assistant = createHeldAssistant(Array.from({ length: 30 }, (_, n) => `${n} `));
    const flow = await createFlow({ assistant });
    const panel = flow.openPanel();
    await panel.send('Go');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === '0 ');
    await flow.settle();
    await listed(panel);
    const news = (): number => panel.pushes.filter(({ type }) => type === 'chats/changed').length;
    const before = news();
    assistant.release(25);
    await flow.until(() => panel.texts()[0]?.endsWith('25 ') === true);
    expect(news()).toBe(before);
    // From here on its words are found.
    assistant.release(4);
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(news()).toBe(before + 1);
  });
});

describe('a chat that is opened', () => {
  it('is the one on screen, also after the worker died, and however old its words are', async () => {
    const { flow, panel: before, ids } = await threeChats();
    before.close();
    await flow.advance(9 * day);
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    expect(panel.messages()).toEqual([]);
    expect(await change(panel, { type: 'chats/open', id: ids[0] })).toBe(true);
    expect(panel.questions().map(({ text }) => text)).toEqual(['one']);
    flow.killWorker();
    panel.close();
    const again = flow.openPanel();
    await flow.until(() => again.view() !== null);
    expect(shownIn(again)).toBe(ids[0]);
    await again.send('and on');
    await flow.until(() => again.answers().length === 2 && again.answers()[1]?.status === 'complete');
    expect(await titlesIn(again)).toEqual(['one', 'three', 'two']);
  });

  it('in two windows is one session, and both see all of it', async () => {
    const { flow, panel, ids } = await threeChats();
    const other = flow.openPanel(2);
    await flow.until(() => other.status() === 'connected');
    await change(panel, { type: 'chats/open', id: ids[0] });
    await change(other, { type: 'chats/open', id: ids[0] });
    await panel.send('for both');
    await flow.until(() => other.answers().length === 2 && other.answers()[1]?.status === 'complete');
    expect(other.questions().map(({ text }) => text)).toEqual(['one', 'for both']);
  });
});

describe('a name that a person gives', () => {
  it('stays, whatever is asked first, and is said to the panels that show the chat', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await panel.request({ type: 'draft/save', text: 'half a thought' });
    await change(panel, { type: 'chats/rename', id: shownIn(panel), title: ' My \n chat ' });
    expect(panel.view()?.conversation.title).toBe('My chat');
    await panel.send('What is it?');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(await titlesIn(panel)).toEqual(['My chat']);
    flow.killWorker();
    void panel.send('And then?');
    await flow.until(() => panel.answers()[1]?.status === 'complete');
    expect(panel.view()?.conversation.title).toBe('My chat');
  });

  it('is not nothing', async () => {
    const { panel, ids } = await threeChats();
    expect(await change(panel, { type: 'chats/rename', id: ids[0], title: ' \n ' })).toBe(true);
    expect(await titlesIn(panel)).toEqual(['three', 'two', 'one']);
  });

  it('makes a chat that is still empty one of theirs: a new one is another', async () => {
    const { panel } = await threeChats();
    await panel.request({ type: 'conversation/new' });
    const empty = shownIn(panel);
    await panel.request({ type: 'conversation/new' });
    expect(shownIn(panel)).toBe(empty);
    await change(panel, { type: 'chats/rename', id: empty, title: 'Plans' });
    await panel.request({ type: 'conversation/new' });
    expect(shownIn(panel)).not.toBe(empty);
    expect(await titlesIn(panel)).toEqual(['Plans', 'three', 'two', 'one']);
  });
});

describe('a chat that is deleted', () => {
  it('is gone from the list at once, and for good after a while', async () => {
    const { flow, panel, ids } = await threeChats();
    expect(await change(panel, { type: 'chats/remove', id: ids[0] })).toBe(true);
    expect(await titlesIn(panel)).toEqual(['three', 'two']);
    expect(await removedIn(panel)).toEqual(['one']);
    await flow.advance(undoMs - 100);
    expect(await storedWords(flow)).toHaveLength(3);
    await listed(panel);
    await flow.advance(200);
    expect(panel.pushes.at(-1)).toEqual({ type: 'chats/changed' });
    expect(await removedIn(panel)).toEqual([]);
    expect((await storedWords(flow)).toSorted()).toEqual(['three', 'two']);
    expect(await change(panel, { type: 'chats/restore', id: ids[0] })).toBe(false);
    expect(storedQuestions(flow)).toEqual(['one', 'two', 'three']);
  });

  it('is shown by no panel any more: each goes on with another', async () => {
    const { flow, panel, ids } = await threeChats();
    const other = flow.openPanel(2);
    const third = flow.openPanel(3);
    await flow.until(() => [other, third].every((probe) => probe.status() === 'connected'));
    await change(third, { type: 'chats/open', id: ids[0] });
    await change(other, { type: 'chats/open', id: ids[2] });
    expect([panel, other].map(shownIn)).toEqual([ids[2], ids[2]]);
    await change(third, { type: 'chats/remove', id: ids[2] });
    expect(shownIn(third)).toBe(ids[0]);
    // Each has its own, as windows do unless people choose otherwise.
    expect(new Set([panel, other, third].map(shownIn)).size).toBe(3);
    expect([panel, other].map(shownIn)).not.toContain(ids[2]);
    expect(await panel.send('goes on')).toBeNull();
    await flow.until(() => panel.answers().at(-1)?.status === 'complete');
    expect(third.questions()).toHaveLength(1);
  });

  it('leaves an empty one where there is no other', async () => {
    const flow = await createFlow();
    const panel = flow.openPanel();
    await panel.send('only');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    const only = shownIn(panel);
    await change(panel, { type: 'chats/remove', id: only });
    expect(panel.messages()).toEqual([]);
    expect(shownIn(panel)).not.toBe(only);
    await flow.advance(undoMs);
    expect(await storedWords(flow)).toEqual([]);
    expect(await panel.send('works')).toBeNull();
    await flow.until(() => panel.answers()[0]?.status === 'complete');
  });

  it('sends nothing more; brought back, all that waited goes out', async () => {
    const { flow, panel, ids } = await threeChats();
    flow.setOnline(false);
    await panel.send('later');
    await panel.send('and later');
    await change(panel, { type: 'chats/remove', id: ids[2] });
    expect((await listed(panel)).removed).toEqual([{ id: ids[2], title: 'three', waiting: 2 }]);
    flow.setOnline(true);
    await flow.advance(undoMs / 2);
    expect(storedQuestions(flow)).not.toContain('later');
    expect(await change(panel, { type: 'chats/restore', id: ids[2] })).toBe(true);
    await flow.until(() => storedQuestions(flow).includes('and later'));
    await flow.advance(undoMs);
    expect(storedQuestions(flow)).toEqual(['one', 'two', 'three', 'later', 'and later']);
    expect(await titlesIn(panel)).toEqual(['three', 'two', 'one']);
  });

  it('in the middle of its answer ends its connection; brought back, the answer is whole', async () => {
    const assistant = createHeldAssistant(['a ', 'b ', 'c']);
    const flow = await createFlow({ assistant });
    const panel = flow.openPanel();
    await panel.send('Go');
    assistant.release(1);
    await flow.until(() => panel.texts()[0] === 'a ');
    const id = shownIn(panel);
    await change(panel, { type: 'chats/remove', id });
    assistant.release();
    await flow.advance(undoMs / 2);
    expect(panel.messages()).toEqual([]);
    await change(panel, { type: 'chats/restore', id });
    await change(panel, { type: 'chats/open', id });
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(panel.texts()).toEqual(['a b c']);
    expect(storedQuestions(flow)).toEqual(['Go']);
  });

  it('while something is typed in it in another window keeps that for its return', async () => {
    const { flow, panel, ids } = await threeChats();
    const other = flow.openPanel(2);
    await flow.until(() => other.status() === 'connected');
    await change(other, { type: 'chats/open', id: ids[2] });
    await change(panel, { type: 'chats/open', id: ids[0] });
    const typed = other.request({ type: 'draft/save', text: 'last words' });
    await change(panel, { type: 'chats/remove', id: ids[2] });
    expect(await typed).toEqual({ ok: true, value: undefined });
    expect(other.view()?.draft.text).toBe('');
    await change(other, { type: 'chats/restore', id: ids[2] });
    await change(other, { type: 'chats/open', id: ids[2] });
    expect(other.view()?.draft.text).toBe('last words');
  });

  it('is gone for good once everything was deleted', async () => {
    const { flow, panel, ids } = await threeChats();
    await change(panel, { type: 'chats/remove', id: ids[0] });
    const erased = await flow.openOptions().request({ type: 'data/erase' });
    // What was deleted before is not counted once more.
    expect(erased).toEqual({ ok: true, value: { conversations: 2 } });
    expect(await change(panel, { type: 'chats/restore', id: ids[0] })).toBe(false);
    expect(await listed(panel)).toEqual({ chats: [], removed: [] });
    await flow.advance(undoMs);
    expect(await storedRows(flow)).toMatchObject({ conversations: 1, messages: 0 });
  });

  it.each([0, 1, 2, 3, 5, 8])(
    'a message sent into it %i turns later is refused, or comes back with it',
    async (turns) => {
      const { flow, panel, ids } = await threeChats();
      const other = flow.openPanel(2);
      await flow.until(() => other.status() === 'connected');
      await change(other, { type: 'chats/open', id: ids[2] });
      expect(shownIn(other)).toBe(ids[2]);
      const removing = change(panel, { type: 'chats/remove', id: ids[2] });
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const sent = other.send('late');
      await removing;
      const problem = await sent;
      await flow.advance(undoMs / 2);
      // Nobody has lost words without being told, and nobody has sent them where they did not want them.
      if (problem === null)
        expect(storedQuestions(flow).filter((text) => text === 'late').length).toBeLessThan(2);
      else expect(problem).toEqual({ code: 'conversation-changed' });
      await change(panel, { type: 'chats/restore', id: ids[2] });
      await flow.advance(60_000);
      expect(storedQuestions(flow).filter((text) => text === 'late')).toHaveLength(problem === null ? 1 : 0);
    },
  );
});

describe('asked for again', () => {
  it('what is done already stays as it is', async () => {
    const { flow, panel, ids } = await threeChats();
    const twice = async (command: Parameters<typeof change>[1]): Promise<boolean[]> =>
      Promise.all([change(panel, command), change(panel, command)]);
    expect(await twice({ type: 'chats/rename', id: ids[0], title: 'First' })).toEqual([true, true]);
    expect(await twice({ type: 'chats/pin', id: ids[0], isPinned: true })).toEqual([true, true]);
    expect(await twice({ type: 'chats/remove', id: ids[1] })).toEqual([true, true]);
    expect(await twice({ type: 'chats/restore', id: ids[1] })).toEqual([true, true]);
    expect((await listed(panel)).chats.map(({ title, isPinned }) => [title, isPinned])).toEqual([
      ['three', false],
      ['two', false],
      ['First', true],
    ]);
    await flow.advance(undoMs * 2);
    expect(await titlesIn(panel)).toHaveLength(3);
  });

  it('a chat deleted, brought back and deleted anew has all its time again', async () => {
    const { flow, panel, ids } = await threeChats();
    await change(panel, { type: 'chats/remove', id: ids[0] });
    await flow.advance(undoMs - 1000);
    await change(panel, { type: 'chats/restore', id: ids[0] });
    await change(panel, { type: 'chats/remove', id: ids[0] });
    await flow.advance(undoMs - 1000);
    expect(await change(panel, { type: 'chats/restore', id: ids[0] })).toBe(true);
  });
});

describe('a private window', () => {
  it('lists none: each of its chats is a temporary one', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPrivatePanel();
    await flow.until(() => panel.status() === 'connected');
    await askEach(flow, panel, 'one', 'two');
    expect(await listed(panel)).toMatchObject({ chats: [], removed: [] });
    expect(await storedRows(flow)).toMatchObject({ conversations: 0, messages: 0 });
    expect(flow.alarm()).toBeNull();
  });
});
