// Laws of the house that no linter knows: what a file may be called, and how long it may grow.
import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';

/** Lines. Past `split` a file has two nouns in it; past `limit` nobody reads it to the end. */
const split = 200;
const limit = 370;

const vague = /(^|[-.])(utils?|helpers?|managers?|misc|common)([-.]|$)/i;
const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.isolated)?(\.(test|e2e|d))?\.(ts|tsx|mts|mjs|css)$/;
const pascalCase = /^[A-Z][A-Za-z0-9]*(\.test)?\.tsx$/;
const code = ['entrypoints', 'components', 'lib', 'test'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .map((file) => `${room}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.(ts|tsx|mts|mjs|css)$/.test(file)),
);

const errors: string[] = [];
const warnings: string[] = [];

for (const file of code) {
  const name = basename(file);
  const shipped = !file.startsWith('test/');
  if (vague.test(name.replace(/\.\w+$/, '')))
    errors.push(`${file}: the name says nothing; name it for its noun`);
  if (!kebabCase.test(name) && !pascalCase.test(name)) {
    errors.push(`${file}: kebab-case for a noun, PascalCase.tsx for a component`);
  }

  if (!shipped || file.endsWith('.css')) continue;
  const lines = readFileSync(file, 'utf8').split('\n').length - 1;
  if (lines > limit) errors.push(`${file}: ${lines} lines, the limit is ${limit}`);
  else if (lines > split) warnings.push(`${file}: ${lines} lines; past ${split}, split it by noun`);
}

for (const line of warnings) console.log(`warning  ${line}`);
for (const line of errors) console.log(`error    ${line}`);
console.log(`${code.length} files, ${errors.length} errors, ${warnings.length} warnings`);
process.exitCode = errors.length === 0 && code.length > 0 ? 0 : 1;
