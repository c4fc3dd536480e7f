import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createPlatform, type Platform } from '../platform/platform.ts';
import { launchExtension, type ExtensionBrowser } from './extension.ts';
import { driveOptions, type ReportedStage } from './options-driver.ts';

/* Code that the background loads on demand, in a real browser: what it was installed with is there in each later life. */
let platform: Platform;
let folder: string;
let extension: ExtensionBrowser | null = null;

beforeAll(async () => {
  platform = await createPlatform();
  folder = await mkdtemp(join(tmpdir(), 'miptech-parts-'));
  await cp('.output/chrome-mv3', join(folder, 'extension'), { recursive: true });
});
afterEach(async () => {
  await extension?.close();
  extension = null;
});
afterAll(async () => {
  await platform?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const file = (name: string): string => join(folder, 'extension', name);

/** @param profile the browser that is started again has the one that it had */
async function launch(profile: string): Promise<ExtensionBrowser> {
  extension = await launchExtension({
    dir: join(folder, 'extension'),
    profileDir: join(folder, profile),
  });
  return extension;
}

/** *Test connection*, by a worker that has not lived before the press. */
async function tested(in_: ExtensionBrowser): Promise<ReportedStage[]> {
  const page = await in_.openOptions();
  const options = driveOptions(page);
  await options.type({ apiUrl: platform.apiUrl });
  expect(await in_.killWorker()).toBe(1);
  const stages = await options.test();
  await page.close();
  return stages;
}

const failed = (stages: readonly ReportedStage[]): ReportedStage[] =>
  stages.filter(({ outcome }) => outcome === 'failed');

function expectWell(stages: readonly ReportedStage[]): void {
  expect(failed(stages)).toEqual([]);
  expect(stages.map(({ name, outcome }) => `${name} ${outcome}`)).toContain('tenant passed');
}

it('is loaded after the worker has died, and after the browser was started again', async () => {
  const first = await launch('lasting');
  expectWell(await tested(first));
  expectWell(await tested(first));
  await first.close();
  const second = await launch('lasting');
  expectWell(await tested(second));
  expectWell(await tested(second));
});

it('is the new one after an update', async () => {
  const browser = await launch('updated');
  expectWell(await tested(browser));
  const names = ['manifest.json', 'background.js', 'background-parts.js'] as const;
  const [manifest, background, parts] = await Promise.all(names.map((name) => readFile(file(name), 'utf8')));
  try {
    await writeFile(file(names[0]), manifest!.replace(/"version":"[^"]+"/, '"version":"99.0.0"'));
    // As the build stamps it; and parts that can be told by what they do.
    await writeFile(
      file(names[1]),
      background!.replace(/(?<=[`'"?])[\da-f]{16}(?=[`'"])/, '0123456789abcdef'),
    );
    await writeFile(file(names[2]), `${parts}\nglobalThis["miptech-part-doctor"] = null;`);
    await browser.browser.installExtension(join(folder, 'extension'));
    const [only, ...others] = failed(await tested(browser));
    expect([only?.name, others.length]).toEqual(['url', 0]);
  } finally {
    await Promise.all([manifest, background, parts].map((text, at) => writeFile(file(names[at]!), text!)));
  }
});

it('that the script lacks is told with a next step, and all else works', async () => {
  const parts = await readFile(file('background-parts.js'), 'utf8');
  await writeFile(file('background-parts.js'), `${parts}\ndelete globalThis["miptech-part-doctor"];`);
  const browser = await launch('lacking');
  const stages = await tested(browser);
  expect(stages).toHaveLength(1);
  expect(stages[0]).toMatchObject({
    name: 'url',
    outcome: 'failed',
    text: expect.stringMatching(/could not be loaded[^]*Try again/),
  });
  expect(await driveOptions(await browser.openOptions()).save({ apiUrl: platform.apiUrl })).toMatch(/^Saved/);
});

it('that the package lacks, all of them, is told by the settings, with a next step', async () => {
  await rm(file('background-parts.js'));
  const browser = await launch('without');
  const page = await browser.openOptions();
  expect(await driveOptions(page).alert()).toMatch(/could not be loaded[^]*Try again/);
});
