// The size budget: JavaScript that must arrive before a page works, gzipped as a store would serve it.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

const build = '.output/chrome-mv3';
/** kB are 1,000 bytes. */
const budget = { 'sidepanel.html': 120_000, background: 90_000 };

/** A script of its own, which the background runs when somebody needs a part of it (lib/shared/background-part.ts). */
const parts: Readonly<Record<string, number>> = { 'background-parts': 70_000 };

/**
 * What is imported when a person asks for it (components/chat/on-demand.tsx), by the module that its chunk is called
 * after, as in `dialogs-Ab12.js`; counted with all that it brings along. Only what is named here is left out of the sums
 * above, and only where `import()` imports it: the panel, which imports itself as soon as its static page is painted, is
 * in them, and so is every import that somebody forgot to name.
 */
const onDemand: Readonly<Record<string, number>> = {
  dialogs: 21_800,
  chats: 14_000,
  problems: 11_100,
  transfer: 20_000,
  'keep-place': 2_700,
  'message-loading': 1_500,
  prompts: 6_000,
  attached: 7_500,
  'browser-tabs': 1_500,
  'panel-later-replies': 2_000,
  queue: 3_000,
  find: 8_000,
  PanelKeys: 5_400,
  ShortcutsDialog: 2_000,
  'browser-keys': 500,
  sources: 2_000,
  'quoted-pages': 7_000,
  'rich-copy': 14_000,
  rich: 6_000,
  welcome: 20_100,
  WrittenHosts: 1_000,
};

const read = (file: string): string => readFileSync(join(build, file), 'utf8');

/**
 * `import … from "./x.js"`, `export … from`, `import "./x.js"`, and `import("./x.js")`, whose bracket is captured. Minifiers
 * leave no space, and a string in the code that looks the same can only make the sum larger.
 */
const anyImport = /(?:\b(?:import|export)\b[^'"`();]*?\bfrom\s*|\bimport\s*(\(?)\s*)["'`]([^"'`]+\.js)["'`]/g;

function resolve(from: string, specifier: string): string {
  return specifier.startsWith('/') ? specifier.slice(1) : posix.join(posix.dirname(from), specifier);
}

/** Which of `onDemand` the chunk is. */
function demanded(file: string): string | undefined {
  return Object.keys(onDemand).find((module) => new RegExp(`^${module}-[\\w-]+\\.js$`).test(basename(file)));
}

interface Reached {
  readonly files: ReadonlySet<string>;
  /** By name, the chunks that wait for a person. */
  readonly waiting: ReadonlyMap<string, string>;
}

/** The entries and all that they import, each once. */
function closure(entries: readonly string[]): Reached {
  const files = new Set<string>();
  const waiting = new Map<string, string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const [, bracket, specifier] of read(file).matchAll(anyImport)) {
      if (specifier === undefined || !/^[./]/.test(specifier)) continue;
      const imported = resolve(file, specifier);
      const name = bracket === '(' ? demanded(imported) : undefined;
      if (name === undefined) open.push(imported);
      else waiting.set(name, imported);
    }
  }
  return { files, waiting };
}

/** By name, the chunks that wait behind these entries, and behind each other. */
function waitingFrom(entries: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const open = [...entries]; open.length > 0;) {
    for (const [name, file] of closure(open.splice(0)).waiting) {
      if (found.has(name)) continue;
      found.set(name, file);
      open.push(file);
    }
  }
  return found;
}

function scriptsOf(page: string): string[] {
  const tags = read(page).match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => tag.startsWith('<script') || /rel="?modulepreload/.test(tag))
    .flatMap((tag) => /(?:src|href)="?([^"\s>]+\.js)/.exec(tag)?.[1] ?? [])
    .map((file) => resolve(page, file));
}

/** Prints the sum and its parts; returns whether it is within the limit. */
function weigh(name: string, files: readonly string[], limit: number): boolean {
  const sizes = files.map((file) => ({ file, size: gzipSync(read(file), { level: 9 }).length }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  const fits = total > 0 && total <= limit;
  const sum = total === 0 ? 'not found' : `${(total / 1000).toFixed(1)} of ${limit / 1000} kB gzipped`;
  console.log(`${fits ? 'ok  ' : 'OVER'} ${name}: ${sum}`);
  for (const { file, size } of sizes.toSorted((a, b) => b.size - a.size)) {
    console.log(`       ${(size / 1000).toFixed(1).padStart(6)} kB  ${file}`);
  }
  return fits;
}

/** Scripts of their own, which the panel starts as workers when somebody needs them. */
const workers: Readonly<Record<string, number>> = {
  // Started when somebody searches, and after an answer. With the reader of markdown, and the names of characters that it
  // knows (a worker has no document to ask): an answer is shown as it is read.
  'search-worker': 40_000,
  // When the first code in a known language is in view; when the first formula is drawn.
  'highlight-worker': 53_000,
  'math-worker': 66_000,
};

/** Scripts of their own, which are injected into a page when somebody attaches it. */
const readers: Readonly<Record<string, number>> = {
  // Nearly all of it is pdf.js. Injected where a PDF is on screen, and nowhere else.
  'pdf-reader': 560_000,
  // Injected into each page that is attached.
  'page-reader': 48_000,
};

for (const file of ['manifest.json', 'sidepanel.html', 'search-worker.js']) {
  if (existsSync(join(build, file))) continue;
  console.log(`${build}/${file} is missing: \`npm run build\` makes it.`);
  process.exit(1);
}
const manifest = JSON.parse(read('manifest.json')) as { background: { service_worker: string } };
const panel = closure(scriptsOf('sidepanel.html'));
const background = closure([manifest.background.service_worker]);

const waiting = waitingFrom([...scriptsOf('sidepanel.html'), ...scriptsOf('options.html')]);

const within = [
  weigh('sidepanel.html', [...panel.files], budget['sidepanel.html']),
  weigh('background', [...background.files], budget.background),
  ...Object.entries(parts).map(([name, limit]) =>
    weigh(`${name}, on demand`, [...closure([`${name}.js`]).files], limit),
  ),
  ...Object.entries({ ...workers, ...readers }).map(([name, limit]) => weigh(name, [`${name}.js`], limit)),
  ...Object.entries(onDemand).map(([name, limit]) => {
    const chunk = waiting.get(name);
    // Statically imported somewhere, too, it is in the sum of the panel already.
    const files = chunk === undefined ? [] : [...closure([chunk]).files];
    return weigh(
      `${name}, on demand`,
      files.filter((file) => !panel.files.has(file)),
      limit,
    );
  }),
];
process.exitCode = within.every(Boolean) ? 0 : 1;
