import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createThirdParty } from './third-party.ts';

/* Bundles of a folder with packages of its own: what is in them is named, with its licence, and nothing else is. */
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'miptech-notices-'));
});
afterEach(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

async function putPackage(
  place: string,
  manifest: Readonly<Record<string, unknown>>,
  files: Readonly<Record<string, string>> = {},
): Promise<void> {
  const name = place.split('node_modules/').at(-1);
  const whole = { name, version: '1.0.0', license: 'ISC', type: 'module', main: 'index.js', ...manifest };
  const all = {
    'index.js': `export const said = [${JSON.stringify(name)}];`,
    ...files,
    'package.json': JSON.stringify(whole),
  };
  await write(
    Object.fromEntries(Object.entries(all).map(([file, text]) => [`node_modules/${place}/${file}`, text])),
  );
}

/** What is told of bundles of these entries, built one after the other. */
async function noticesOf(
  entries: readonly string[],
  isOurs = (_module: string): boolean => false,
): Promise<string> {
  const thirdParty = createThirdParty(isOurs);
  for (const [at, code] of entries.entries()) {
    await write({ [`entry-${at}.js`]: code });
    await build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [thirdParty.plugin],
      build: { write: false, rolldownOptions: { input: join(root, `entry-${at}.js`) } },
    });
  }
  return thirdParty.notices();
}

/** The list at its beginning. */
function namedIn(notices: string): string[] {
  return notices.split('\n\n')[1]?.split('\n') ?? [];
}

describe('the notices', () => {
  it('name each package that is in any of the bundles, and those that these bring along, each with its licence', async () => {
    await putPackage('one', { version: '2.1.0' }, { LICENSE: 'One’s licence' });
    await putPackage(
      '@of/two',
      { license: 'Apache-2.0' },
      {
        'index.js': "export { said } from 'three';",
        'LICENSE.md': 'Two’s licence',
        NOTICE: 'Two’s notice',
      },
    );
    await putPackage('three', { version: '9.0.0' }, { license: 'Not in any bundle' });
    await putPackage(
      '@of/two/node_modules/three',
      { version: '3.0.0' },
      { 'licence.txt': 'Three’s licence' },
    );
    const notices = await noticesOf([
      "import { said } from 'one'; console.log(said);",
      "import { said } from '@of/two'; import { said as one } from 'one'; console.log(said, one);",
    ]);
    // Of two, no line is left: it passes on what three has said.
    expect(namedIn(notices)).toEqual(['one 2.1.0, ISC', 'three 3.0.0, ISC']);
    expect(notices).toContain('one 2.1.0, ISC\n\nOne’s licence\n');
    expect(notices).toContain('three 3.0.0, ISC\n\nThree’s licence\n');
    expect(notices).not.toContain('Not in any bundle');
  });

  it('have all that a package says of its licence', async () => {
    await putPackage('@of/two', { license: 'Apache-2.0' }, { LICENSE: 'Its licence', NOTICE: 'Its notice' });
    const notices = await noticesOf(["import { said } from '@of/two'; console.log(said);"]);
    expect(notices).toContain('@of/two 1.0.0, Apache-2.0\n\nIts licence\n\nIts notice\n');
  });

  it('name neither what is imported and not used, nor what ours has taken the place of, nor ours', async () => {
    await putPackage('unused', {}, { LICENSE: 'x' });
    await putPackage('replaced', {}, { LICENSE: 'x' });
    await putPackage('used', {}, { LICENSE: 'x' });
    await write({ 'ours.js': "export const said = 'ours';" });
    const notices = await noticesOf(
      [
        "import { said as unused } from 'unused'; import { said } from 'replaced'; import { said as used } from 'used'; import { said as ours } from './ours.js'; console.log(said, used, ours);",
      ],
      (module) => module.includes('/replaced/'),
    );
    expect(namedIn(notices)).toEqual(['used 1.0.0, ISC']);
  });

  it('say the words of the MIT licence for a package that names it, and leaves them out', async () => {
    await putPackage('short', { license: 'MIT', author: 'Ann <ann@example.org> (https://ann.example)' });
    const notices = await noticesOf(["import { said } from 'short'; console.log(said);"]);
    expect(notices).toContain('short 1.0.0, MIT\n\nMIT License\n\nCopyright (c) Ann\n\nPermission is hereby');
  });

  it.each([
    [
      'has no text of another licence',
      { license: 'BSD-3-Clause', author: 'Ann' },
      "export const said = ['x'];",
    ],
    ['names nobody', { license: 'MIT' }, "export const said = ['x'];"],
    [
      'has packed another one, of which nothing is known',
      { license: 'MIT', author: 'Ann' },
      "// MODULE: ./node_modules/deep/index.js\nexport const said = ['x'];",
    ],
  ])('can’t be made, and so no build, where a package %s', async (_, manifest, code) => {
    await putPackage('bad', manifest, { 'index.js': code });
    await expect(noticesOf(["import { said } from 'bad'; console.log(said);"])).rejects.toThrow(/licence/);
  });
});
