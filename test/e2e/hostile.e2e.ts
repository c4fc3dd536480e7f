import type { CDPSession } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsRest } from '../platform/behaviours.ts';
import { chunks } from '../../components/markdown/chunks.ts';
import { isWhole } from '../chaos/scale.ts';
import { hostileAnswers } from './hostile-answers.ts';
import { hostileCorpus } from './hostile-corpus.ts';
import type { PanelDriver } from './panel-driver.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

/* Whatever an answer says, showing it makes no request, runs nothing, and does not even come to the CSP's notice. */
let world: World;
let panel: PanelDriver;
let network: CDPSession;
let requested: string[];
let complaints: string[];

/** Notes every request of the panel and every complaint, from now on and in the page as it is loaded again. */
async function watch(): Promise<void> {
  network = await panel.page.createCDPSession();
  await network.send('Network.enable');
  network.on('Network.requestWillBeSent', ({ request }) => requested.push(request.url));
  panel.page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy'))
      complaints.push(message.text());
  });
  panel.page.on('pageerror', (error) => complaints.push(String(error)));
  panel.page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const listen = (): void => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      // oxlint-disable-next-line no-console -- the page's way to tell the test
      console.error(`Content Security Policy: ${violatedDirective} ${blockedURI}`),
    );
  };
  await panel.page.evaluate(listen);
}

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  requested = [];
  complaints = [];
  await watch();
});
beforeEach(async () => {
  await panel.startOver();
  requested.length = 0;
  complaints.length = 0;
  world.site.requests.length = 0;
});
afterEach(() => world.calm());
afterAll(() => world.close());

/** Inputs per answer: few enough that all of it is laid out. */
const perAnswer = 60;

/** Cut at places that look random, and are the same each time. */
function pieces(text: string, seed: number): string[] {
  const found: string[] = [];
  let state = seed + 1;
  for (let at = 0; at < text.length;) {
    state = (state * 48_271) % 2_147_483_647;
    const length = 1 + (state % 60);
    found.push(text.slice(at, at + length));
    at += length;
  }
  return found;
}

async function expectHarmless(): Promise<void> {
  // Whatever was to be loaded or run has had its chance: two frames and a turn of the network.
  await panel.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))),
  );
  // And has been told: what the browser had to say comes before its answer.
  await network.send('Runtime.evaluate', { expression: '0' });
  expect(await panel.page.evaluate(() => 'ran' in globalThis)).toBe(false);
  // Of our own package a file may still come on demand, as where a message waits.
  const ours = `chrome-extension://${world.extension.extensionId}/`;
  expect(requested.filter((url) => !url.startsWith(ours))).toEqual([]);
  expect(world.site.requests).toEqual([]);
  expect(complaints).toEqual([]);
  const dangerous = await panel.page.$$eval('article *', (elements) =>
    elements
      .filter(
        (element) =>
          /^(script|img|image|iframe|object|embed|link|style|base|meta|form|video|audio|source|picture)$/i.test(
            element.localName,
          ) ||
          element.getAttributeNames().some((attribute) => /^on|^srcdoc$|^background$/i.test(attribute)) ||
          (element instanceof HTMLAnchorElement && !/^(https?|mailto):/.test(element.protocol)),
      )
      .map(({ outerHTML }) => outerHTML.slice(0, 200)),
  );
  expect(dangerous).toEqual([]);
}

describe('hostile answers', () => {
  it('one after the other, in one conversation: no request, no script, no violation', async () => {
    // Some in each: a platform lets nobody ask thirty questions at once.
    const answers = chunks(hostileAnswers(world.site.origin), 4).map((some) => some.join('\n\n'));
    for (const [index, answer] of answers.entries()) {
      world.platform.answerWith(answer, { chunkSize: 11, tokensPerSecond: Infinity });
      await panel.send(`hostile ${index}`);
      await panel.answered(index + 1);
    }
    await expectHarmless();
  });

  it('all in one, split at every character', async () => {
    const answer = hostileAnswers(world.site.origin).join('\n\n');
    world.platform.answerWith(answer, { chunkSize: 1, tokensPerSecond: 4_000 });
    await panel.send('split');
    await panel.answered();
    expect(await panel.copied()).toBe(answer);
    await expectHarmless();
  });

  it('thousands of them, split at random', async () => {
    const corpus = hostileCorpus(world.site.origin);
    expect(corpus.length).toBeGreaterThan(2_000);
    // In the short form each seventh, of every class and in every place.
    const those = isWhole ? corpus : corpus.filter((_, index) => index % 7 === 3);
    for (const [index, some] of chunks(those, perAnswer).entries()) {
      const answer = some.join('\n\n<!-- -->\n\n');
      world.platform.answerWith(pieces(answer, index), { tokensPerSecond: Infinity });
      await panel.send(`corpus ${index}`);
      await panel.answered();
      await expectHarmless();
      expect(await panel.page.$$eval('.rest-note', (notes) => notes.length)).toBe(0);
      await panel.startOver();
    }
  }, 600_000);

  it('from the store, when the panel opens again', async () => {
    const answer = hostileAnswers(world.site.origin).join('\n\n');
    world.platform.answerWith(answer, { tokensPerSecond: Infinity });
    await panel.send('store');
    await panel.answered();
    await panel.close();
    panel = await world.openPanel();
    await panel.answered();
    await watch();
    world.site.requests.length = 0;
    requested.length = 0;
    // Shown once more, with everything watched from the first frame on.
    await panel.page.reload();
    await panel.answered();
    expect(
      requested.filter((url) => !url.startsWith(`chrome-extension://${world.extension.extensionId}/`)),
    ).toEqual([]);
    requested.length = 0;
    await expectHarmless();
  });

  it('links show where they lead, and open without opener or referrer', async () => {
    world.platform.answerWith(
      `[https://bank.example](${world.site.origin}/phishing) and ![a chart](${world.site.origin}/chart.png)`,
    );
    await panel.send('links');
    await panel.answered();
    const [message] = (await panel.transcript()).slice(-1);
    expect(message?.text).toContain(new URL(world.site.origin).host);
    const links = await panel.page.$$eval('article a', (found) =>
      found.map(({ target, rel, referrerPolicy }) => ({ target, rel, referrerPolicy })),
    );
    expect(links).toHaveLength(2);
    for (const link of links) {
      expect(link).toEqual({ target: '_blank', rel: 'noopener noreferrer', referrerPolicy: 'no-referrer' });
    }
    await expectHarmless();
  });
});

it('what these tests rely on notices an image, a script and a request', async () => {
  await panel.page.evaluate((trap) => {
    document.body.append(Object.assign(new Image(), { src: `${trap}/noticed.png` }));
    void fetch(`${trap}/noticed`, { mode: 'no-cors' });
    document.body.setAttribute('onclick', 'globalThis.ran=1');
    document.body.click();
  }, world.site.origin);
  await until('the request in the log of the trap', () => world.site.requests.includes('/noticed'));
  await until(
    'the complaints',
    () => complaints.filter((text) => text.includes('Content Security Policy')).length >= 2,
  );
  await until('the request as the browser tells it', () =>
    requested.includes(`${world.site.origin}/noticed`),
  );
  expect(await panel.page.evaluate(() => 'ran' in globalThis)).toBe(false);
  await panel.page.reload();
});

describe('a hostile server', () => {
  const script = '<img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script>';

  it('in sources, in what it calls its errors and in a chat’s title', async () => {
    world.platform.answerWith('See the sources.', {
      sources: [
        { title: script, url: 'javascript:globalThis.ran=1', snippet: script },
        { title: '', url: `${world.site.origin}/source?x=${script}`, snippet: '' },
        { title: 'data', url: `data:text/html,${script}`, snippet: script },
      ],
    });
    await panel.send(`What about ${script}`);
    await panel.answered();
    await expectHarmless();
    world.platform.script(
      failsRest({
        method: 'POST',
        path: '/api/v1/chat',
        status: 403,
        body: { code: 'insufficient_scope', message: script },
        // As often as it is asked: a worker that starts anew asks anew.
        times: 12,
      }),
    );
    await panel.press('New chat');
    expect(await panel.alert()).toContain('onerror');
    await expectHarmless();
  });

  it('in its branding', async () => {
    world.platform.script(
      failsRest({
        method: 'GET',
        path: '/api/v1/chat/config',
        status: 200,
        body: {
          title: script,
          welcome_message: `${script} ![x](${world.site.origin}/welcome.png)`,
          placeholder: script,
          primary_color: `red;background:url(${world.site.origin}/colour.png)`,
          suggestions: [script, `![x](${world.site.origin}/suggestion.png)`],
          max_message_length: 4000,
        },
        times: 5,
      }),
    );
    await world.configure({ apiUrl: world.platform.apiUrl });
    await panel.page.waitForSelector('::-p-text(onerror)');
    await expectHarmless();
  });
});
