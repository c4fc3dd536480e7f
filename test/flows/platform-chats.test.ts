import { describe, expect, it } from 'vitest';
import { fence } from '../../lib/page-context/fence.ts';
import { attachment } from '../storage/records.ts';
import { begunElsewhere, type BegunElsewhere, type SaidElsewhere } from './begun-elsewhere.ts';
import { failsRest, wrongShape } from '../platform/behaviours.ts';
import { newestFirst, newestOnly, oldestOnly, paged } from '../platform/history-shapes.ts';
import type { StoredChat } from '../platform/store/store.ts';
import { createFlow as makeFlow, flowFixture, type Flow, type FlowOptions } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { ada, haveAccounts, signIn } from './people.ts';
import { requestsTo, storedQuestions } from './platform-view.ts';
import { storedContents, storedRows } from './stored-rows.ts';

const createFlow = flowFixture();
const tides = ['How high is the tide?', 'Fifteen metres.', 'And at night?', 'The same.'];
const list = '/api/v1/chat/list';

interface Begun extends BegunElsewhere {
  readonly flow: Flow;
  readonly panel: PanelProbe;
}

async function open(
  said: Readonly<Record<string, SaidElsewhere>> = { Tides: tides },
  options: FlowOptions = {},
  hasIds = false,
): Promise<Begun> {
  const begun = begunElsewhere(said, { hasIds });
  const flow = await createFlow({ store: begun.store, ...options });
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  return { ...begun, flow, panel };
}

const titled = (chat: StoredChat, title: string): StoredChat => ({ ...chat, title });

const read = ({ panel, chats }: Begun, n = 0) =>
  panel.request({ type: 'platform-chats/open', chatId: chats[n]?.id ?? '', title: chats[n]?.title ?? '' });

const shown = (panel: PanelProbe): string[] =>
  panel.messages().map(({ text, status }) => `${status}: ${text}`);
const asSaid = tides.map((text, n) => `${n % 2 === 0 ? 'sent' : 'complete'}: ${text}`);

describe('the chats that this browser does not know', () => {
  it('are asked for when a person looks for them, and not before', async () => {
    const { flow, panel } = await open();
    await panel.send('Hello');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(requestsTo(flow, 'GET', list)).toEqual([]);
    await panel.request({ type: 'platform-chats/list' });
    expect(requestsTo(flow, 'GET', list)).toHaveLength(1);
  });

  it('are listed without those that it has', async () => {
    const { flow, panel, chats } = await open({ Tides: tides, Bread: ['Rye?', 'Yes.'] });
    await panel.send('Hello');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(flow.platform.chats()).toHaveLength(3);
    const listed = await panel.request({ type: 'platform-chats/list' });
    expect(listed).toMatchObject({ ok: true, value: { isWhole: true } });
    const told = listed.ok ? listed.value.chats.map(({ chatId, title }) => `${title} ${chatId}`) : [];
    expect(told.toSorted()).toEqual(chats.map(({ id, title }) => `${title} ${id}`).toSorted());
  });

  it('give their titles to those that it has, where the platform has one and no person does', async () => {
    const { store } = begunElsewhere({});
    let given: string | null = null;
    const renaming = {
      ...store,
      chatsOf: (...whose: Parameters<typeof store.chatsOf>) =>
        store.chatsOf(...whose).map((chat) => (given === null ? chat : titled(chat, given))),
    };
    const { flow, panel } = await open({}, { store: renaming });
    const named = async (): Promise<string[]> => {
      await panel.request({ type: 'platform-chats/list' });
      const { conversations } = await storedContents(flow);
      return (conversations as { title: string }[]).map(({ title }) => title);
    };
    await panel.send('How deep is the sea?');
    await flow.until(() => panel.texts()[0] === 'ok');
    // What it was created with is no title.
    expect(await named()).toEqual(['How deep is the sea?']);
    given = 'Depths';
    expect(await named()).toEqual(['Depths']);
    expect(panel.view()?.conversation.title).toBe('Depths');
    const id = panel.view()?.conversation.id ?? '';
    await panel.request({ type: 'chats/rename', id, title: 'Mine' });
    given = 'Abysses';
    expect(await named()).toEqual(['Mine']);
  });

  it.each([
    ['nobody lists them', failsRest({ method: 'GET', path: list, status: 404 }), 'chats-unlisted'],
    ['it may not', failsRest({ method: 'GET', path: list, status: 403 }), 'scope-missing'],
    ['the answer makes no sense', wrongShape({ method: 'GET', path: list }), 'unexpected-reply'],
    ['it fails', failsRest({ method: 'GET', path: list, status: 500, times: Infinity }), 'server-error'],
  ])('where %s, the cause is told', async (_, behaviour, code) => {
    const { flow, panel } = await open();
    flow.platform.script(behaviour);
    const asked = panel.request({ type: 'platform-chats/list' });
    let told: unknown = null;
    void asked.then((reply) => (told = reply));
    await flow.until(() => told !== null);
    expect(await asked).toMatchObject({ ok: false, failure: { code } });
  });

  it('are none where a secure proxy is between, which is not asked', async () => {
    const flow = await createFlow({ profile: { protocol: 'proxy' } });
    const panel = flow.openPanel();
    await flow.until(() => panel.view() !== null);
    await flow.settle();
    const before = flow.platform.received.rest.length;
    expect(await panel.request({ type: 'platform-chats/list' })).toMatchObject({
      ok: false,
      failure: { code: 'chats-unlisted' },
    });
    expect(flow.platform.received.rest).toHaveLength(before);
  });
});

describe('one of them', () => {
  it('is read back with its title, its pages and its sources, and shown', async () => {
    const begun = begunElsewhere({ Tides: tides });
    const [chat] = begun.chats;
    if (chat === undefined) throw new Error('no chat');
    const source = { title: 'Severn', url: 'https://tides.example/', snippet: '15 m' };
    const asked = { role: 'user', content: fence([attachment], 'What of this page?') } as const;
    const answer = { role: 'assistant', content: 'Much.', metadata: { sources: [source], total_tokens: 7 } };
    begun.store.put(chat, begun.store.message(asked));
    begun.store.put(chat, begun.store.message({ ...answer, role: 'assistant' }));
    const flow = await createFlow({ store: begun.store, describesAnswers: true });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    expect(await read({ ...begun, flow, panel })).toMatchObject({ ok: true });
    expect(panel.view()?.conversation.title).toBe('Tides');
    expect(shown(panel)).toEqual([...asSaid, 'sent: What of this page?', 'complete: Much.']);
    const { id, url, title, text } = attachment;
    expect(panel.questions().at(-1)?.attachments).toMatchObject([{ id, url, title, text }]);
    expect(panel.answers().at(-1)).toMatchObject({ sources: [source], totalTokens: 7 });
    expect(panel.answers().map(({ replyTo }) => replyTo)).toEqual(panel.questions().map((q) => q.id));
  });

  it.each([
    ['with ids', true],
    ['without', false],
  ])('is gone on with, on a platform %s', async (_, hasIds) => {
    const begun = await open({ Tides: tides }, { echoClientMessageId: hasIds }, hasIds);
    const { flow, panel, chats } = begun;
    await read(begun);
    await flow.until(() => panel.status() === 'connected');
    await panel.send('And tomorrow?');
    await flow.until(() => panel.answers()[2]?.status === 'complete');
    expect(shown(panel)).toEqual([...asSaid, 'sent: And tomorrow?', 'complete: ok']);
    expect(chats[0]?.messages.map(({ content }) => content)).toEqual([...tides, 'And tomorrow?', 'ok']);
    // The one that the panel had opened with, and this.
    expect(flow.platform.chats()).toHaveLength(2);
  });

  it('is the same conversation whoever opens it, also in two windows at once', async () => {
    const begun = await open();
    const { flow, panel } = begun;
    const other = flow.openPanel(2);
    await flow.until(() => other.status() === 'connected');
    await Promise.all([read(begun), read({ ...begun, panel: other })]);
    expect(other.view()?.conversation.id).toBe(panel.view()?.conversation.id);
    expect(shown(other)).toEqual(asSaid);
    await panel.request({ type: 'conversation/new' });
    await read(begun);
    expect(panel.view()?.conversation.id).toBe(other.view()?.conversation.id);
    expect(requestsTo(flow, 'GET', `/api/v1/chat/${begun.chats[0]?.id}/messages`)).toHaveLength(1);
    expect(await panel.request({ type: 'platform-chats/list' })).toMatchObject({ value: { chats: [] } });
    expect((await storedContents(flow))['messages']).toHaveLength(tides.length);
  });

  it.each([
    ['has none of it any more', 404, 'chat-gone'],
    ['says that it is not ours', 403, 'scope-missing'],
  ])('that the platform %s is told, and nothing of it is kept', async (_, status, code) => {
    const begun = await open();
    const { flow, panel } = begun;
    await flow.settle();
    const before = await storedRows(flow);
    flow.platform.script(failsRest({ method: 'GET', path: '/api/v1/chat/{id}/messages', status }));
    expect(await read(begun)).toMatchObject({ ok: false, failure: { code } });
    expect(panel.messages()).toEqual([]);
    await flow.settle();
    expect(await storedRows(flow)).toEqual(before);
  });

  it('of somebody else is gone for us', async () => {
    const begun = begunElsewhere({ Theirs: tides }, { owner: 'somebody-else' });
    const flow = await createFlow({ store: begun.store, auth: 'required' });
    await haveAccounts(flow, ada);
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'sign-in-needed');
    await signIn(panel, ada);
    await flow.until(() => panel.status() === 'connected');
    expect(await panel.request({ type: 'platform-chats/list' })).toMatchObject({ value: { chats: [] } });
    expect(await read({ ...begun, flow, panel })).toMatchObject({ failure: { code: 'chat-gone' } });
  });

  it('without a word in it is empty, and can be asked in', async () => {
    const begun = await open({ Nothing: [] });
    const { flow, panel, chats } = begun;
    await read(begun);
    await flow.until(() => panel.status() === 'connected');
    expect(panel.view()?.conversation.title).toBe('Nothing');
    await panel.send('First');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(chats[0]?.messages.map(({ content }) => content)).toEqual(['First', 'ok']);
    expect(panel.view()?.conversation.title).toBe('Nothing');
  });

  it.each([
    ['turned round', newestFirst, asSaid, undefined],
    ['a page of it, which it says', paged(2, 'has_more'), asSaid.slice(0, 2), true],
    ['the newest two, and not a word of the rest', newestOnly(2), asSaid.slice(2), undefined],
  ])('whose history is %s is shown as far as it is told', async (_, shape, expected, isPart) => {
    const begun = await open();
    begun.flow.platform.shapeHistory(shape);
    await read(begun);
    expect(shown(begun.panel)).toEqual(expected);
    expect(begun.panel.view()?.conversation.isPart).toBe(isPart);
  });

  it('whose last answer is still being written is shown as cut off, and one that has stopped changing as whole', async () => {
    const begun = await open();
    const { flow, panel } = begun;
    let told = 'The sa';
    flow.platform.shapeHistory((items) => ({
      body: {
        items: items.map(({ created_at: _, content, ...item }, n) => ({
          ...item,
          created_at: '',
          content: n === 3 ? (told += 'm') : content,
        })),
      },
    }));
    const growing = read(begun);
    let isRead = false;
    void growing.then(() => (isRead = true));
    await flow.until(() => isRead);
    expect(shown(panel).at(-1)).toBe('interrupted: The samm');
  });
});

describe('what leaves after it was read back', () => {
  /** One question, asked in the chat that was read, whose line breaks before the platform has it, or after. */
  async function askOver(shape: Parameters<Flow['platform']['shapeHistory']>[0], arrives: boolean) {
    const said = ['yes', 'one', 'yes', 'two'];
    const begun = await open({ Yes: said }, { echoClientMessageId: false });
    const { flow, panel, chats } = begun;
    flow.platform.shapeHistory(shape);
    await read(begun);
    await flow.until(() => panel.status() === 'connected');
    flow.platform.script({ point: 'ending', kind: 'cuts-unanswered', stored: arrives ? 'at-once' : 'never' });
    await panel.send('yes');
    await flow.until(
      () =>
        ['sent', 'unknown'].includes(panel.questions().at(-1)?.status ?? '') &&
        panel.status() === 'connected',
      20 * 60_000,
    );
    const asked = chats[0]?.messages.filter(({ role, content }) => role === 'user' && content === 'yes');
    return { times: (asked?.length ?? 0) - 2, status: panel.questions().at(-1)?.status };
  }

  it.each([
    ['whole', (items: readonly object[]) => ({ body: { items } })],
    ['the oldest four only', oldestOnly(4)],
    ['the newest four only', newestOnly(4)],
  ])('is never doubled by a history that is %s, and never lost without a word', async (_, shape) => {
    const arrived = await askOver(shape, true);
    expect(arrived.times).toBe(1);
    const lost = await askOver(shape, false);
    // Nobody can say whether it is there, so a person is asked.
    expect(lost).toEqual({ times: 0, status: 'unknown' });
  });
});

describe('a worker that dies while one of them is opened', () => {
  it('leaves nothing half, wherever it dies: it is there whole, and once', async () => {
    let touches: readonly string[] = [];
    for (let touch = 1; ; touch += 1) {
      const { store, chats } = begunElsewhere({ Tides: tides });
      const flow = await makeFlow({ store });
      try {
        const panel = flow.openPanel();
        await flow.until(() => panel.status() === 'connected');
        const from = flow.trace.length;
        flow.killWorkerAt(touch);
        let reply: unknown = null;
        void read({ store, chats, flow, panel }).then((told) => (reply = told));
        await flow.until(() => reply !== null);
        await flow.until(() => panel.status() === 'connected' && panel.messages().length > 0);
        await flow.settle();
        const last = flow.trace[from + touch - 1];
        if (last === undefined) break;
        touches = flow.trace.slice(from, from + touch);
        const when = `died before ${touch}: ${last}`;
        const rows = await storedContents(flow);
        expect({ when, reply, shown: shown(panel), messages: rows['messages']?.length }).toEqual({
          when,
          reply: { ok: true, value: undefined },
          shown: asSaid,
          messages: tides.length,
        });
        expect(
          rows['conversations']?.filter((row) => (row as { chatId: string }).chatId === chats[0]?.id),
        ).toHaveLength(1);
      } finally {
        await flow.close();
      }
      if (touches.length < touch) break;
    }
    expect(touches.map((name) => name.replace(/(?<=\/chat\/)[\da-f-]{36}/, '{id}'))).toEqual(
      expect.arrayContaining([
        'port asks platform-chats/open',
        'fetch GET /api/v1/chat/{id}/messages',
        'fetched 200 /api/v1/chat/{id}/messages',
        'database readwrite conversations+messages',
        'port: snapshot',
        'port: reply',
      ]),
    );
  });
});

describe('a chat that is known here and gone there', () => {
  it('goes on in a new one, and that is told', async () => {
    const begun = await open();
    const { flow, panel, store, chats } = begun;
    await read(begun);
    await flow.until(() => panel.status() === 'connected');
    store.findChat = (id) => (id === chats[0]?.id ? undefined : store.chats().find((chat) => chat.id === id));
    flow.platform.drop();
    await panel.send('Still there?');
    await flow.until(() => shown(panel).at(-1) === 'complete: ok');
    expect(panel.problem()).toMatchObject({ code: 'chat-renewed' });
    expect(shown(panel)).toEqual([...asSaid, 'sent: Still there?', 'complete: ok']);
    expect(storedQuestions(flow).filter((text) => text === 'Still there?')).toHaveLength(1);
    await panel.request({ type: 'problem/dismiss' });
    expect(panel.problem()).toBeNull();
  });
});
