import { afterEach, describe, expect, it } from 'vitest';
import { deriveWebSocketUrl } from '../../lib/config/address.ts';
import { kindOfFrame, kindOfRequest } from '../../lib/protocol/wire-kind.ts';
import type { ActivityEntry, ActivityList } from '../../lib/shared/activity.ts';
import { isWhole } from '../chaos/scale.ts';
import { failsRest, rateLimitFrame } from '../platform/behaviours.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { ada, bob, change, haveAccounts, signIn, signOut } from './people.ts';
import { save, settingsOf } from './settings-of.ts';
import { bySso, ssoFixture } from './sso-fixture.ts';
import { over, ways } from './ways.ts';
import { createWireCounter, type WireCounter } from './wire-counter.ts';

const createFlow = flowFixture();
const openSso = ssoFixture();

const counters: WireCounter[] = [];
afterEach(async () => {
  await Promise.all(counters.splice(0).map((counter) => counter.close()));
});

const tab = { id: 7, url: 'https://news.example.test/story?from=secret-query#secret-part', title: 'A story' };
const page = {
  title: 'A story',
  url: tab.url,
  text: 'Secret page text, naïve 😀.',
  pageLength: 27,
  source: 'article',
};
const pageAccess = { activeTab: () => Promise.resolve(tab), runReader: () => Promise.resolve(page) };

/** A platform behind a counter, and a panel that is connected by way of it. */
async function openCounted(options: FlowOptions = {}): Promise<{ flow: Flow; counter: WireCounter }> {
  let flow: Flow | null = null;
  const counter = await createWireCounter(() => flow?.proxy?.url ?? flow?.platform.apiUrl ?? '');
  counters.push(counter);
  const { apiUrl } = counter;
  flow = await createFlow({
    pageAccess,
    knowsTenant: false,
    ...options,
    profile: { apiUrl, wsUrl: deriveWebSocketUrl(apiUrl), ...options.profile },
  });
  flow.platform.answerWith('An answer.');
  return { flow, counter };
}

/** Moves the clock as needed: a worker that dies meanwhile is asked again. */
async function readList(flow: Flow): Promise<ActivityList> {
  const options = flow.openOptions();
  let list = null as ActivityList | null;
  void options.request({ type: 'activity/read' }).then((reply) => (list = reply.ok ? reply.value : null));
  await flow.until(() => list !== null);
  options.close();
  if (list === null) throw new Error('no list');
  return list;
}

async function ask(flow: Flow, panel: PanelProbe, text: string): Promise<void> {
  const before = panel.answers().length;
  void panel.send(text);
  await flow.until(() => panel.answers()[before]?.status === 'complete');
}

async function askAboutPage(flow: Flow, panel: PanelProbe, text: string): Promise<void> {
  await panel.request({ type: 'page/attach' });
  const { id = '', revision = 0 } = panel.view()?.draft.attachment ?? {};
  const attachment = { id, revision };
  const before = panel.answers().length;
  await panel.request({ type: 'message/send', id: crypto.randomUUID(), text, attachment });
  await flow.until(() => panel.answers()[before]?.status === 'complete');
}

/** What a frame is for; a hybrid's messages leave by request, too, which has an address. */
const frameKinds: readonly string[] = ['ping', 'join', 'message'];
const isOfSocket = ({ kind, head }: ActivityEntry): boolean => frameKinds.includes(kind) && head === 0;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const inOrder = (pairs: readonly (readonly [string, number])[]): string[] =>
  pairs.map(([kind, bytes]) => `${kind} ${bytes}`).toSorted();

/** Headers that we set, of a request that has them at all: those of a look are all the browser's. */
const ownHeaders = ['accept', 'content-type', 'x-tenant-id', 'authorization'];

/** What the list says is what arrived: every request and every frame, none twice, to the byte. */
function expectSame(
  { entries }: ActivityList,
  { host, apiUrl, requests, frames, upgrades }: WireCounter,
): void {
  const here = entries.filter((entry) => entry.host === host);
  const opened = here.filter(({ kind }) => kind === 'socket');
  const sent = here.filter(isOfSocket);
  const asked = here.filter((entry) => entry.kind !== 'socket' && !isOfSocket(entry));
  expect(inOrder(asked.map(({ kind, body }) => [kind, body]))).toEqual(
    inOrder(
      requests.map(({ method, path, bytes }) => [kindOfRequest(method, path.split('?')[0] ?? ''), bytes]),
    ),
  );
  // A proxy is told of no tenant; what it is posted is ours all the same.
  const isOurs = ({ method, headers }: WireCounter['requests'][number]): boolean =>
    headers['x-tenant-id'] !== undefined || method === 'POST';
  const ours = requests.filter(isOurs);
  const looked = requests.filter((request) => !isOurs(request));
  const addresses = sum(requests.map(({ path }) => `${apiUrl}${path}`.length));
  const headers = sum(
    ours.flatMap((request) =>
      ownHeaders.flatMap((name) =>
        request.headers[name] === undefined ? [] : name.length + String(request.headers[name]).length,
      ),
    ),
  );
  expect(looked.every(({ bytes }) => bytes === 0)).toBe(true);
  expect(sum(asked.map(({ head }) => head))).toBe(addresses + headers);
  expect(opened.map(({ head }) => head)).toEqual(upgrades.map((path) => `ws://${host}${path}`.length));
  for (const kind of frameKinds) {
    const of = frames.filter(({ text }) => kindOfFrame(text) === kind);
    const counted = sent.filter((entry) => entry.kind === kind);
    expect([kind, sum(counted.map(({ count }) => count))]).toEqual([kind, of.length]);
    expect([kind, sum(counted.map(({ body }) => body))]).toEqual([kind, sum(of.map(({ bytes }) => bytes))]);
  }
}

/** Of a whole session, with a sign-in. */
const platformWays = ways.filter((way) => way !== 'proxy');

describe.each(platformWays)('over %s', (way) => {
  const { protocol } = over(way).profile;

  it('all that a server receives is in the list, to the byte, and nothing else', async () => {
    const { flow, counter } = await openCounted({ ...over(way), auth: 'required' });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'sign-in-needed');
    await signIn(panel, { ...ada, password: 'not the password' });
    await change(panel, { type: 'account/register', ...ada, stay: false });
    await flow.until(() => panel.status() === 'connected');
    await ask(flow, panel, 'What is the naïve 😀 question?');
    await askAboutPage(flow, panel, 'And of this page?');
    await panel.request({ type: 'conversation/new' });
    await flow.until(() => panel.status() === 'connected');
    await ask(flow, panel, 'Another');
    flow.platform.script(
      failsRest({ method: 'GET', path: '/api/v1/chat/{id}/messages', status: 503, times: 2 }),
    );
    flow.platform.drop(1011);
    await flow.until(() => panel.status() === 'connected');
    await ask(flow, panel, 'After a break');
    // Pings.
    await flow.advance(90_000);
    let isTested = false;
    void flow
      .openOptions()
      .request({ type: 'settings/test', settings: settingsOf(flow, { apiUrl: counter.apiUrl, protocol }) })
      .then(() => (isTested = true));
    // An older server is given the time that it takes to object.
    await flow.until(() => isTested);
    await signOut(panel);
    await flow.advance(1_000);
    const list = await readList(flow);
    const kinds = new Set(list.entries.map(({ kind }) => kind));
    const expected = [
      'login',
      'register',
      'chat',
      'history',
      'message',
      'health',
      'config',
      'logout',
      'tenant',
    ];
    expect([...kinds]).toEqual(
      expect.arrayContaining(
        way === 'rest'
          ? expected.filter((kind) => kind !== 'history')
          : [...expected, 'socket', 'join', 'ping'],
      ),
    );
    expect(counter.requests.length).toBeGreaterThan(8);
    expectSame(list, counter);
    const total = sum(list.entries.map(({ body, head }) => body + head));
    expect(list.hosts).toEqual([
      { host: counter.host, count: sum(list.entries.map(({ count }) => count)), bytes: total },
    ]);
  });

  it('a page is named where it goes along, and nowhere else', async () => {
    const { flow } = await openCounted(over(way));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await askAboutPage(flow, panel, 'With a page');
    await ask(flow, panel, 'Without one');
    await flow.advance(1_000);
    const { entries } = await readList(flow);
    const story = { title: 'A story', host: 'news.example.test' };
    // A hybrid is asked over the socket first, and says that it takes no messages there.
    const twice = way === 'v1-hybrid' ? [[story]] : [];
    expect(entries.filter(({ kind }) => kind === 'message').map(({ pages }) => pages)).toEqual([
      ...twice,
      [story],
      [],
    ]);
    // The chat is told the address as well (R20).
    const elsewhere = entries.filter(({ kind, pages }) => kind !== 'message' && pages.length > 0);
    expect(elsewhere.map(({ kind, pages }) => [kind, pages])).toEqual([['chat', [{ ...story, title: '' }]]]);
  });

  // The older servers' ways differ in a few touches only.
  it.each(isWhole || !way.startsWith('v1') ? [3, 9, 17, 26, 38, 55] : [9, 26])(
    'a worker that dies before touch %i: nothing is counted twice, and no more is lost than its last batch',
    async (touch) => {
      const flow = await createFlow({ pageAccess, ...over(way) });
      flow.platform.answerWith('An answer.');
      const { rest, frames, connections } = flow.platform.received;
      const arrived = (): number => rest.length + frames.length + connections.length;
      const countedBy = ({ hosts }: ActivityList): number => sum(hosts.map(({ count }) => count));
      const panel = flow.openPanel();
      await flow.until(() => panel.status() === 'connected');
      await flow.advance(1_000);
      let list = await readList(flow);
      expect(countedBy(list)).toBe(arrived());
      let lost = 0;
      for (const text of ['one', 'two', 'three']) {
        const before = { list, arrived: arrived() };
        flow.killWorkerAt(touch);
        await ask(flow, panel, text);
        await flow.advance(1_000);
        // Where it has not died by now, it does not.
        flow.killWorkerAt(Infinity);
        list = await readList(flow);
        // All that was written down before is there as it was.
        expect(list.entries.slice(0, before.list.entries.length)).toMatchObject(
          before.list.entries.map(({ id, kind, at, body }) =>
            kind === 'ping' ? { id, at } : { id, at, body },
          ),
        );
        const counted = countedBy(list) - countedBy(before.list);
        expect(counted).toBeLessThanOrEqual(arrived() - before.arrived);
        lost += arrived() - before.arrived - counted;
      }
      const ids = list.entries.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      // One death in each of three rounds; in what it takes to ask one question and to join anew.
      expect(lost).toBeLessThanOrEqual(3 * 6);
      // And what leaves after them is counted again.
      const before = arrived() - countedBy(list);
      await ask(flow, panel, 'four');
      await flow.advance(1_000);
      expect(arrived() - countedBy(await readList(flow))).toBe(before);
    },
  );
});

describe('over proxy', () => {
  it('all that the proxy receives is in the list, to the byte, with the page that goes along', async () => {
    const { flow, counter } = await openCounted(over('proxy'));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await ask(flow, panel, 'What is the naïve 😀 question?');
    await askAboutPage(flow, panel, 'And of this page?');
    await flow.advance(1_000);
    flow.killWorker();
    await ask(flow, panel, 'After a break');
    await flow.advance(1_000);
    const list = await readList(flow);
    expectSame(list, counter);
    const story = { title: 'A story', host: 'news.example.test' };
    const pages = list.entries
      .filter((entry) => entry.pages.length > 0)
      .map((entry) => [entry.kind, entry.pages]);
    expect(pages).toEqual([['message', [story]]]);
    expect(list.entries.filter(({ kind }) => kind === 'message')).toHaveLength(3);
  });
});

describe('what was masked', () => {
  it.each(['v3', 'rest', 'proxy'] as const)('is counted in what leaves, over %s', async (way) => {
    const words = 'From ann@example.com to bob@example.com: +49 30 23125012, or ann@example.com';
    const masked = {
      ...page,
      title: 'To bob@example.com',
      url: 'https://news.example.test/story',
      text: words,
    };
    const runReader = () => Promise.resolve(masked);
    const { flow } = await openCounted({ ...over(way), pageAccess: { ...pageAccess, runReader } });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await ask(flow, panel, 'First');
    await askAboutPage(flow, panel, 'Who?');
    await flow.advance(1_000);
    const { entries } = await readList(flow);
    expect(entries.filter(({ kind }) => kind === 'message').map((entry) => entry.masked)).toEqual([
      undefined,
      5,
    ]);
    expect(entries.filter((entry) => entry.masked !== undefined && entry.kind !== 'message')).toEqual([]);
  });
});

describe('single sign-on', () => {
  it('is in the list: what the provider is asked, to the byte, and its window', async () => {
    const asked: { host: string; bytes: number }[] = [];
    const fixture = await openSso({
      flow: {
        tap: {
          sent: () => undefined,
          answered: (host, body) => void asked.push({ host, bytes: Buffer.byteLength(body) }),
        },
      },
    });
    const { flow, panel, provider } = fixture;
    await bySso(panel);
    await flow.until(() => panel.status() === 'connected');
    await ask(flow, panel, 'A question');
    await signOut(panel);
    await flow.advance(1_000);
    const { entries } = await readList(flow);
    const { host } = new URL(provider.issuer);
    const there = entries.filter((entry) => entry.host === host);
    expect(there.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['sso-discovery', 'sso-window', 'sso-tokens']),
    );
    const requests = there.filter(({ kind }) => kind !== 'sso-window');
    expect(requests.map(({ body }) => body).toSorted((a, b) => a - b)).toEqual(
      asked
        .filter((request) => request.host === host)
        .map(({ bytes }) => bytes)
        .toSorted((a, b) => a - b),
    );
    expect(requests.some(({ kind, body }) => kind === 'sso-tokens' && body > 100)).toBe(true);
  });
});

describe('the list', () => {
  it('is told to an open settings page as it grows, in batches', async () => {
    const { flow } = await openCounted();
    const options = flow.openOptions();
    const pushed: number[] = [];
    options.subscribe(({ type }) => {
      if (type === 'activity/changed') pushed.push(flow.clock.now());
    });
    await options.request({ type: 'activity/read' });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await flow.advance(1_000);
    expect(pushed.length).toBeGreaterThan(0);
    const gaps = pushed.slice(1).map((at, n) => at - (pushed[n] ?? 0));
    expect(Math.min(Infinity, ...gaps)).toBeGreaterThanOrEqual(250);
    options.close();
    const before = pushed.length;
    await ask(flow, panel, 'Unseen');
    await flow.advance(1_000);
    expect(pushed).toHaveLength(before);
  });

  it.each(['activity/clear', 'data/erase'] as const)(
    'is empty after %s, and what leaves after that is in it',
    async (type) => {
      const { flow } = await openCounted();
      const panel = flow.openPanel();
      await flow.until(() => panel.status() === 'connected');
      await ask(flow, panel, 'Before');
      await flow.advance(1_000);
      const last = (await readList(flow)).entries.at(-1)?.at ?? 0;
      await flow.openOptions().request({ type });
      await flow.advance(1_000);
      const after = await readList(flow);
      expect(after.entries.filter(({ at }) => at <= last)).toEqual([]);
      expect(sum(after.hosts.map(({ count }) => count))).toBe(sum(after.entries.map(({ count }) => count)));
      await ask(flow, panel, 'After');
      await flow.advance(1_000);
      expect((await readList(flow)).entries.filter(({ kind }) => kind === 'message')).toHaveLength(1);
    },
  );

  it('names no page to the next person, and none of another tenant’s', async () => {
    const { flow, counter } = await openCounted({ auth: 'required', tenants: ['miptech-company', 'other'] });
    await haveAccounts(flow, ada, bob);
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'sign-in-needed');
    const titles = async (): Promise<string[]> => {
      await flow.advance(1_000);
      return (await readList(flow)).entries.flatMap(({ pages }) => pages.map(({ title }) => title));
    };
    await signIn(panel, ada);
    await flow.until(() => panel.status() === 'connected');
    await askAboutPage(flow, panel, 'Of Ada’s page');
    expect(await titles()).toContain('A story');
    await signOut(panel);
    expect(await titles()).toEqual([]);
    expect(JSON.stringify([...flow.areas.session.stored])).not.toContain('A story');
    await signIn(panel, bob);
    await flow.until(() => panel.status() === 'connected');
    await askAboutPage(flow, panel, 'Of Bob’s page');
    expect(await titles()).toContain('A story');
    const elsewhere = settingsOf(flow, { apiUrl: counter.apiUrl, tenantId: 'other' });
    await flow.openOptions().request(save(elsewhere));
    expect(await titles()).toEqual([]);
    // That something has left stays.
    expect((await readList(flow)).entries.filter(({ kind }) => kind === 'message')).toHaveLength(2);
  });

  it('is in the memory of the browser alone, and ends with it', async () => {
    const { flow } = await openCounted();
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    await flow.advance(1_000);
    expect(flow.areas.session.stored.has('activity')).toBe(true);
    expect([...flow.areas.local.stored.keys(), ...flow.areas.vault.stored.keys()]).not.toContain('activity');
    panel.close();
    flow.killWorker();
    flow.areas.session.stored.clear();
    flow.startWorker();
    expect((await readList(flow)).entries).toEqual([]);
  });

  it('of private windows is theirs, and in no area of the browser’s', async () => {
    const { flow, counter } = await openCounted();
    const panel = flow.openPrivatePanel();
    await flow.until(() => panel.status() === 'connected');
    await ask(flow, panel, 'In private');
    await flow.advance(1_000);
    expect(counter.frames.length).toBeGreaterThan(1);
    expect((await readList(flow)).entries).toEqual([]);
    for (const { stored } of Object.values(flow.areas))
      expect(JSON.stringify([...stored])).not.toContain('"message"');
  });
});

describe('nothing secret is in the list, in the log or in its file', () => {
  it.each(platformWays)('over %s, whatever is said, typed, attached or echoed', async (way) => {
    const { protocol } = over(way).profile;
    const { flow, counter } = await openCounted({
      ...over(way),
      auth: 'required',
      accessTokenSeconds: 60,
    });
    await haveAccounts(flow, ada);
    const options = flow.openOptions();
    await options.request({ type: 'log/level', level: 'debug' });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'sign-in-needed');
    const echoed = (code: string): object => ({ code, message: `${ada.password} ${ada.email} secret words` });
    flow.platform.script(
      failsRest({ method: 'POST', path: '/api/v1/auth/login', status: 422, body: echoed('x') }),
    );
    await signIn(panel, ada);
    await signIn(panel, { ...bob, password: 'secret guess' });
    await signIn(panel, ada);
    await flow.until(() => panel.status() === 'connected');
    flow.platform.answerWith('Secret answer.');
    await ask(flow, panel, 'Secret question');
    await askAboutPage(flow, panel, 'Secret question of a page');
    // Renewed, and refused with an echo.
    await flow.advance(120_000);
    await ask(flow, panel, 'Secret question after a refresh');
    const used = counter.requests.flatMap(
      ({ headers }) => headers.authorization?.replace('Bearer ', '') ?? [],
    );
    flow.platform.script(
      failsRest({
        method: 'POST',
        path: '/api/v1/chat',
        status: 403,
        body: { ...echoed('insufficient_scope'), meta: { request_id: used.at(-1) } },
      }),
      rateLimitFrame(1),
    );
    await panel.request({ type: 'conversation/new' });
    await flow.advance(5_000);
    await options.request({
      type: 'settings/test',
      settings: settingsOf(flow, {
        apiUrl: counter.apiUrl,
        wsUrl: `${counter.apiUrl.replace('http', 'ws')}/ws/secret-path`,
        protocol,
      }),
    });
    flow.killWorker();
    await flow.advance(1_000);
    await signOut(panel);
    await flow.advance(1_000);

    const told = [
      await options.request({ type: 'activity/read' }),
      await options.request({ type: 'log/read' }),
      flow.areas.session.stored.get('activity'),
      flow.areas.session.stored.get('log'),
      flow.logged,
    ].map((each) => JSON.stringify(each));
    const joins = counter.frames.flatMap(({ text }) => /"token":"([^"]+)"/.exec(text)?.[1] ?? []);
    const tokens = [...new Set([...used, ...joins])];
    // The older dialect has no frame for one.
    expect(tokens.length).toBeGreaterThan(way.startsWith('v1') ? 0 : 1);
    const log = told[1] ?? '';
    const events = ['worker-started', 'way', 'status', 'call', 'call-failed', 'token-refresh'];
    for (const event of protocol === 'v3' ? [...events, 'socket-closed'] : events)
      expect(log).toContain(`\\"event\\":\\"${event}\\"`);
    const chats = flow.platform.chats().map(({ id }) => id);
    const secrets = [
      ...tokens,
      ...tokens.flatMap((token) => token.split('.')),
      ...chats,
      ada.password,
      ada.email,
      bob.email,
      ada.fullName,
    ];
    for (const [index, text] of told.entries()) {
      expect(text.length).toBeGreaterThan(20);
      expect(text, `place ${index}`).not.toMatch(/secret/i);
      expect(text, `place ${index}`).not.toMatch(/tenant_id|https?:|wss?:/);
      for (const secret of secrets) expect(text.includes(secret), `${secret} in place ${index}`).toBe(false);
    }
  });
});
