import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAccountStore } from '../../lib/view/account-store.ts';
import { createConnectionTest } from '../../lib/view/connection-test.ts';
import { createDataStore } from '../../lib/view/data-store.ts';
import { createDraft } from '../../lib/view/draft.ts';
import { createHeldState } from '../../lib/view/held-state.ts';
import { createLiveText } from '../../lib/view/live-text.ts';
import { createOptionsPage } from '../../lib/view/options-page.ts';
import { createFakeSiteAccess } from '../doubles/fake-site-access.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';
import { question } from './messages.ts';
import { account, ada, betaView, settings, settingsView } from './settings-view.ts';

/* What comes too late, comes twice, or is of something else by now. */

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A reply that comes when the test says so. */
function held() {
  let give: (value: { ok: true; value: unknown }) => void = () => undefined;
  const reply = new Promise<{ ok: true; value: unknown }>((resolve) => (give = resolve));
  return { reply, give: (value?: unknown) => give({ ok: true, value }) };
}

describe('a connection test that was forgotten', () => {
  function open() {
    const port = createFakePagePort();
    return { port, test: createConnectionTest({ port, settings: () => settings() }) };
  }

  it('tells its steps to nobody', async () => {
    const { port, test } = open();
    port.answer('settings/test', held().reply);
    void test.run();
    port.stage({ name: 'url', outcome: 'passed' });
    test.forget();
    port.stage({ name: 'server', outcome: 'passed' });
    expect(test.state()).toEqual({ testing: 'idle', stages: [], tested: null, problem: null });
  });

  it('and has ended is not shown as done', async () => {
    const { port, test } = open();
    const { reply, give } = held();
    port.answer('settings/test', reply);
    const run = test.run();
    test.forget();
    give();
    await run;
    expect(test.state().testing).toBe('idle');
  });

  it('is waited for by the next, which is not run where that was forgotten meanwhile', async () => {
    const { port, test } = open();
    const { reply, give } = held();
    port.answer('settings/test', reply);
    void test.run();
    test.forget();
    const second = test.run();
    expect(test.state().testing).toBe('running');
    expect(port.of('settings/test')).toHaveLength(1);
    test.forget();
    give();
    await second;
    expect(port.of('settings/test')).toHaveLength(1);
    expect(test.state().testing).toBe('idle');
  });

  it('hears nothing of what else is told while it runs', async () => {
    const { port, test } = open();
    port.answer('settings/test', held().reply);
    void test.run();
    port.snapshot();
    expect(test.state().stages).toEqual([]);
  });

  it('says nothing after it was closed', async () => {
    const { port, test } = open();
    const { reply, give } = held();
    port.answer('settings/test', reply);
    const run = test.run();
    test.close();
    give();
    await run;
    expect(test.state().testing).toBe('running');
  });
});

describe('how long conversations are kept', () => {
  async function open() {
    const port = createFakePagePort();
    const view = (keepDays: number | null) =>
      ({ ok: true, value: { keepDays, isLocked: false, conversations: 1 } }) as const;
    port.answer('data/read', view(30));
    const store = createDataStore(port);
    await settle();
    return { port, store, reads: (days: number | null) => port.answer('data/read', view(days)) };
  }

  it('follows what is stored as long as nothing else was chosen', async () => {
    const { store, reads } = await open();
    reads(90);
    store.ask();
    await settle();
    expect(store.state()).toMatchObject({ days: 90, view: { keepDays: 90 } });
    store.choose(7);
    reads(365);
    store.ask();
    await settle();
    expect(store.state()).toMatchObject({ days: 7, view: { keepDays: 365 } });
  });

  it('and their end is not asked about while it is under way', async () => {
    const { port, store } = await open();
    port.answer('data/erase', held().reply);
    store.ask();
    void store.erase();
    store.ask();
    store.cancel();
    expect(store.state().erasing.at).toBe('running');
  });

  it('is not erased before it was asked', async () => {
    const { port, store } = await open();
    await store.erase();
    store.cancel();
    expect(port.of('data/erase')).toEqual([]);
    expect(store.state().erasing.at).toBe('idle');
  });
});

describe('the draft', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function open(stored = '') {
    const saved: string[] = [];
    const draft = createDraft({ save: (text) => saved.push(text) });
    draft.adopt('c1', stored);
    return { draft, saved };
  }
  const queued = question({ id: 'q1', status: 'queued', text: 'Queued' });

  it('holds nothing of an edit that has ended', () => {
    const { draft, saved } = open();
    draft.type('Before');
    draft.edit(queued);
    draft.cancelEdit();
    expect(draft.state()).toEqual({ text: 'Before', editing: null, again: null, note: null });
    draft.type('After');
    draft.flush();
    expect(saved.at(-1)).toBe('After');
  });

  it('takes back a message while another is edited, and stores it by itself', () => {
    const { draft, saved } = open();
    draft.type('Sent');
    draft.take();
    draft.edit(queued);
    draft.giveBack('Sent');
    expect(draft.state().text).toBe('Queued');
    vi.advanceTimersByTime(100);
    expect(saved.at(-1)).toBe('Sent');
    draft.cancelEdit();
    expect(draft.state().text).toBe('Sent');
  });

  it('keeps what was taken until that very text has arrived', () => {
    const { draft, saved } = open();
    draft.type('One');
    draft.take();
    draft.type('Two');
    draft.take();
    draft.delivered('Other');
    draft.flush();
    expect(saved.at(-1)).toBe('One\nTwo');
    draft.delivered('One');
    draft.flush();
    expect(saved.at(-1)).toBe('Two');
    draft.delivered('Two');
    draft.flush();
    expect(saved.at(-1)).toBe('');
  });

  it.each<[string, (draft: ReturnType<typeof createDraft>) => void, stored: string, text: string]>([
    [
      'that came along stays, with what was typed since',
      (draft) => (draft.flush(), draft.type('Words, and more')),
      'Words',
      'Words, and more',
    ],
    ['that did not come along makes room', (draft) => draft.flush(), 'Other', 'Other'],
    ['that is empty came along to nowhere', (draft) => (draft.type(''), draft.flush()), '', ''],
    ['that was being edited makes room', (draft) => (draft.flush(), draft.edit(queued)), 'Words', 'Words'],
  ])('of one conversation, in the next: one %s', (_, act, stored, text) => {
    const { draft } = open();
    draft.type('Words');
    act(draft);
    draft.adopt('c2', stored);
    expect(draft.state()).toMatchObject({ text, editing: null });
  });

  it('that is empty in both, and typed into since, belongs to the first', () => {
    const { draft, saved } = open();
    draft.type('New');
    draft.adopt('c2', '');
    expect(saved).toEqual(['New']);
    expect(draft.state().text).toBe('');
  });

  it('is stored at its end, and tells nobody any more', () => {
    const { draft, saved } = open();
    const told = vi.fn<() => void>();
    draft.subscribe(told);
    draft.type('Last');
    draft.close();
    expect(saved).toEqual(['Last']);
    draft.type('Later');
    expect(told).toHaveBeenCalledOnce();
  });
});

describe('a text that was closed', () => {
  it('tells its reader nothing, though more comes', () => {
    const frames: (() => void)[] = [];
    const live = createLiveText(
      '',
      (callback) => (frames.push(callback), () => undefined),
      () => 0,
    );
    const reader = vi.fn<() => void>();
    live.subscribe(reader);
    live.close();
    live.append('more');
    frames.forEach((frame) => frame());
    expect(reader).not.toHaveBeenCalled();
  });
});

describe('a store', () => {
  it('tells all who listen, those alone, and nobody once it is closed', () => {
    const store = createHeldState({ a: 1, b: 1 });
    const [one, other] = [vi.fn<() => void>(), vi.fn<() => void>()];
    store.subscribe(one);
    const leave = store.subscribe(other);
    store.set({ a: 2 });
    leave();
    store.set({ b: 2 });
    store.close();
    store.set({ b: 3 });
    expect([one.mock.calls.length, other.mock.calls.length]).toEqual([2, 1]);
    expect(store.state()).toEqual({ a: 2, b: 3 });
  });
});

describe('the settings page, when another profile is in use', () => {
  async function open() {
    const port = createFakePagePort();
    port.answer('settings/read', { ok: true, value: settingsView() });
    port.answer('account/read', { ok: true, value: ada() });
    const page = createOptionsPage({
      port,
      newId: () => 'new-1',
      saveFile: () => undefined,
      notifications: { request: async () => 'allowed' as const, mayNotify: async () => true },
      siteAccess: createFakeSiteAccess(),
      version: '0.1.0',
    });
    await settle();
    return { port, page };
  }

  it('knows nobody until it is told who is signed in there, and has tested nothing', async () => {
    const { port, page } = await open();
    expect(page.account.state().account).toEqual(ada());
    await page.test.run();
    expect(page.test.state().testing).toBe('done');
    const { reply, give } = held();
    port.answer('account/read', reply);
    port.answer('profile/use', { ok: true, value: betaView() });
    await page.store.use('p2');
    expect(page.account.state().account).toBeNull();
    expect(page.test.state().testing).toBe('idle');
    give(account());
    await settle();
    expect(page.account.state().account).toEqual(account());
  });

  it('reads who is signed in again after a save, and knows them meanwhile', async () => {
    const { port, page } = await open();
    const reads = port.of('account/read').length;
    port.answer('settings/save', { ok: true, value: { errors: {}, view: settingsView() } });
    await page.store.save();
    expect(page.account.state().account).toEqual(ada());
    expect(port.of('account/read')).toHaveLength(reads + 1);
  });
});

describe('the account, when another profile is in use', () => {
  it('forgets who it was, and what was asked for', async () => {
    const port = createFakePagePort();
    const store = createAccountStore(port);
    store.told(ada());
    const { reply, give } = held();
    port.answer('account/sign-out', reply);
    const signingOut = store.signOut();
    expect(store.state().busy).toBe('sign-out');
    store.forget();
    expect(store.state()).toEqual({ account: null, busy: null, errors: {}, problem: null });
    give({ account: account(), errors: {} });
    expect(await signingOut).toBe(false);
    expect(store.state().account).toBeNull();
  });

  it('is closed with its page: an answer that comes then is nobody’s', async () => {
    const port = createFakePagePort();
    const store = createAccountStore(port);
    const { reply, give } = held();
    port.answer('account/read', reply);
    const reading = store.read();
    store.close();
    give(ada());
    await reading;
    expect(store.state().account).toBeNull();
  });
});
