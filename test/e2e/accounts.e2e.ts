import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ada, bob, haveAccountsAt, type Person } from '../flows/people.ts';
import { createPlatform, type Platform } from '../platform/platform.ts';
import { launchExtension, type ExtensionBrowser } from './extension.ts';
import { mixedMarkdown } from './mixed-markdown.ts';
import { driveOptions } from './options-driver.ts';
import type { PageDriver } from './page-driver.ts';
import { drivePanel, type PanelDriver } from './panel-driver.ts';
import { pressElement } from './press-element.ts';
import { driveSignIn } from './sign-in-driver.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/*
 * People and profiles, each with what is theirs: who is signed in stays so as long as they want, and what one has said is
 * on no screen of another.
 */
const tenantId = 'miptech-company';
const accountOf = ({ fullName }: Person): string => `Account: ${fullName}`;

const noDialog = ({ page }: PageDriver): Promise<boolean> =>
  until('the dialog closed', async () => (await page.$('dialog')) === null);

/** From the alert of a panel in which nobody is signed in. */
async function signIn(panel: PanelDriver, person: Person, stay = false): Promise<void> {
  await panel.alert(/Sign in needed/);
  await panel.press('Sign in');
  const { email, password } = person;
  await driveSignIn(panel).enter({ email, password }, stay);
  await panel.find('button', accountOf(person));
  await noDialog(panel);
}

async function signOut(panel: PanelDriver, person: Person): Promise<void> {
  await panel.press(accountOf(person));
  await panel.press('Sign out');
  await noDialog(panel);
  await panel.alert(/Sign in needed/);
}

const shownText = (panel: PanelDriver): Promise<string> =>
  panel.page.evaluate(() => document.documentElement.outerHTML);

describe('a platform that wants a sign-in', () => {
  let world: World;
  let panel: PanelDriver;
  const carol: Person = { email: 'carol@example.com', password: 'any password at all', fullName: 'Carol' };

  beforeAll(async () => {
    world = await createWorld({ auth: 'required' });
    const { apiUrl } = world.platform;
    await haveAccountsAt({ apiUrl, tenantId }, ada, bob);
    world.platform.lockAccount(carol.email);
    panel = await world.openPanel();
  });
  afterEach(() => world.calm());
  afterAll(() => world?.close());

  describe.each(['the settings page', 'the panel'])('from %s', (where) => {
    let form: PageDriver;

    beforeEach(async () => {
      if (where === 'the panel') {
        form = panel;
        await panel.alert(/Sign in needed/);
        await panel.press('Sign in');
      } else form = await world.openOptions();
      await form.page.waitForSelector('form.sign-in');
    });
    afterEach(async () => {
      if (form !== panel) await form.page.close();
      else if ((await panel.page.$('dialog')) !== null) {
        await panel.page.keyboard.press('Escape');
        await noDialog(panel);
      }
      await world.tab.bringToFront();
    });

    it('a wrong password is told as one, and stands selected to be typed over', async () => {
      await driveSignIn(form).enter({ email: ada.email, password: 'the engine leaves' });
      await driveSignIn(form).refused(/Wrong email or password[^]*Check both, and the Tenant ID/);
      await until(
        'the password selected',
        () => driveSignIn(form).focused(),
        ({ name, selected }) => name === 'Password' && selected === 'the engine leaves',
      );
      expect(await form.value('Email')).toBe(ada.email);
    });

    it('a password can be looked at, and of a new one the rule is said before it is broken', async () => {
      await driveSignIn(form).enter({ email: ada.email, password: 'the engine leaves' });
      await driveSignIn(form).refused(/Wrong email or password/);
      await form.press('Show password');
      expect(await form.value('Password')).toBe('the engine leaves');
      const kind = (): Promise<string> =>
        form.page.$eval('form.sign-in input[name="password"]', (box) => box.type);
      expect(await kind()).toBe('text');
      await form.press('Show password');
      expect(await kind()).toBe('password');
      await form.press('Create account');
      const help = await form.page.$eval('.password-field', (field) => (field as HTMLElement).innerText);
      expect(help).toMatch(/At least 8 characters/);
      expect(await form.page.$('form.sign-in [aria-invalid="true"]')).toBeNull();
    });

    it('of a locked account the password is not to blame', async () => {
      await driveSignIn(form).enter({ email: carol.email, password: carol.password });
      const told = await driveSignIn(form).alert(/This account is locked/);
      expect(told).toMatch(/The password is not to blame/);
    });

    it('an empty form asks nobody', async () => {
      const before = world.platform.received.rest.length;
      await driveSignIn(form).enter({});
      await until('the mark', async () => (await driveSignIn(form).focused()).isRefused);
      expect(await driveSignIn(form).focused()).toMatchObject({
        name: 'Email',
        about: expect.stringMatching(/empty/),
      });
      expect(
        world.platform.received.rest.slice(before).filter(({ path }) => path.includes('/auth/')),
      ).toEqual([]);
    });

    it('what the platform refuses of a new account stands beside its box, in the platform’s words', async () => {
      await form.press('Create account');
      await driveSignIn(form).enter({ email: 'not an address', password: 'short', fullName: 'S' });
      await until('the mark', async () => (await driveSignIn(form).focused()).isRefused);
      expect(await driveSignIn(form).focused()).toMatchObject({
        name: 'Email',
        about: expect.stringMatching(/^This is not an email address\./),
      });
      await form.fill('Email', `short-${where.length}@example.com`);
      await form.page.focus('form.sign-in input[name="password"]');
      await form.page.keyboard.press('Enter');
      await until(
        'the password alone refused',
        () => driveSignIn(form).focused(),
        ({ name, about }) => name === 'Password' && /needs at least 8 characters/.test(about),
      );
      const marked = await form.page.$$eval('form.sign-in [aria-invalid="true"]', (all) => all.length);
      expect(marked).toBe(1);
    });

    it('where the platform is down that is told, and the same can be tried again', async () => {
      await world.platform.stop();
      try {
        await driveSignIn(form).enter({ email: ada.email, password: 'the engine leaves' });
        const told = await driveSignIn(form).alert(/does not answer/);
        expect(told).toMatch(/what you typed is still here/);
      } finally {
        await world.platform.start();
      }
      await form.page.locator('form.sign-in [role="alert"] ::-p-text(Try again)').click();
      await driveSignIn(form).refused(/Wrong email or password/);
    });

    it('an account is made, and in use everywhere at once', async () => {
      const dora = { email: `dora-${where.length}@example.com`, password: 'eight letters', fullName: 'Dora' };
      await form.press('Create account');
      await driveSignIn(form).enter(dora);
      await panel.page.bringToFront();
      await panel.connection(/^Connected$/);
      await panel.find('button', accountOf(dora));
      await signOut(panel, dora);
      expect(await panel.isThere('button', accountOf(dora))).toBe(false);
    });
  });

  it('the address that was refused is there again when the dialog is', async () => {
    await panel.press('Sign in');
    await driveSignIn(panel).enter({ email: 'adda@example.com', password: 'the engine leaves' });
    await driveSignIn(panel).refused(/Wrong email or password/);
    await panel.page.keyboard.press('Escape');
    await noDialog(panel);
    await panel.press('Sign in');
    await panel.page.waitForSelector('form.sign-in');
    expect([await panel.value('Email'), await panel.value('Password')]).toEqual(['adda@example.com', '']);
    await panel.fill('Email', '');
    await panel.page.keyboard.press('Escape');
    await noDialog(panel);
  });

  it('a forgotten password leads to the platform’s page, where one is set, in a tab of its own', async () => {
    await panel.press('Sign in');
    await panel.page.waitForSelector('form.sign-in');
    expect(await panel.isThere('link', 'Forgot password')).toBe(false);
    await panel.page.keyboard.press('Escape');
    await noDialog(panel);
    const options = await world.openOptions();
    await options.page.waitForSelector('input[name="apiUrl"]:not([readonly])');
    await options.page.$$eval('details', (folds) => folds.forEach((fold) => (fold.open = true)));
    const address = 'https://accounts.example/forgot?tenant=acme';
    await options.fill('Password page', 'http://accounts.example/forgot');
    await options.press('Save');
    await until('a refusal', async () => /https/.test(await options.refusal('Password page')));
    await options.fill('Password page', address);
    await options.press('Save');
    await options.find('link', 'Forgot password');
    await options.page.close();
    await world.tab.bringToFront();
    await panel.alert(/Sign in needed/);
    await panel.press('Sign in');
    const link = await panel.find('link', 'Forgot password');
    await pressElement(link);
    const opened = await world.extension.browser.waitForTarget((target) => target.url() === address);
    const page = await opened.asPage();
    // There is no such page: the browser's notice takes its place.
    const from = await until('where it came from', () =>
      page.evaluate(() => [document.referrer, window.opener]),
    );
    expect(from).toEqual(['', null]);
    await page.close();
    await world.tab.bringToFront();
    await panel.page.keyboard.press('Escape');
    await noDialog(panel);
  });

  it('a password that was typed for one tenant is not there any more for the next', async () => {
    const options = await world.openOptions();
    await options.fill('Email', ada.email);
    await options.fill('Password', ada.password);
    await options.save({ apiUrl: world.platform.apiUrl, tenantId: 'elsewhere' });
    await until('an empty box', async () => (await options.value('Password')) === '');
    await options.save({ apiUrl: world.platform.apiUrl });
    await until('the tenant', async () => (await options.value('Password')) === '');
    await options.page.close();
    await world.tab.bringToFront();
  });

  it('by the keyboard alone: in, out, and the focus is where it was', async () => {
    const { keyboard } = panel.page;
    const focused = (): Promise<string> =>
      panel.page.evaluate(() => {
        const { activeElement: element } = document;
        const label = (element as HTMLInputElement | null)?.labels?.[0]?.textContent;
        return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
      });
    const tabTo = async (name: string): Promise<void> => {
      for (let n = 0; n < 20 && (await focused()) !== name; n += 1) await keyboard.press('Tab');
      expect(await focused()).toBe(name);
    };

    await panel.page.bringToFront();
    await panel.alert(/Sign in needed/);
    await panel.page.focus('#composer-message');
    await tabTo('New chat');
    await tabTo('Sign in');
    await keyboard.press('Enter');
    await until('the focus', async () => (await focused()) === 'Email');
    // All the way round, and never out of it.
    const stops = new Set<string>();
    for (let n = 0; n < 12; n += 1) {
      await keyboard.press('Tab');
      expect(
        await panel.page.evaluate(
          () =>
            document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
        ),
      ).toBe(true);
      stops.add(await focused());
    }
    expect([...stops]).toEqual(
      expect.arrayContaining(['Email', 'Password', 'Stay signed in', 'Sign in', 'Create account', 'Close']),
    );
    await keyboard.press('Escape');
    await noDialog(panel);
    await until('the focus back', async () => (await focused()) === 'Sign in');

    await keyboard.press('Enter');
    await until('the focus', async () => (await focused()) === 'Email');
    await keyboard.type(ada.email);
    await keyboard.press('Tab');
    await keyboard.type(ada.password);
    await keyboard.press('Tab');
    expect(await focused()).toBe('Show password');
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Tab');
    expect(await focused()).toBe('Sign in');
    await keyboard.press('Enter');
    await noDialog(panel);
    await until('the focus', async () => (await focused()) === 'Message');

    await tabTo(accountOf(ada));
    await keyboard.press('Enter');
    await panel.find('dialog', 'Account');
    await keyboard.press('Escape');
    await noDialog(panel);
    await until('the focus back', async () => (await focused()) === accountOf(ada));
    await keyboard.press('Enter');
    await panel.find('dialog', 'Account');
    await tabTo('Sign out');
    await keyboard.press('Enter');
    await noDialog(panel);
    await panel.alert(/Sign in needed/);
    await until('the focus', async () => (await focused()) === 'Message');
  });

  it('what was sent and typed signed out is sent, and still there to go on with, once somebody is in', async () => {
    await panel.send('Sent by nobody yet');
    await panel.sees('it waiting', ([you]) => you?.status === 'queued');
    expect(world.deliveries('Sent by nobody yet').received).toBe(0);
    await panel.fill('Message', 'Half a thought');
    await signIn(panel, ada);
    await panel.answered();
    expect(world.deliveries('Sent by nobody yet')).toEqual({ received: 1, stored: 1 });
    expect(await panel.value('Message')).toBe('Half a thought');
    await panel.page.keyboard.press('End');
    await panel.page.keyboard.type(', whole');
    await panel.page.keyboard.press('Enter');
    await panel.answered(2);
    expect(world.deliveries('Half a thought, whole')).toEqual({ received: 1, stored: 1 });
    await signOut(panel, ada);
  });

  it('who signs out takes what was said along; the next person finds nothing of it, and the first all of it', async () => {
    await signIn(panel, ada);
    await panel.startOver();
    world.platform.answerWith('An answer for Ada alone.');
    await panel.send('A question of Ada’s');
    await panel.answered();
    await panel.fill('Message', 'A draft of Ada’s');
    await signOut(panel, ada);
    expect(await shownText(panel)).not.toMatch(/of Ada’s|for Ada alone/);
    expect(await panel.value('Message')).toBe('');

    await signIn(panel, bob);
    await panel.connection(/^Connected$/);
    await panel.noAlert();
    world.platform.answerWith('An answer for Bob.');
    await panel.send('A question of Bob’s');
    await panel.answered();
    expect(await shownText(panel)).not.toMatch(/of Ada’s|for Ada alone|Ada Lovelace|ada@example/);
    // Nor where the panel is opened anew, by a worker that knows of nothing but what is stored.
    await panel.close();
    await world.killWorker();
    panel = await world.openPanel();
    await panel.answered();
    expect(await shownText(panel)).not.toMatch(/of Ada’s|for Ada alone|Ada Lovelace|ada@example/);
    await signOut(panel, bob);

    await signIn(panel, ada);
    await panel.answered();
    expect((await panel.transcript()).map(({ text }) => text).join('\n')).toMatch(
      /A question of Ada’s[^]*An answer for Ada alone/,
    );
    expect(await panel.value('Message')).toBe('A draft of Ada’s');
    expect(await shownText(panel)).not.toMatch(/of Bob’s|for Bob/);
    await signOut(panel, ada);
  });
});

describe('Stay signed in', () => {
  let platform: Platform;
  let dir: string;
  let profileDir: string;
  let browser: ExtensionBrowser | null = null;

  beforeAll(async () => {
    platform = await createPlatform({ auth: 'required', tokensPerSecond: 2_000 });
    await haveAccountsAt({ apiUrl: platform.apiUrl, tenantId }, ada);
    [dir, profileDir] = await Promise.all([
      mkdtemp(join(tmpdir(), 'miptech-sidepanel-')),
      mkdtemp(join(tmpdir(), 'miptech-profile-')),
    ]);
    await cp('.output/chrome-mv3', dir, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.close();
    await Promise.all([dir, profileDir].map((folder) => rm(folder, { recursive: true, force: true })));
  });

  async function openPanel(): Promise<PanelDriver> {
    const panel = drivePanel((await browser?.openPanelTab()) ?? expect.fail('There is no browser.'));
    await panel.find('textbox', 'Message');
    return panel;
  }

  async function restart(): Promise<PanelDriver> {
    await browser?.close();
    browser = await launchExtension({ dir, profileDir });
    return openPanel();
  }

  it('lasts beyond the browser where it was chosen, and not where it was not', async () => {
    browser = await launchExtension({ dir, profileDir });
    const options = driveOptions(await browser.openOptions());
    await options.save({ apiUrl: platform.apiUrl });
    await driveSignIn(options).enter({ email: ada.email, password: ada.password }, true);
    await options.find('button', 'Sign out');

    let panel = await restart();
    await panel.connection(/^Connected$/);
    await panel.find('button', accountOf(ada));
    await panel.send('Do you know me still?');
    await panel.answered();
    await signOut(panel, ada);
    await signIn(panel, ada, false);
    await panel.answered();

    panel = await restart();
    await panel.connection(/^Sign in needed$/);
    await panel.alert(/Sign in needed/);
    expect(await shownText(panel)).not.toMatch(/Do you know me still|Ada Lovelace/);
    await signIn(panel, ada, false);
    await panel.answered();
  });

  it('unchosen, is no longer than the browser also where the worker died', async () => {
    await browser?.killWorker();
    const panel = await openPanel();
    await panel.connection(/^Connected$/);
    expect(await panel.isThere('button', accountOf(ada))).toBe(true);
  });
});

describe('two profiles', () => {
  let world: World;
  let panel: PanelDriver;
  const box = 'select[aria-label="Profile"]';

  beforeAll(async () => {
    world = await createWorld({ tenants: [tenantId, 'acme'] });
    const options = await world.openOptions();
    await options.press('New profile');
    await options.advanced();
    await options.fill('Profile name', 'Acme');
    await options.save({ apiUrl: world.platform.apiUrl, tenantId: 'acme' });
    await options.page.close();
    panel = await world.openPanel();
    await panel.find('combobox', 'Profile');
  });
  afterAll(() => world?.close());

  async function switchTo(name: string): Promise<void> {
    const value = await panel.page.$$eval(
      `${box} option`,
      (found, wanted) => found.find(({ textContent }) => textContent === wanted)?.value ?? '',
      name,
    );
    await panel.page.select(box, value);
  }

  /** What is in the conversation, also where it is scrolled out of sight. */
  const said = (): Promise<string> =>
    panel.page.$$eval('article', (all) => all.map(({ textContent }) => textContent).join('\n'));

  it('switched in the middle of an answer: nothing of it is on screen, and back again it is whole', async () => {
    const answer = mixedMarkdown(3_000);
    world.platform.answerWith(answer, { chunkSize: 20, tokensPerSecond: 60 });
    await panel.send('A question of Acme’s');
    await panel.sees('the answer under way', (all) => (all[1]?.text.length ?? 0) > 300);
    // Every frame that is drawn from the switch on.
    await panel.page.evaluate(() => {
      const seen: string[] = [];
      (globalThis as unknown as { seen: string[] }).seen = seen;
      let isGone = false;
      const look = (): void => {
        const text = document.body.textContent ?? '';
        isGone ||= !text.includes('A question of Acme’s');
        if (isGone) seen.push(text);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    const names = await panel.page.$$eval(`${box} option`, (all) =>
      all.map(({ textContent }) => textContent),
    );
    const other = names.find((name) => name !== 'Acme') ?? '';
    await switchTo(other);
    await panel.sees('an empty conversation', (messages) => messages.length === 0);
    world.platform.answerWith('For the other house.');
    await panel.connection(/^Connected$/);
    await panel.send('A question of the other house');
    await panel.answered();
    // As long as Acme's answer takes to its end.
    await until('Acme’s answer in the history', () =>
      world.platform
        .chats()
        .some(
          ({ tenant, messages }) => tenant === 'acme' && messages.some(({ role }) => role === 'assistant'),
        ),
    );
    const seen = await panel.page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.filter((text) => /Acme’s|Tides, measured|Saint-Malo/.test(text))).toEqual([]);

    await switchTo('Acme');
    await until('its own conversation', async () => (await said()).includes('A question of Acme’s'));
    await panel.answered();
    expect(await panel.copied()).toBe(answer);
    expect(await said()).not.toContain('other house');
    expect(world.deliveries('A question of Acme’s')).toEqual({ received: 1, stored: 1 });
    expect(world.deliveries('A question of the other house')).toEqual({ received: 1, stored: 1 });
    expect(world.platform.received.violations).toEqual([]);
  });

  it('switched there and back as fast as the keyboard goes: the last choice stands', async () => {
    await panel.page.focus(box);
    // The last press goes up, and so to the first of the two.
    for (let n = 0; n < 9; n += 1) await panel.page.keyboard.press(n % 2 === 0 ? 'ArrowUp' : 'ArrowDown');
    let steady = 0;
    await until(
      'the first profile, and it alone',
      async () => {
        const isSo = await panel.page.evaluate(
          (select) =>
            document.querySelector<HTMLSelectElement>(select)?.selectedIndex === 0 &&
            document.querySelector('.destination')?.textContent?.includes('· miptech-company') === true &&
            document.querySelector('article')?.textContent?.includes('A question of the other house') ===
              true,
          box,
        );
        steady = isSo ? steady + 1 : 0;
        return steady;
      },
      // One that was chosen on the way looks the same for a moment.
      (looks) => looks >= 50,
    );
    await panel.send('Which house is this?');
    await panel.answered(2);
    const asked = world.platform
      .chats()
      .filter(({ messages }) => messages.some(({ content }) => content === 'Which house is this?'));
    expect(asked.map(({ tenant }) => tenant)).toEqual([tenantId]);
  });
});
