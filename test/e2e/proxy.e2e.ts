import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProxy } from '../proxy-server/proxy-fixture.ts';
import { allowedBefore } from './host-permission.ts';
import type { PanelDriver } from './panel-driver.ts';
import { createStrictProxy, type StrictProxy } from './strict-proxy.ts';
import { killPeriod } from './steady-killer.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* The way through a secure proxy, chosen in the settings: ours, which lists the extension, and one that knows no CORS. */
let world: World;
let proxy: Awaited<ReturnType<typeof openProxy>>;
let url: string;
let strict: StrictProxy;

const asked = (text: string): number =>
  proxy.platform.received.userMessages.filter((message) => message.text === text).length;

async function configure(apiUrl: string): Promise<void> {
  const options = await world.openOptions();
  await options.type({ apiUrl });
  await options.choose('Protocol', 'proxy');
  expect(await options.save({ apiUrl })).toMatch(/^Saved/);
  await options.page.close();
}

beforeAll(async () => {
  world = await createWorld({ configured: false });
  const origin = `chrome-extension://${world.extension.extensionId}`;
  proxy = await openProxy({ allowedOrigins: [origin], requestsPerMinute: 100_000 });
  ({ url } = await proxy.listen());
  strict = await createStrictProxy(url);
});
afterAll(async () => {
  await world?.close();
  await strict?.close();
  await proxy?.close();
});

/** Without a history a kill may leave a message of which nothing is known: no test of an answer survives that. */
const isKilled = killPeriod() !== null;

describe('through a secure proxy, with the worker killed again and again', () => {
  it('no question is asked twice, and of each it is said what became of it', async () => {
    await configure(url);
    const panel = await world.openPanel();
    const texts = Array.from({ length: 6 }, (_, n) => `question ${n}`);
    proxy.platform.script({ point: 'silence', kind: 'silence', ms: 1500, atChunk: 0 });
    for (const text of texts) {
      await panel.send(text);
      if (!world.isKilledSteadily) await world.killWorker();
    }
    const rows = await panel.sees('what became of each', (messages) => {
      const mine = messages.filter(({ name }) => name === 'You');
      return mine.length === texts.length && mine.every(({ status }) => /^(?:sent|unknown)$/.test(status));
    });
    const unknown = rows.filter(({ status }) => status === 'unknown').length;
    const counts = texts.map(asked);
    expect(Math.max(...counts)).toBe(1);
    expect(counts.filter((count) => count === 0).length).toBeLessThanOrEqual(unknown);
    await panel.close();
  });
});

describe.skipIf(isKilled)('through a secure proxy that lists the extension', () => {
  let panel: PanelDriver;

  it('a question is asked and answered, without any permission, socket or sign-in', async () => {
    await configure(url);
    panel = await world.openPanel();
    await panel.startOver();
    await panel.connection(/^Connected$/);
    await panel.send('Why?');
    await panel.answered();
    expect(await panel.copied()).toBe('Because.');
    await panel.noAlert();
    expect(asked('Why?')).toBe(1);
    expect(proxy.platform.received.connections).toEqual([]);
    const options = await world.openOptions();
    await options.page.waitForFunction(() => document.body.textContent?.includes('No sign-in is needed.'));
    expect(await options.isThere('textbox', 'Password')).toBe(false);
    expect((await options.test()).filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    await options.page.close();
  });

  it('a request that the browser itself repeats is asked once', async () => {
    proxy.app.server.once('request', ({ socket }) => {
      void until('the message at the platform', () => asked('Repeated?') === 1).then(() => socket.destroy());
    });
    await panel.send('Repeated?');
    await panel.answered(2);
    expect(asked('Repeated?')).toBe(1);
    await panel.close();
  });
});

describe.skipIf(isKilled)('through a secure proxy without CORS', () => {
  it('access to its host is asked for by a button, and then it is used', async () => {
    const browsersOwn = await world.openTab('about:blank');
    await allowedBefore(browsersOwn, world.extension.extensionId, `${strict.origin}/*`);
    await browsersOwn.close();
    await configure(strict.origin);
    const panel = await world.openPanel();
    await panel.send('written before access');
    await panel.find('button', 'Allow access');
    await panel.press('Allow access');
    await panel.connection(/^Connected$/);
    await panel.sees('its answer', (rows) => rows.at(-1)?.status === 'complete');
    await panel.noAlert();
    expect(asked('written before access')).toBe(1);
    await panel.close();
  });
});

describe.skipIf(isKilled)('through a secure proxy that does not list the extension', () => {
  it('says so, and by which origin its operator can add it', async () => {
    const other = await openProxy({ allowedOrigins: ['https://app.example.com'] });
    try {
      const { url: unlisted } = await other.listen();
      const browsersOwn = await world.openTab('about:blank');
      await allowedBefore(browsersOwn, world.extension.extensionId, `${unlisted}/*`);
      await browsersOwn.close();
      await configure(unlisted);
      const panel = await world.openPanel();
      await panel.find('button', 'Allow access');
      await panel.press('Allow access');
      await panel.alert(/does not let this extension in/);
      expect(await panel.alert()).toContain(`chrome-extension://${world.extension.extensionId}`);
      await panel.close();
    } finally {
      await other.close();
    }
  });
});
