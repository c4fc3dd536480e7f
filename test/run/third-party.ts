// What others have written of what is shipped: gathered while the bundles are built, by the modules that are in them.
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

/** A text file, in the root of the extension; the settings page has a link to it. */
export const noticesFile = 'third-party-notices.txt';

export interface ThirdParty {
  /** To be in each of the builds. */
  readonly plugin: Plugin;
  /** Name, version and licence of every package so far. @throws where one comes without the text of its licence */
  notices(): string;
}

/** @param isOurs whether the code of a package's module is replaced by ours */
export function createThirdParty(isOurs: (module: string) => boolean): ThirdParty {
  const notices = new Map<string, string>();
  const add = (notice: string): unknown => notices.set(notice.slice(0, notice.indexOf('\n')), notice);
  return {
    plugin: {
      name: 'third-party',
      generateBundle(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          for (const [module, { renderedLength }] of Object.entries(chunk.modules)) {
            const folder = folderOf(module);
            if (folder === undefined || renderedLength === 0 || isOurs(module)) continue;
            add(noticeOf(folder));
            for (const packed of packedIn(this.getModuleInfo(module)?.code ?? '')) add(packed);
          }
        }
      },
    },
    notices: () => {
      const all = [...notices].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, notice]) => notice);
      // With the mark at its beginning, browsers read a text file of an extension as the UTF-8 that it is.
      return `\ufeffMIPTech Side Panel contains code of these packages:\n\n${[...notices.keys()].toSorted().join('\n')}\n\n${all.map((notice) => `${line}\n\n${notice}`).join('\n')}`;
    },
  };
}

const line = '='.repeat(80);

/** Of the package that a module is from; undefined: it is none's. */
function folderOf(module: string): string | undefined {
  // The bundler's own few lines, which are in every bundle of several modules.
  if (module.startsWith('\0rolldown/')) return resolve('node_modules/rolldown');
  return /^(?!\0).*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0];
}

interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: string | { readonly name: string };
}

function noticeOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest;
  const files = readdirSync(folder).filter((file) =>
    /^(?:licen[cs]e|copying|notice)(?:\.(?:md|txt))?$/i.test(file),
  );
  const texts = files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0) texts.push(statedLicence(manifest));
  return `${manifest.name} ${manifest.version}, ${manifest.license}\n\n${texts.join('\n\n')}\n`;
}

/** Of a package that names its licence, and leaves its text out. */
function statedLicence({ name, license, author }: PackageManifest): string {
  const holder = typeof author === 'string' ? author.replace(/\s*[<(].*$/, '') : author?.name;
  if (license !== 'MIT' || holder === undefined)
    throw new Error(`${name} is in a bundle, and has no text of its licence (${license}).`);
  return mit([`Copyright (c) ${holder}`]);
}

/** What a package's own build has packed into the module: of each package, its notice. */
function packedIn(code: string): string[] {
  const names = new Set(
    [...code.matchAll(/\.\/node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//g)].map(([, name]) => name),
  );
  return [...names].map((name) => {
    const [, version, holders] =
      /\bversion: '([\d.]+)',[^{}]*\bcopyright: '© ([^']+?)\. All rights reserved\.',\s*license: '[^']*\/core-js\//.exec(
        code,
      ) ?? [];
    if (name !== 'core-js' || version === undefined || holders === undefined)
      throw new Error(`${name} is packed into a module of another package, and its licence is not known.`);
    const lines = holders.split(/, (?=\d)/).map((holder) => `Copyright (c) ${holder}`);
    return `core-js ${version}, MIT\n\n${mit(lines)}\n`;
  });
}

function mit(holders: readonly string[]): string {
  return `MIT License

${holders.join('\n')}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.`;
}
