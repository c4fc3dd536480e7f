import { describe, expect, it } from 'vitest';
import { undoMs } from '../../lib/background/chats/chat-deletion.ts';
import { askEach, listed, shownIn } from './chats.ts';
import { createFlow, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';
import { storedRows, storedWords } from './stored-rows.ts';

/* Whenever the worker dies, what was asked for is done once it is answered: all of it, and nothing else. */

interface Deletable {
  readonly flow: Flow;
  readonly panel: PanelProbe;
  /** Answered. */
  readonly one: string;
  /** On screen, with a message that waits. */
  readonly two: string;
}

async function open(): Promise<Deletable> {
  const flow = await createFlow();
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  const [one = '', two = ''] = await askEach(flow, panel, 'one', 'two');
  flow.setOnline(false);
  await panel.send('waits');
  await flow.settle();
  return { flow, panel, one, two };
}

type Command = Parameters<PanelProbe['request']>[0];

/** Asks for it, and waits for the answer, whichever worker gives it. */
async function answered({ flow, panel }: Deletable, command: Command): Promise<unknown> {
  let reply: unknown;
  void panel.request(command).then((given) => (reply = given));
  await flow.until(() => reply !== undefined);
  return reply;
}

/** Does it with a worker that dies before its nth touch, for every n there is; `check`: what must be true then. */
async function dieEverywhere(
  prepare: (at: Deletable) => Promise<void>,
  command: (at: Deletable) => Command,
  check: (at: Deletable) => Promise<void>,
): Promise<number> {
  for (let touch = 1; ; touch += 1) {
    const at = await open();
    try {
      await prepare(at);
      const from = at.flow.trace.length;
      at.flow.killWorkerAt(touch);
      expect(await answered(at, command(at))).toEqual({ ok: true, value: { isThere: true } });
      const ended = at.flow.trace.length - from;
      // Behind the answer nobody dies any more: what is looked at is what is left.
      at.flow.killWorkerAt(Infinity);
      await at.flow.settle();
      await check(at);
      if (ended < touch) return touch;
    } finally {
      await at.flow.close();
    }
  }
}

const nothing = (): Promise<void> => Promise.resolve();

async function expectChats({ panel }: Deletable, titles: readonly string[], removed: readonly string[]) {
  const list = await listed(panel);
  expect({
    titles: list.chats.map(({ title }) => title),
    removed: list.removed.map(({ title }) => title),
  }).toEqual({ titles, removed });
}

describe('a worker that dies at any touch', () => {
  it('while a chat is renamed has renamed it', async () => {
    const touches = await dieEverywhere(
      nothing,
      ({ two }) => ({ type: 'chats/rename', id: two, title: 'Second' }),
      async (at) => {
        await expectChats(at, ['Second', 'one'], []);
        expect(at.panel.view()?.conversation.title).toBe('Second');
      },
    );
    expect(touches).toBeGreaterThan(3);
  });

  it('while a chat is pinned has pinned it', async () => {
    await dieEverywhere(
      nothing,
      ({ one }) => ({ type: 'chats/pin', id: one, isPinned: true }),
      async ({ panel }) => {
        expect((await listed(panel)).chats.map(({ isPinned }) => isPinned)).toEqual([false, true]);
      },
    );
  });

  it('while a chat is opened shows it', async () => {
    await dieEverywhere(
      nothing,
      ({ one }) => ({ type: 'chats/open', id: one }),
      async ({ flow, panel, one }) => {
        await flow.until(() => panel.status() !== null && shownIn(panel) === one);
        expect(panel.questions().map(({ text }) => text)).toEqual(['one']);
      },
    );
  });

  it('while a chat is deleted has hidden it, goes on with another, and sends nothing of it', async () => {
    const touches = await dieEverywhere(
      nothing,
      ({ two }) => ({ type: 'chats/remove', id: two }),
      async (at) => {
        const { flow, panel, one, two } = at;
        await flow.until(() => shownIn(panel) !== two);
        expect(shownIn(panel)).toBe(one);
        await expectChats(at, ['one'], ['two']);
        expect((await storedWords(flow)).toSorted()).toEqual(['one', 'two', 'waits']);
        flow.setOnline(true);
        await flow.advance(3 * undoMs);
        expect(storedQuestions(flow)).toEqual(['one', 'two']);
        expect(await storedWords(flow)).toEqual(['one']);
        await flow.until(() => flow.alarm() === null);
      },
    );
    expect(touches).toBeGreaterThan(8);
  });

  it('while that is undone has brought all of it back, and sends what waited once', async () => {
    const touches = await dieEverywhere(
      async (at) => {
        await answered(at, { type: 'chats/remove', id: at.two });
        at.flow.setOnline(true);
        await at.flow.settle();
      },
      ({ two }) => ({ type: 'chats/restore', id: two }),
      async (at) => {
        const { flow, panel, one } = at;
        await flow.until(() => storedQuestions(flow).includes('waits'));
        await flow.advance(3 * undoMs);
        expect(storedQuestions(flow)).toEqual(['one', 'two', 'waits']);
        await expectChats(at, ['two', 'one'], []);
        expect(shownIn(panel)).toBe(one);
      },
    );
    expect(touches).toBeGreaterThan(3);
  });

  it('while a deleted chat is to go for good leaves all of it or nothing, and the next one ends it', async () => {
    for (let touch = 1; touch <= 6; touch += 1) {
      const { flow, panel, two } = await open();
      try {
        await panel.request({ type: 'chats/remove', id: two });
        await flow.advance(undoMs - 1);
        await flow.settle();
        flow.killWorkerAt(touch);
        await flow.advance(3 * undoMs);
        expect(await storedWords(flow)).toEqual(['one']);
        expect(await storedRows(flow)).toMatchObject({ conversations: 1, messages: 2, batches: 0 });
        await flow.until(() => flow.alarm() === null);
      } finally {
        await flow.close();
      }
    }
  });
});

describe('a worker that is gone when the time for undoing is over', () => {
  it('comes back by its alarm, with no panel open, and ends it', async () => {
    const { flow, panel, two } = await open();
    try {
      await panel.request({ type: 'chats/remove', id: two });
      panel.close();
      flow.killWorker();
      expect(flow.alarm()).not.toBeNull();
      await flow.advance(60_000);
      expect(await storedWords(flow)).toEqual(['one']);
      expect(flow.alarm()).toBeNull();
    } finally {
      await flow.close();
    }
  });

  it('does not wait for longer, though the clock was set back meanwhile', async () => {
    const { flow, panel, two } = await open();
    try {
      await panel.request({ type: 'chats/remove', id: two });
      const database = await import('idb').then(({ openDB }) => openDB(flow.databaseName));
      const record = (await database.get('conversations', two)) as { deletedAt: number };
      await database.put('conversations', { ...record, deletedAt: record.deletedAt + 24 * 60 * 60_000 });
      database.close();
      flow.killWorker();
      await flow.advance(60_000);
      expect(await storedWords(flow)).toEqual(['one']);
    } finally {
      await flow.close();
    }
  });
});
