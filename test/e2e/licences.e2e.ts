import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/*
 * The notices in the built extensions, against what else can be told of them: what shipped code imports, and sentences of
 * packages that stand in the built scripts, as minifiers leave them.
 */

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => join(folder, file));
}

const read = (file: string): string => readFileSync(file, 'utf8');

/** Packages that a program which is installed has, as its lock says. */
const installed = Object.entries(
  (JSON.parse(read('package-lock.json')) as { packages: Record<string, { dev?: boolean }> }).packages,
)
  .filter(([folder, { dev }]) => folder.startsWith('node_modules/') && dev !== true)
  .map(([folder]) => folder.replace(/^.*node_modules\//, ''));

/** The polyfill's name is imported, and its code replaced by a line of ours. */
const replaced = 'webextension-polyfill';

function imported(): Set<string> {
  const names = ['entrypoints', 'components', 'lib']
    .flatMap((room) => filesIn(room, /\.tsx?$/))
    .filter((file) => !/^lib\/proxy-server\/|prerender/.test(file))
    .flatMap((file) =>
      Array.from(
        read(file).matchAll(/^(?:import|export) (?!type )(?:[^;]*?from )?'((?:@[^/']+\/)?[^./'][^/']*)/gm),
        ([, name]) => name ?? '',
      ),
    );
  return new Set(names.filter((name) => name !== replaced && !name.startsWith('node:')));
}

const quoted = /(["'`])((?:(?!\1)[^\\\n$]){30,120})\1/g;

/** By package, what it says in quotation marks and no other one does. */
const sentences: ReadonlyMap<string, readonly string[]> = (() => {
  const owners = new Map<string, string | null>();
  for (const name of installed) {
    const folder = join('node_modules', name);
    for (const file of existsSync(folder) ? filesIn(folder, /\.[cm]?js$/) : [])
      for (const [, , sentence = ''] of read(file).matchAll(quoted)) {
        const owner = owners.get(sentence);
        owners.set(sentence, owner === undefined || owner === name ? name : null);
      }
  }
  const found = new Map<string, string[]>();
  for (const [sentence, owner] of owners)
    if (owner !== null) {
      const said = found.get(owner) ?? [];
      said.push(sentence);
      found.set(owner, said);
    }
  return found;
})();

describe.each(['chrome-mv3', 'firefox-mv3'])('in %s', (build) => {
  const folder = join('.output', build);
  const notices = (): string => read(join(folder, 'third-party-notices.txt'));
  const named = (): ReadonlySet<string> =>
    new Set([...notices().matchAll(/^=+\n\n(\S+) \S+, /gm)].map(([, name]) => name ?? ''));

  it('each package that shipped code imports is named', () => {
    const names = [...imported()];
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !named().has(name))).toEqual([]);
  });

  it('each package of which a sentence stands in a script is named, and at least seven do', () => {
    const scripts = filesIn(folder, /\.js$/).map(read);
    const found = [...sentences].filter(
      ([name, said]) =>
        name !== '' && said.some((sentence) => scripts.some((script) => script.includes(sentence))),
    );
    expect(found.length).toBeGreaterThanOrEqual(7);
    expect(found.map(([name]) => name).filter((name) => !named().has(name))).toEqual([]);
  });

  it('none is named that isn’t in it', () => {
    for (const name of [replaced, 'marked', 'fastify', 'vite', 'typescript', 'puppeteer-core'])
      expect(named().has(name)).toBe(false);
    // Packed into another package, the bundler's own lines, and what wraps our entries and the way to the browser's API.
    const others = new Set(['core-js', 'rolldown', 'wxt', '@wxt-dev/webextension-polyfill']);
    expect([...named()].filter((name) => !installed.includes(name) && !others.has(name))).toEqual([]);
  });

  it('each has its version, and the text of its licence', () => {
    for (const name of [...named()].filter((each) => installed.includes(each))) {
      const place = join('node_modules', name);
      const { version } = JSON.parse(read(join(place, 'package.json'))) as { version: string };
      const licence = readdirSync(place).find((file) => /^licen[cs]e/i.test(file));
      expect(notices()).toContain(`\n${name} ${version}, `);
      expect(notices()).toContain(read(join(place, licence ?? 'no licence')).trim());
    }
    expect(notices()).toMatch(/^pdfjs-dist \S+, Apache-2\.0\n\n\s*Apache License\n/m);
    expect(notices()).toMatch(/^core-js \S+, MIT\n\nMIT License\n\nCopyright \(c\) [-–\d]+ Denis Pushkarev/m);
  });
});
