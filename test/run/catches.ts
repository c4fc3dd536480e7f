// A law of the house that no linter knows: whatever swallows something that was thrown says why it may.
import { readFileSync, readdirSync } from 'node:fs';
import { silentCatches } from './silent-catch.ts';

const files = ['entrypoints', 'components', 'lib'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .map((file) => `${room}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file)),
);

let errors = 0;
for (const file of files) {
  for (const { line, text } of silentCatches(file, readFileSync(file, 'utf8'))) {
    console.log(`error    ${file}:${line}: swallows, and no comment says why: ${text}`);
    errors += 1;
  }
}
console.log(`${files.length} files, ${errors} silent catches`);
process.exitCode = errors === 0 && files.length > 0 ? 0 : 1;
