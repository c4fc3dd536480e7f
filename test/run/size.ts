// The size budget: JavaScript that must arrive before a page works, gzipped as a store would serve it.
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

const build = '.output/chrome-mv3';
/** kB are 1,000 bytes. */
const budget = { 'sidepanel.html': 120_000, background: 60_000 };

const read = (file: string): string => readFileSync(join(build, file), 'utf8');

/**
 * `import … from "./x.js"`, `export … from`, `import "./x.js"`, and `import("./x.js")`: the panel imports itself as soon
 * as its static page is painted. Minifiers leave no space, and a string in the code that looks the same can only make the
 * sum larger.
 */
const anyImport = /(?:\b(?:import|export)\b[^'"`();]*?\bfrom\s*|\bimport\s*\(?\s*)["'`]([^"'`]+\.js)["'`]/g;

function resolve(from: string, specifier: string): string {
  return specifier.startsWith('/') ? specifier.slice(1) : posix.join(posix.dirname(from), specifier);
}

/** The entries and all that they import, each once. */
function closure(entries: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const [, specifier] of read(file).matchAll(anyImport)) {
      if (specifier !== undefined && /^[./]/.test(specifier)) open.push(resolve(file, specifier));
    }
  }
  return reached;
}

function scriptsOf(page: string): string[] {
  const tags = read(page).match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => tag.startsWith('<script') || /rel="?modulepreload/.test(tag))
    .flatMap((tag) => /(?:src|href)="?([^"\s>]+\.js)/.exec(tag)?.[1] ?? [])
    .map((file) => resolve(page, file));
}

for (const file of ['manifest.json', 'sidepanel.html']) {
  if (existsSync(join(build, file))) continue;
  console.log(`${build}/${file} is missing: \`npm run build\` makes it.`);
  process.exit(1);
}
const manifest = JSON.parse(read('manifest.json')) as { background: { service_worker: string } };
const entries = {
  'sidepanel.html': scriptsOf('sidepanel.html'),
  background: [manifest.background.service_worker],
};

let failed = false;
for (const [name, limit] of Object.entries(budget)) {
  const files = closure(entries[name as keyof typeof entries]);
  const sizes = [...files].map((file) => ({ file, size: gzipSync(read(file), { level: 9 }).length }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  const over = total > limit || total === 0;
  failed ||= over;
  console.log(
    `${over ? 'OVER' : 'ok  '} ${name}: ${(total / 1000).toFixed(1)} of ${limit / 1000} kB gzipped`,
  );
  for (const { file, size } of sizes.toSorted((a, b) => b.size - a.size)) {
    console.log(`       ${(size / 1000).toFixed(1).padStart(6)} kB  ${file}`);
  }
}
process.exitCode = failed ? 1 : 0;
