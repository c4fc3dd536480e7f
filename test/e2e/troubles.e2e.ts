import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../platform/behaviour.ts';
import {
  acceptsThenDrops,
  failsRest,
  objectsToJoin,
  refusesJoin,
  refusesUpgrade,
} from '../platform/behaviours.ts';
import { createPlatform } from '../platform/platform.ts';
import type { PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { watchWalk, type WalkWatch } from './walk-watch.ts';
import { createWorld, type World } from './world.ts';

/* By what the platform does: whether nothing, a line or an alert is shown, in which words, and what is said of it. */
let world: World;
let panel: PanelDriver;
let watch: WalkWatch;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.page.setViewport({ width: 360, height: 700 });
  await panel.connection(/^Connected$/);
  watch = await watchWalk(panel.page);
});
afterAll(() => world?.close());

interface Shown {
  readonly kind: string;
  readonly words: string;
  readonly buttons: readonly (string | null)[];
}

const look = (): Promise<Shown> =>
  panel.page.evaluate(() => {
    const place = document.querySelector('.problem-place');
    const line = place?.querySelector('.trouble [role="alert"]');
    const title = place?.querySelector('.problem-title');
    const buttons = [...(place?.querySelectorAll('button') ?? [])];
    return {
      kind: line ? 'line' : title ? 'alert' : 'nothing',
      words: (line ?? title)?.textContent ?? document.querySelector('.connection')?.textContent ?? '',
      buttons: buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent),
    };
  });

/** Of what is in sight: codes, addresses of sockets, statuses. */
const raw = /\b(ws|http)s?:\/\/|\b[45]\d\d\b(?!\d)|\b[a-z]+_[a-z]+\b|\b[A-Z]+_[A-Z]+\b|not found/;
const inSight = (): Promise<string> =>
  panel.page.$$eval('.problem-place', (found) =>
    found.map((place) => (place as HTMLElement).innerText).join(' '),
  );

const plain = { method: 'GET', path: '/api/v1/ws/chat' };
const body = { code: 'RAW_CODE', message: 'raw_code' };
/** Of a limit. */
const headers = { 'Retry-After': '4' };
/** Refused as by a server that answers a plain request alike. */
const refuses = (status: number): Behaviour[] => [
  refusesUpgrade(status, 3),
  failsRest({ ...plain, status, times: 9, headers, body }),
];
const closes = (code: number): Behaviour[] => [refusesJoin(code), refusesJoin(code)];

const ofLine = ['Now', 'Details', 'Dismiss'];
const toSettings = ['Open settings', 'Reconnect', 'Details', 'Dismiss'];
const again = ['Reconnect now', 'Details', 'Dismiss'];
const notYet = 'HOST takes no live connection yet. Trying again';
const fault = 'HOST has a fault of its own. Trying again';
const noAnswer = 'No answer from HOST. Trying again';
const limit = 'Rate limit: too many messages in a short time. Going on in ';

type Row = readonly [
  what: string,
  behaviours: Behaviour[],
  kind: Shown['kind'],
  words: string | RegExp,
  buttons: readonly string[],
  said?: string,
];

const rows: readonly Row[] = [
  [
    'an upgrade by 401',
    refuses(401),
    'alert',
    'Live connections are kept out',
    ['Open settings', 'Details', 'Dismiss'],
  ],
  [
    'an upgrade by 403',
    refuses(403),
    'alert',
    'Live connections are kept out',
    ['Open settings', 'Details', 'Dismiss'],
  ],
  ['an upgrade by 404', refuses(404), 'line', notYet, ofLine],
  ['an upgrade by 429', refuses(429), 'nothing', /^Waiting \d+ s \(rate limit\)$/, [], limit],
  ['an upgrade by 500', refuses(500), 'line', fault, ofLine],
  ['an upgrade by 502', refuses(502), 'line', fault, ofLine],
  ['an upgrade by 503', refuses(503), 'line', fault, ofLine],
  ['an upgrade by 504', refuses(504), 'line', fault, ofLine],
  ['an upgrade alone by 503', [refusesUpgrade(503, 3)], 'line', notYet, ofLine],
  ['a connection cut at once, 1006', [acceptsThenDrops(3)], 'line', noAnswer, ofLine],
  ['a join by 1008', closes(1008), 'alert', 'The server refused your settings', toSettings],
  ['a join by 1011', closes(1011), 'line', fault, ofLine],
  ['a join by 1012', closes(1012), 'line', noAnswer, ofLine],
  ['a join by 1013', closes(1013), 'line', noAnswer, ofLine],
  ['a join by 4400', closes(4400), 'alert', 'The server did not accept the start of the conversation', again],
  ['a join by 4401', closes(4401), 'alert', 'Sign in needed', ['Sign in', 'Reconnect', 'Details', 'Dismiss']],
  ['a join by 4403', closes(4403), 'alert', 'This account belongs to another tenant', toSettings],
  ['a join by 4408', closes(4408), 'alert', 'Joining the conversation took too long', again],
  [
    'a join by an error in code',
    [objectsToJoin({ code: 'RAW_QUOTA', message: 'RAW_QUOTA' }, 3)],
    'line',
    'The server did not start the conversation. Trying again',
    ofLine,
  ],
];

/** No fault is left, and the panel has found out. */
async function calmed(): Promise<void> {
  world.calm();
  await panel.page.evaluate(() => {
    const names = /^(Now|Reconnect( now)?)$/;
    const buttons = [...document.querySelectorAll('button')];
    buttons.find(({ textContent }) => names.test(textContent ?? ''))?.click();
  });
  await panel.connection(/^Connected$/);
}

describe('what is refused, and what is shown', () => {
  afterEach(calmed);

  const cases = rows.map(([what, ...of]) => ({ what, of }));
  it.each(cases)('$what', async ({ of: [behaviours, kind, words, buttons, said] }) => {
    const { host } = new URL(world.platform.apiUrl);
    const wanted = typeof words === 'string' ? words.replace('HOST', host) : words;
    const fits = (shown: Shown): boolean =>
      shown.kind === kind && (wanted instanceof RegExp ? wanted.test(shown.words) : shown.words === wanted);
    world.platform.script(...behaviours);
    await watch.begin();
    world.platform.drop();
    const shown = await until(`${kind}: ${String(wanted)}`, look, fits);
    expect(shown.buttons).toEqual(buttons);
    expect(raw.exec((await inSight()).replaceAll(host, ''))).toBeNull();
    const heard = said ?? (typeof wanted === 'string' ? wanted : '');
    await until(
      `"${heard}" said`,
      () => watchHeard(),
      (all) => all.some((one) => one.startsWith(heard)),
    );
  });
});

const chat = { method: 'POST', path: '/api/v1/chat' };

describe('a chat that is not created, and what is shown', () => {
  beforeAll(async () => {
    world.platform.answerWith('ok');
    await panel.send('Something, so that a new chat is another');
    await panel.answered();
  });
  afterEach(async () => {
    await calmed();
    await panel.send('Another');
    await panel.answered();
  });

  it.each<[what: string, status: number, kind: Shown['kind'], words: string, buttons: readonly string[]]>([
    ['for its size', 413, 'alert', 'HOST did not create this conversation', again],
    ['for what is in it', 422, 'alert', 'HOST did not create this conversation', again],
    ['for a fault of the platform', 503, 'line', fault, ofLine],
    ['for a fault before the platform', 502, 'line', fault, ofLine],
    ['for something that is no platform', 200, 'alert', 'The server’s reply makes no sense here', toSettings],
  ])('%s, by %i', async (_, status, kind, words, buttons) => {
    const { host } = new URL(world.platform.apiUrl);
    world.platform.script(failsRest({ ...chat, status, times: 9, body }));
    await panel.press('New chat');
    const wanted = words.replace('HOST', host);
    const shown = await until(wanted, look, (one) => one.kind === kind && one.words === wanted);
    expect(shown.buttons).toEqual(buttons);
    expect(raw.exec((await inSight()).replaceAll(host, ''))).toBeNull();
  });
});

const watchHeard = (): Promise<string[]> =>
  panel.page.evaluate(() => (globalThis as { heard?: string[] }).heard ?? []);

describe('what is said of it', () => {
  it('of a fault that lasts, once: retries and what they find again are silent', async () => {
    const { host } = new URL(world.platform.apiUrl);
    world.platform.script(...refuses(503));
    await watch.begin();
    world.platform.drop();
    await panel.alert(/has a fault of its own/);
    const opened = (): number => world.platform.received.connections.length;
    const before = opened();
    await until('another attempt', () => opened() > before);
    await panel.connection(/^Connected$/);
    const said = (await watchHeard()).filter((one) => one.includes('fault of its own'));
    expect(said).toEqual([`${host} has a fault of its own. Trying again`]);
    world.calm();
  });

  it('another address in the settings is no news of the network', async () => {
    const other = await createPlatform();
    try {
      await watch.begin();
      await world.configure({ apiUrl: other.apiUrl });
      await until('the other platform', () => other.received.connections.length > 0);
      await panel.connection(/^Connected$/);
      expect((await watchHeard()).filter((one) => /Offline|No answer/.test(one))).toEqual([]);
    } finally {
      await world.configure({ apiUrl: world.platform.apiUrl });
      await panel.connection(/^Connected$/);
      await other.close();
    }
  });

  it('what waits in the chat before is told until it was sent', async () => {
    const words = 'What still waits in the chat before will be sent.';
    const told = (): Promise<boolean> =>
      panel.page.$eval('.dock', (dock, wanted) => dock.textContent?.includes(wanted) ?? false, words);
    world.platform.answerWith('ok');
    await world.platform.stop();
    await panel.send('Waits for the server');
    await panel.press('New chat');
    await until('the words', told);
    await world.platform.start();
    await until('it delivered', () => world.deliveries('Waits for the server').stored === 1, Boolean, 60_000);
    await until('the words gone', async () => !(await told()));
  });
});
