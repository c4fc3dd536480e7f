import { expect, it } from 'vitest';
import type { TestStage } from '../../lib/messaging/settings-shapes.ts';
import { testStage } from '../../lib/messaging/test-stage.ts';
import { fileOf, chatOfFile } from '../transfer/file-chats.ts';
import { begunElsewhere } from './begun-elsewhere.ts';
import { flowFixture } from './harness.ts';
import { settingsOf } from './settings-of.ts';
import { fileWith, importing } from './transfer-pages.ts';
import { bySso, exchanges, keptTokens, ssoFixture } from './sso-fixture.ts';

/* A package whose parts on demand can't be loaded: a named problem with a next step, and nothing is lost by it (law 12). */
const createFlow = flowFixture();
const openSso = ssoFixture();

const missing = (part: string): object => ({ event: 'part-missing', part, error: 'NetworkError' });

it('a test of the connection says so, asks nobody, and is good once the part is there', async () => {
  const flow = await createFlow();
  const options = flow.openOptions();
  let told: TestStage[] = [];
  options.subscribe((push) => {
    if (push.type === 'test/stage') told.push(testStage.parse(push.stage));
  });
  const test = async (): Promise<TestStage[]> => {
    told = [];
    let isOver = false;
    void options
      .request({ type: 'settings/test', settings: settingsOf(flow, { protocol: 'v3' }) })
      .then(() => (isOver = true));
    await flow.until(() => isOver);
    return told;
  };
  flow.setParts(false, ['later-commands']);
  const asked = flow.platform.received.rest.length;
  expect(await test()).toEqual([{ name: 'url', outcome: 'failed', problem: { code: 'part-missing' } }]);
  expect(flow.platform.received.rest).toHaveLength(asked);
  expect(flow.logged).toContainEqual(missing('doctor'));

  flow.setParts(true);
  const stages = await test();
  expect(stages.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(stages.map(({ name, outcome }) => `${name} ${outcome}`)).toContain('join passed');
  // Once in a worker's life.
  await test();
  expect(flow.trace.filter((touch) => touch === 'load doctor')).toHaveLength(2);
});

it('a sign-in at a provider says so, opens no window, and is good once the part is there', async () => {
  const { flow, window, panel } = await openSso();
  flow.setParts(false, ['later-commands']);
  expect(await bySso(panel)).toMatchObject({ problem: { code: 'part-missing' } });
  expect(window.launched).toEqual([]);
  flow.setParts(true);
  await bySso(panel);
  await flow.until(() => panel.status() === 'connected');
});

it('a renewal that wants it spends no token and signs nobody out: it is done as soon as the part is there', async () => {
  const fixture = await openSso();
  const { flow, panel, trust, window } = fixture;
  await bySso(panel);
  await flow.until(() => panel.status() === 'connected');
  flow.killWorker();
  const before = await keptTokens(fixture);
  const signedIn = exchanges(fixture);
  trust.refuses(before.accessToken);
  flow.setParts(false, ['later-commands']);
  void panel.send('typed meanwhile');
  await flow.until(() => flow.logged.length > 0);
  await flow.advance(5_000);
  expect(flow.logged).toContainEqual(missing('open-id'));
  expect(exchanges(fixture)).toBe(signedIn);
  expect(await keptTokens(fixture)).toEqual(before);

  flow.setParts(true);
  await flow.advance(60_000);
  await flow.until(() => panel.texts()[0] === 'ok');
  expect(exchanges(fixture)).toBe(signedIn + 1);
  expect(window.launched).toHaveLength(1);
});

it('a file of chats says so, takes in nothing, and is good once the part is there', async () => {
  const flow = await createFlow();
  const run = importing(flow, flow.openOptions());
  const file = fileWith(fileOf(chatOfFile()));
  flow.setParts(false, ['later-commands']);
  await run.open(file, 'f.json');
  expect(run.state()).toEqual({ at: 'choosing', damage: null, problem: { code: 'part-missing' } });
  expect(flow.logged).toContainEqual(missing('import-chats'));

  flow.setParts(true);
  await run.open(file, 'f.json');
  await run.take();
  expect(run.state()).toEqual({ at: 'done', imported: 1, refused: 0 });
  expect(flow.trace.filter((touch) => touch === 'load import-chats')).toHaveLength(2);
});

it('a chat that was begun elsewhere says so, asks the platform nothing, and is good once the part is there', async () => {
  const { store, chats } = begunElsewhere(
    { Tides: ['How high is the tide?', 'Fifteen metres.'] },
    { hasIds: false },
  );
  const flow = await createFlow({ store });
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  const open = () =>
    panel.request({ type: 'platform-chats/open', chatId: chats[0]?.id ?? '', title: 'Tides' });
  flow.setParts(false, ['later-commands']);
  const asked = flow.platform.received.rest.length;
  expect(await open()).toEqual({ ok: false, failure: { code: 'part-missing' } });
  expect(flow.platform.received.rest).toHaveLength(asked);
  expect(panel.messages()).toEqual([]);
  expect(flow.logged).toContainEqual(missing('read-back'));

  flow.setParts(true);
  void open();
  await flow.until(() => panel.messages().length > 1);
  expect(panel.messages().map(({ text }) => text)).toEqual(['How high is the tide?', 'Fifteen metres.']);
});

it('a page that is to be attached says so, is not read, and is attached once the part is there', async () => {
  const page = {
    title: 'A story',
    url: 'https://news.example.test/story',
    text: 'It was a dark night.',
    pageLength: 20,
    source: 'article',
  };
  let reads = 0;
  const flow = await createFlow({
    pageAccess: {
      activeTab: () => Promise.resolve({ id: 7, url: page.url, title: page.title }),
      runReader: () => Promise.resolve(((reads += 1), page)),
    },
  });
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  flow.setParts(false, ['later-commands']);
  expect(await panel.request({ type: 'page/attach' })).toEqual({
    ok: false,
    failure: { code: 'part-missing' },
  });
  const pasted = { type: 'page/paste', id: crypto.randomUUID(), text: 'Long words', length: 10 } as const;
  expect(await panel.request(pasted)).toEqual({ ok: false, failure: { code: 'part-missing' } });
  expect(panel.view()?.draft).toMatchObject({ attachment: null });
  expect(reads).toBe(0);
  expect(flow.logged).toContainEqual(missing('capture'));

  flow.setParts(true);
  expect(await panel.request({ type: 'page/attach' })).toMatchObject({ ok: true });
  expect(await panel.request(pasted)).toMatchObject({ ok: true });
  expect(panel.view()?.draft.paste).toMatchObject({ text: 'Long words' });
});

it('what menus, dialogs and the settings ask says so, and is good once the part is there', async () => {
  const flow = await createFlow();
  const options = flow.openOptions();
  flow.setParts(false);
  const failure = { ok: false, failure: { code: 'part-missing' } };
  expect(await options.request({ type: 'settings/read' })).toEqual(failure);
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  expect(await panel.request({ type: 'chats/list' })).toEqual(failure);
  expect(await panel.send('typed all the same')).toBeNull();
  expect(flow.logged).toContainEqual(missing('later-commands'));

  flow.setParts(true);
  expect(await options.request({ type: 'settings/read' })).toMatchObject({ ok: true });
  expect(await panel.request({ type: 'chats/list' })).toMatchObject({ ok: true });
  expect(flow.trace.filter((touch) => touch === 'load later-commands')).toHaveLength(3);
});
