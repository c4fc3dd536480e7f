import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsRest } from '../platform/behaviours.ts';
import { isWhole } from '../chaos/scale.ts';
import type { OptionsDriver, Settings } from './options-driver.ts';
import type { PanelDriver } from './panel-driver.ts';
import { createPlatform } from '../platform/platform.ts';
import { createStrangeServer } from './strange-server.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* Settings that can't work are refused at the field; settings that don't work are named, with the next step. */
let world: World;
let panel: PanelDriver;
let options: OptionsDriver | null = null;
/** Of a test that has shown that it saved nothing. */
let isUnchanged = false;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
});
beforeEach(async () => {
  await panel.connection(/^Connected$/);
  await panel.startOver();
});
afterEach(async () => {
  world.calm();
  await options?.page.close();
  options = null;
  if (!isUnchanged) await world.configure({ apiUrl: world.platform.apiUrl });
  isUnchanged = false;
});
afterAll(() => world.close());

interface ExtensionPage {
  chrome: { permissions: { contains(asked: { origins: string[] }): Promise<boolean> } };
}

async function openOptions(): Promise<OptionsDriver> {
  options = await world.openOptions();
  return options;
}

async function expectQueued(text: string): Promise<void> {
  await panel.sees('the message waiting', (messages) =>
    messages.some(
      (message) => message.name === 'You' && message.status === 'queued' && message.text.includes(text),
    ),
  );
  expect(world.deliveries(text).received).toBe(0);
}

async function expectDeliveredOnce(text: string): Promise<void> {
  await panel.answered();
  expect(world.deliveries(text)).toEqual({ received: 1, stored: 1 });
}

/** Until the next attempt to connect has failed: how many there were, and how often the alert changed meanwhile. */
async function attempts(): Promise<{ tried: number; read: number }> {
  return panel.page.evaluate(async () => {
    const connection = document.querySelector('[role="status"][aria-label="Connection"]');
    const alert = document.querySelector('[role="alert"]');
    const all = { childList: true, characterData: true, subtree: true };
    let [read, tried] = [0, 0];
    if (alert !== null) new MutationObserver(() => (read += 1)).observe(alert, all);
    await new Promise<void>((done) => {
      setTimeout(done, 15_000);
      let isTrying = false;
      const looking = new MutationObserver(() => {
        const now = connection?.textContent ?? '';
        if (isTrying && now.startsWith('Reconnecting')) done();
        isTrying = now === 'Connecting';
        if (isTrying) tried += 1;
      });
      if (connection !== null) looking.observe(connection, all);
    });
    return { tried, read };
  });
}

describe('the options page refuses', () => {
  const origin = 'http://127.0.0.1:9';
  const refused: readonly (readonly [string, Settings, RegExp])[] = [
    ['API URL', { apiUrl: '' }, /empty/],
    ['API URL', { apiUrl: 'https://api.exam ple.org' }, /space or line break/],
    ['API URL', { apiUrl: 'http://api.example.org' }, /Only this computer[^]*https:\/\/api\.example\.org/],
    ['API URL', { apiUrl: 'https://user:geheim@api.example.org' }, /user name or password/],
    ['API URL', { apiUrl: 'https://api.example.org/?token=geheim' }, /from the “\?” on/],
    ['API URL', { apiUrl: 'https://api.example.org/console' }, /without a path/],
    ['API URL', { apiUrl: 'javascript:alert(1)' }, /begin with https/],
    ['WebSocket URL', { apiUrl: origin, wsUrl: 'ftp://api.example.org' }, /begin with wss:\/\//],
    ['WebSocket URL', { apiUrl: origin, wsUrl: 'ws://api.example.org' }, /Only this computer/],
    ['Tenant ID', { apiUrl: origin, tenantId: 'two words' }, /letters A–Z/],
    ['Tenant ID', { apiUrl: origin, tenantId: '' }, /empty/],
  ];
  // Each rule is a case of a unit test, too (test/components/field-cases.isolated.test.tsx): one of three in the short form.
  it.each(refused.filter((_, n) => isWhole || n % 3 === 0))(
    '%s %j with a sentence at the field, and saves nothing',
    async (field, typed, sentence) => {
      const page = await openOptions();
      expect(await page.save(typed)).toBe('Not saved. Correct the marked fields.');
      const refusal = await page.refusal(field);
      expect(refusal).toMatch(sentence);
      expect(refusal).not.toContain('geheim');
      await until(
        'the focus at a marked field',
        () => page.page.evaluate(() => document.activeElement?.getAttribute('aria-invalid')),
        (marked) => marked === 'true',
      );
      await page.page.reload();
      await page.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
      expect(await page.value('API URL')).toBe(world.platform.apiUrl);
      expect(await page.value('Tenant ID')).toBe('miptech-company');
      isUnchanged = true;
    },
  );

  it('nothing that only needs trimming', async () => {
    const page = await openOptions();
    expect(await page.save({ apiUrl: ` ${world.platform.apiUrl}/api/v1/ ` })).toMatch(/^Saved/);
    expect(await page.value('API URL')).toBe(world.platform.apiUrl);
  });
});

describe('an address is completed', () => {
  it('from what a manual prints: it says to what, and the panel connects there', async () => {
    const page = await openOptions();
    const host = world.platform.apiUrl.replace('http://', '');
    await page.fill('API URL', `${host}/api/v1/ws/chat?tenant_id=miptech-company`);
    await page.page.waitForSelector(`::-p-text(Stands for ${world.platform.apiUrl})`);
    await page.fill('Tenant ID', '');
    await page.press('Save');
    await page.page.waitForSelector('::-p-text(Saved.)');
    expect(await page.value('API URL')).toBe(world.platform.apiUrl);
    // It stood in the address.
    expect(await page.value('Tenant ID')).toBe('miptech-company');
    await panel.connection(/^Connected$/);
  });

  it('in letters of its own, and not in those that look like others', async () => {
    const page = await openOptions();
    expect(await page.save({ apiUrl: 'bücher.example' })).toMatch(/^Saved/);
    expect(await page.value('API URL')).toBe('https://bücher.example');
    await page.page.reload();
    await until('it read', async () => (await page.value('API URL')) === 'https://bücher.example');
    await page.fill('API URL', 'b\u0430nk.example');
    await page.page.waitForSelector('::-p-text(Stands for https://xn--bnk-6cd.example)');
    expect(await page.save({ apiUrl: 'b\u0430nk.example' })).toMatch(/^Saved/);
    expect(await page.value('API URL')).toBe('https://xn--bnk-6cd.example');
  });

  it('that is any of this computer’s own is used like any other, from rule to answer', async () => {
    const here = await createPlatform({ host: '127.0.0.2' });
    try {
      const page = await openOptions();
      await page.type({ apiUrl: here.apiUrl.replace('http://', '') });
      expect((await page.test()).filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect(await page.save({ apiUrl: here.apiUrl.replace('http://', '') })).toMatch(/^Saved/);
      expect(await page.value('API URL')).toBe(here.apiUrl);
      await panel.connection(/^Connected$/);
      await panel.send('asked at another of this computer’s addresses');
      await panel.answered();
      // Access is asked for like anywhere: by a pattern that the browser takes.
      const isAskable = await page.page.evaluate(
        (pattern) =>
          (globalThis as unknown as ExtensionPage).chrome.permissions.contains({ origins: [pattern] }).then(
            () => true,
            () => false,
          ),
        `${here.apiUrl}/*`,
      );
      expect(isAskable).toBe(true);
    } finally {
      await world.configure({ apiUrl: world.platform.apiUrl });
      await here.close();
    }
  });
});

describe('what is typed and not saved', () => {
  const outcome = (page: OptionsDriver, fitting: RegExp): Promise<string> =>
    until(
      `an outcome like ${fitting}`,
      () => page.page.$eval('.form-outcome', (line) => line.textContent ?? ''),
      (said) => fitting.test(said),
    );

  it('is said beside Save, kept where the page is left, and undone at a press', async () => {
    const page = await openOptions();
    await page.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
    const asked: string[] = [];
    page.page.on('dialog', (dialog) => asked.push(dialog.type()));
    await page.page.reload();
    expect(asked).toEqual([]);
    await page.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
    // The browser asks for those only who have done something on the page.
    await page.page.click('input[name="tenantId"]');
    await page.fill('Tenant ID', 'typed');
    await outcome(page, /^Unsaved changes$/);
    await page.press('Undo changes');
    await outcome(page, /^$/);
    expect(await page.value('Tenant ID')).toBe('miptech-company');
    await page.fill('Tenant ID', 'typed');
    await outcome(page, /^Unsaved changes$/);
    await page.page.reload();
    expect(asked).toEqual(['beforeunload']);
    isUnchanged = true;
  });

  it('and works, is asked about: Save keeps it', async () => {
    await world.configure({ apiUrl: 'http://127.0.0.1:9' });
    const page = await openOptions();
    await page.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
    await page.fill('API URL', world.platform.apiUrl);
    await page.test();
    await outcome(page, /^Works\. Save it\?$/);
    await page.press('Save');
    await outcome(page, /^Saved/);
    expect(await panel.connection(/^Connected$/)).toBe('Connected');
  });

  it('has API URL, Tenant ID, Save and Test connection in view together, and the rest folded away', async () => {
    const page = await openOptions();
    await page.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
    for (const width of [280, 360, 700]) {
      await page.page.setViewport({ width, height: 600 });
      const bottoms = await page.page.$$eval(
        '[name="apiUrl"], [name="tenantId"], .connection-form > .form-actions > button',
        (all) => all.map((each) => each.getBoundingClientRect().bottom),
      );
      expect(bottoms).toHaveLength(4);
      expect(Math.max(...bottoms)).toBeLessThan(600);
      // The two buttons in one line.
      expect(bottoms[2]).toBe(bottoms[3]);
    }
    // Set, it would open by itself.
    await page.advanced();
    await page.choose('Protocol', 'automatic');
    await page.press('Save');
    await outcome(page, /^Saved/);
    await page.page.reload();
    await page.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
    expect(await page.isThere('textbox', 'WebSocket URL')).toBe(false);
    await page.advanced();
    expect(await page.isThere('textbox', 'WebSocket URL')).toBe(true);
    expect(await page.isThere('combobox', 'Protocol')).toBe(true);
  });
});

describe('the panel names the cause and keeps what was typed', () => {
  it('where the server is down: the message waits, and goes out once when it is back', async () => {
    await world.platform.stop();
    try {
      expect(await panel.alert(/^No answer from /)).toMatch(/Trying again/);
      await panel.connection(/^Reconnecting in \d+ s$|^Connecting$/);
      await panel.send('written while the server is down');
      await expectQueued('written while the server is down');
      await panel.fill('Message', 'and a draft');
    } finally {
      await world.platform.start();
    }
    await expectDeliveredOnce('written while the server is down');
    await panel.connection(/^Connected$/);
    await panel.noAlert();
    expect(await panel.value('Message')).toBe('and a draft');
  });

  it('where the server is down: Now tries at once', async () => {
    await world.platform.stop();
    try {
      await panel.alert(/^No answer from /);
    } finally {
      await world.platform.start();
    }
    await panel.reconnectNow();
    expect(await panel.connection(/^Connected$/)).toBe('Connected');
    await panel.noAlert();
  });

  it('where the server is down: it is read once, and what is dismissed stays so through further attempts', async () => {
    await world.platform.stop();
    try {
      await panel.alert(/^No answer from /);
      const before = await attempts();
      expect(before.tried).toBeGreaterThan(0);
      expect(before.read).toBe(0);
      await panel.press('Dismiss');
      await panel.noAlert();
      expect((await attempts()).tried).toBeGreaterThan(0);
      expect(await panel.page.$('.trouble')).toBeNull();
    } finally {
      await world.platform.start();
    }
    await panel.connection(/^Connected$/);
  });

  it('where the WebSocket URL is wrong: the message goes out once it is corrected', async () => {
    const wsUrl = world.platform.wsUrl.replace('/api/v1/ws/chat', '/somewhere/else');
    await world.configure({ apiUrl: world.platform.apiUrl, wsUrl });
    expect(await panel.alert(/live connection was refused/)).toMatch(/somewhere\/else[^]*leave it empty/);
    await panel.send('written at the wrong door');
    await expectQueued('written at the wrong door');
    await world.configure({ apiUrl: world.platform.apiUrl });
    await expectDeliveredOnce('written at the wrong door');
    await panel.noAlert();
  });

  it('where the tenant is unknown: what is written for it stays with it, and goes to no other', async () => {
    await world.configure({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
    expect(await panel.alert(/does not know the tenant “nobody”/)).toMatch(/Check the spelling/);
    await panel.connection(/^Check settings$/);
    await panel.send('written for nobody');
    await expectQueued('written for nobody');
    await world.configure({ apiUrl: world.platform.apiUrl });
    await panel.connection(/^Connected$/);
    expect(await panel.alert(/stayed behind/)).toContain('1 message · nobody');
    await panel.sees(
      'the other tenant’s conversation',
      (messages) => !messages.some(({ text }) => text.includes('nobody')),
    );
    await world.configure({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
    await expectQueued('written for nobody');
  });

  it('where the tenant was unknown: what was written for it goes out once it is brought along', async () => {
    await world.configure({ apiUrl: world.platform.apiUrl, tenantId: 'no-one' });
    await panel.alert(/does not know the tenant “no-one”/);
    await panel.send('written too early');
    await expectQueued('written too early');
    await world.configure({ apiUrl: world.platform.apiUrl });
    await panel.alert(/stayed behind/);
    await panel.press('Bring it here');
    await expectDeliveredOnce('written too early');
    await panel.noAlert();
  });

  it.each([
    {
      server: 'another API, which knows no such path',
      answer: { status: 404, type: 'application/json', body: '{"error":"no such route"}', admits: true },
      sentence: /leads somewhere else[^]*Correct the API URL/,
    },
    {
      server: 'a web server that answers everything with a page of its own',
      answer: { status: 200, type: 'text/html', body: '<!doctype html><title>Welcome</title>', admits: true },
      sentence: /makes no sense here[^]*Check the API URL/,
    },
    {
      // The commonest: the browser hides its answers from us, and that it gave one, where no redirect is to be followed.
      server: 'a web server that lets no extension read its answers',
      answer: {
        status: 404,
        type: 'text/html',
        body: '<!doctype html><title>Not found</title>',
        admits: false,
      },
      sentence: /^No answer from 127/,
      offers: 'Allow access',
    },
  ])('where the API URL leads to $server', async ({ answer, sentence, offers }) => {
    const stranger = await createStrangeServer(answer);
    try {
      await world.configure({ apiUrl: stranger.origin });
      await panel.alert(sentence);
      if (offers !== undefined) await panel.find('button', offers);
      await panel.send('written to a stranger');
      await expectQueued('written to a stranger');
      expect(stranger.received()).not.toContain('written to a stranger');
    } finally {
      await stranger.close();
    }
  });

  it('where the platform answers in a shape nobody knows: the message goes out once it answers well', async () => {
    await panel.send('settle in first');
    await panel.answered();
    const body = { unexpected: ['shape', 7, null], id: { not: 'an id' } };
    world.platform.script(failsRest({ method: 'POST', path: '/api/v1/chat', status: 200, body, times: 12 }));
    await panel.press('New chat');
    await panel.alert(/makes no sense here[^]*Check the API URL/);
    await panel.send('written meanwhile');
    await expectQueued('written meanwhile');
    world.calm();
    await world.configure({ apiUrl: world.platform.apiUrl });
    await expectDeliveredOnce('written meanwhile');
  });

  it('opens the settings from the alert', async () => {
    await world.configure({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
    await panel.alert(/does not know the tenant/);
    const { browser } = world.extension;
    const isSettings = (target: { url(): string }): boolean => target.url().endsWith('/options.html');
    const opened = browser.waitForTarget(isSettings);
    await panel.press('Open settings');
    const page = await (await opened).asPage();
    const atTenant = async (): Promise<void> => {
      // At what the problem is mended with.
      await until(
        'the focus',
        () => page.evaluate(() => document.activeElement?.getAttribute('name')),
        (name) => name === 'tenantId',
      );
    };
    await atTenant();
    // Pressed again, they are not opened anew: what is typed there is there still, and so are they.
    await page.focus('input[name="apiUrl"]');
    await world.tab.bringToFront();
    await panel.press('Open settings');
    await atTenant();
    await until('the settings in front', () => page.evaluate(() => document.visibilityState === 'visible'));
    expect(browser.targets().filter(isSettings)).toHaveLength(1);
    await page.close();
  });
});

describe('at its foot', () => {
  it('the licences of what others have written open in a tab, as the UTF-8 that they are', async () => {
    const { page } = await openOptions();
    const opened = world.extension.browser.waitForTarget((target) =>
      target.url().endsWith('/third-party-notices.txt'),
    );
    await page.locator('::-p-aria([name="Licences"][role="link"])').click();
    const notices = await (await opened).asPage();
    const text = await until(
      'its words',
      () => notices.evaluate(() => document.body.innerText),
      (words) => words !== '',
    );
    expect(text).toMatch(/^pdfjs-dist \S+, Apache-2\.0$/m);
    expect(text).toMatch(/2013–\d{4} Denis Pushkarev/);
    await notices.close();
    isUnchanged = true;
  });
});

describe('Test connection', () => {
  it('shows every stage passed, without the times of what is done at once', async () => {
    const page = await openOptions();
    await page.type({ apiUrl: world.platform.apiUrl });
    await page.choose('Protocol', 'v3');
    const chats = world.platform.chats().length;
    const stages = await page.test();
    expect(stages.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      ...['url', 'permission', 'server', 'health', 'tenant', 'account', 'websocket', 'ready'].map(
        (name) => `${name} passed`,
      ),
      // Of a chat that nobody has: a test must leave none behind. This server keeps only those that have joined one.
      'join passed',
      'ping skipped',
    ]);
    expect(stages.slice(-2).filter(({ text }) => !/chat/.test(text))).toEqual([]);
    expect(world.platform.chats()).toHaveLength(chats);
    // Nobody waits for what is done at once: it has no time beside it.
    expect(stages.filter(({ text }) => /\d ms/.test(text))).toEqual([]);
    await page.page.waitForSelector('::-p-text(Everything that was tested works. Not tested: Round trip.)');
  });

  it('tests what is typed, and saves nothing of it', async () => {
    const page = await openOptions();
    await page.type({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
    const stages = await page.test();
    const failed = stages.find(({ outcome }) => outcome === 'failed');
    expect(failed?.name).toBe('tenant');
    expect(failed?.text).toMatch(/Check the spelling/);
    // Said where it is mended, and once.
    expect(await page.refusal('Tenant ID')).toMatch(/does not know the tenant “nobody”/);
    expect(failed?.text).not.toContain('nobody');
    await page.page.reload();
    await page.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
    expect(await page.value('Tenant ID')).toBe('miptech-company');
  });

  it('says at which stage each mistake fails, and why', async () => {
    const page = await openOptions();
    const firstFailure = async (apiUrl: string, wsUrl = ''): Promise<string> => {
      await page.type({ apiUrl, wsUrl });
      const failed = (await page.test()).find(({ outcome }) => outcome === 'failed');
      return `${failed?.name}: ${failed?.text.replaceAll('\n', ' ')}`;
    };
    expect(await firstFailure('http://127.0.0.1:9')).toMatch(/^server: .*Nothing answers on this computer/);
    await page.type({ apiUrl: 'ftp://files.example.org' });
    await page.press('Test connection');
    expect(await until('a refusal', () => page.refusal('API URL'))).toMatch(/begins with ftp:/);
    expect(await page.page.$$('.stages > li')).toEqual([]);
    const wsUrl = world.platform.wsUrl.replace('/api/v1/ws/chat', '/nope');
    await page.choose('Protocol', 'v3');
    expect(await firstFailure(world.platform.apiUrl, wsUrl)).toMatch(
      /^websocket: .*does not open at this address, but at/,
    );
    // Where the protocol is not chosen, a way is found all the same.
    await page.choose('Protocol', 'automatic');
    expect(await firstFailure(world.platform.apiUrl, wsUrl)).toBe('undefined: undefined');
  });

  it('offers access where a server may hide its answers, which no look can tell that follows no redirect', async () => {
    const page = await openOptions();
    await page.type({ apiUrl: world.site.origin });
    const failed = (await page.test()).find(({ outcome }) => outcome === 'failed');
    expect(failed?.text).toMatch(/no extensions \(CORS\)[^]*Allow access/);
  });
});
