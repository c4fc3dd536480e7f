import { describe, expect, it, vi } from 'vitest';
import { replies } from '../doubles/replies.ts';
import type { Command, CommandOf } from '../../lib/messaging/commands.ts';
import { emptySnapshot } from '../doubles/fake-page-port.ts';
import { settingsView } from '../view/settings-view.ts';
import {
  greeting,
  openPage,
  patch,
  readSettings,
  requests,
  snapshot,
  withFakeTimers,
} from './page-setting.ts';

withFakeTimers();

describe('the greeting', () => {
  it('is the first thing said on each port, before what was asked meanwhile', async () => {
    let tell: (command: CommandOf<'panel/open'>) => void = () => undefined;
    const setting = await openPage({
      greeting: () =>
        new Promise((resolve) => {
          tell = resolve;
        }),
    });
    void setting.page.request({ type: 'conversation/new' });
    expect(setting.asked()).toEqual([]);
    tell(greeting);
    await vi.advanceTimersByTimeAsync(0);
    expect(setting.asked()).toEqual(['panel/open', 'conversation/new']);

    setting.latest().drop();
    await vi.advanceTimersByTimeAsync(0);
    expect(setting.asked()).toEqual([]);
    tell(greeting);
    await vi.advanceTimersByTimeAsync(0);
    expect(setting.asked()).toEqual(['panel/open', 'conversation/new']);
    expect(setting.ports).toHaveLength(2);
  });

  it('of a port that died while it was made is not said on the next', async () => {
    const tell: ((command: CommandOf<'panel/open'>) => void)[] = [];
    const setting = await openPage({ greeting: () => new Promise((resolve) => void tell.push(resolve)) });
    setting.latest().drop();
    await vi.advanceTimersByTimeAsync(0);
    tell[0]?.(greeting);
    await vi.advanceTimersByTimeAsync(0);
    expect(setting.asked()).toEqual([]);
    tell[1]?.(greeting);
    await vi.advanceTimersByTimeAsync(0);
    expect(setting.asked()).toEqual(['panel/open']);
  });

  it('is left out where a page has none', async () => {
    const setting = await openPage({ greeting: null });
    void setting.page.request(readSettings);
    expect(setting.asked()).toEqual(['settings/read']);
  });
});

describe('snapshots and patches', () => {
  it('come in order, and nothing before the first snapshot', async () => {
    const setting = await openPage();
    for (const push of [patch(1), snapshot(2), patch(3), patch(4)]) setting.latest().say(push);
    expect(setting.pushes).toEqual([snapshot(2), patch(3), patch(4)]);
    expect(setting.asked()).toEqual(['panel/open']);
  });

  it('with a gap are asked for again, and what follows waits for the snapshot', async () => {
    const setting = await openPage();
    for (const push of [snapshot(1), patch(3), patch(4)]) setting.latest().say(push);
    expect(setting.asked()).toEqual(['panel/open', 'panel/resync']);
    expect(setting.pushes).toEqual([snapshot(1)]);
    setting.latest().say(snapshot(5));
    setting.latest().say(patch(6));
    expect(setting.pushes).toEqual([snapshot(1), snapshot(5), patch(6)]);
  });

  it('of another conversation find the last words for the one before on their way to that one', async () => {
    const setting = await openPage();
    setting.latest().say(snapshot(1));
    setting.page.subscribe(() => void setting.page.request({ type: 'draft/save', text: 'last words' }));
    const other = { ...emptySnapshot, conversation: { id: 'c2', title: '' } };
    setting.latest().say({ type: 'snapshot', revision: 2, snapshot: other });
    void setting.page.request({ type: 'conversation/new' });
    expect(requests(setting.latest()).map(({ command, about }) => [command.type, about])).toEqual([
      ['panel/open', undefined],
      ['draft/save', 'c1'],
      ['conversation/new', 'c2'],
    ]);
  });

  it('that come twice count once', async () => {
    const setting = await openPage();
    for (const push of [snapshot(1), patch(2), patch(2), patch(1)]) setting.latest().say(push);
    expect(setting.pushes).toEqual([snapshot(1), patch(2)]);
    expect(setting.asked()).toEqual(['panel/open']);
  });

  it('of a port that is gone are not listened to', async () => {
    const setting = await openPage();
    const old = setting.latest();
    old.say(snapshot(1));
    old.drop();
    await vi.advanceTimersByTimeAsync(0);
    old.say(patch(2));
    // Numbers start anew with a new port: an old patch would fit by accident.
    setting.latest().say(patch(2));
    expect(setting.pushes).toEqual([snapshot(1)]);
  });

  it.each([
    ['nothing', undefined],
    ['a string', 'snapshot'],
    ['an unknown type', { type: 'execute', code: 'alert(1)' }],
    ['a snapshot without a view', { type: 'snapshot', revision: 2 }],
    ['a patch of an unknown kind', { type: 'patch', revision: 2, patch: { type: 'message/explode' } }],
    ['a revision that is no number', { ...patch(2), revision: '2' }],
    ['a reply to nobody', { type: 'reply', requestId: 999 }],
    ['a reply with an unknown problem', { type: 'reply', requestId: 1, problem: { code: 'surprise' } }],
  ])('are not confused by %s', async (_name, hostile) => {
    const setting = await openPage();
    setting.latest().say(snapshot(1));
    setting.latest().say(hostile);
    setting.latest().say(patch(2));
    expect(setting.pushes).toEqual([snapshot(1), patch(2)]);
  });

  it('leave a listener alone that has unsubscribed', async () => {
    const setting = await openPage();
    const told = vi.fn();
    setting.page.subscribe(told)();
    setting.latest().say(snapshot(1));
    expect(told).not.toHaveBeenCalled();
  });
});

describe('a request', () => {
  it('resolves with the value of its own reply', async () => {
    const setting = await openPage({ greeting: null });
    const settings = setting.page.request(readSettings);
    const beat = setting.page.request({ type: 'heartbeat' });
    setting.reply('heartbeat');
    setting.reply('settings/read', { value: settingsView() });
    expect(await settings).toEqual({ ok: true, value: settingsView() });
    expect(await beat).toEqual({ ok: true, value: undefined });
  });

  it.each<[string, Command, unknown]>([
    ['another shape', readSettings, { some: 'settings' }],
    ['no value', readSettings, undefined],
    ['a value where there is none', { type: 'conversation/new' }, 'done'],
    [
      'a message of another kind',
      { type: 'history/earlier', before: 9 },
      { messages: [{}], hasEarlier: false },
    ],
  ])('whose reply has %s resolves with a fault of ours', async (_name, command, value) => {
    const setting = await openPage({ greeting: null });
    const asked = setting.page.request(command);
    setting.reply(command.type, { value });
    expect(await asked).toEqual({ ok: false, failure: { code: 'internal' } });
  });

  it('resolves with no more than its row knows', async () => {
    const setting = await openPage({ greeting: null });
    const asked = setting.page.request({ type: 'data/erase' });
    setting.reply('data/erase', { value: { conversations: 3, whose: 'everybody' } });
    expect(await asked).toEqual({ ok: true, value: { conversations: 3 } });
  });

  it('resolves with the problem of its reply', async () => {
    const setting = await openPage();
    const asked = setting.page.request({ type: 'page/attach' });
    setting.reply('page/attach', { problem: { code: 'page-empty', subject: 'A tab' } });
    expect(await asked).toEqual({ ok: false, failure: { code: 'page-empty', subject: 'A tab' } });
  });

  it('whose reply was lost with the worker is sent again, under its number, and answered once', async () => {
    const setting = await openPage();
    setting.reply('panel/open');
    const asked = setting.page.request({ type: 'conversation/new' });
    const before = requests(setting.latest()).at(-1);
    setting.latest().drop();
    await vi.advanceTimersByTimeAsync(0);
    expect(setting.asked()).toEqual(['panel/open', 'conversation/new']);
    // Marked, because the dead worker may have done it.
    expect(requests(setting.latest()).at(-1)).toEqual({ ...before, again: true });
    setting.reply('conversation/new');
    setting.reply('conversation/new');
    expect((await asked).ok).toBe(true);
  });

  it('that was answered is not sent again', async () => {
    const setting = await openPage({ greeting: null });
    void setting.page.request(readSettings);
    setting.reply('settings/read');
    setting.latest().drop();
    await vi.advanceTimersByTimeAsync(0);
    expect(setting.asked()).toEqual([]);
  });

  it('on a port that died a moment ago goes out with the next one', async () => {
    const setting = await openPage({ greeting: null });
    setting.latest().breakPosting();
    const asked = setting.page.request(readSettings);
    setting.latest().drop();
    await vi.advanceTimersByTimeAsync(0);
    setting.reply('settings/read', { value: settingsView() });
    expect((await asked).ok).toBe(true);
  });
});

describe('shapes that are read later', () => {
  const prompts = { own: [], organisation: [] };

  it('are read when a command of theirs is sent first, once, and in the order in which they were sent', async () => {
    const laterReplies = vi.fn(() => Promise.resolve(replies));
    const setting = await openPage({ laterReplies });
    const read = setting.page.request({ type: 'prompts/read' });
    void setting.page.request({ type: 'chats/list' });
    await vi.advanceTimersByTimeAsync(0);
    expect(setting.asked()).toEqual(['panel/open', 'prompts/read', 'chats/list']);
    setting.reply('prompts/read', { ok: true, value: prompts });
    expect(await read).toEqual({ ok: true, value: prompts });
    expect(laterReplies).toHaveBeenCalledTimes(1);
  });

  it('that can’t be had are a named failure, and asked for again by the next', async () => {
    const laterReplies = vi.fn(() => Promise.resolve(replies));
    laterReplies.mockRejectedValueOnce(new TypeError('gone'));
    const setting = await openPage({ laterReplies });
    expect(await setting.page.request({ type: 'prompts/read' })).toEqual({
      ok: false,
      failure: { code: 'background-silent' },
    });
    void setting.page.request({ type: 'prompts/read' });
    await vi.advanceTimersByTimeAsync(0);
    expect(setting.asked()).toEqual(['panel/open', 'prompts/read']);
  });
});
