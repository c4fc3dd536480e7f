import { readFile, writeFile } from 'node:fs/promises';

const file = new URL('README.md', import.meta.url);
const results = /(?<=<!-- results -->\n)[^]*(?=<!-- \/results -->)/;

/** Replaces what stands between the README's two marks. */
export async function writeResults(markdown: string): Promise<void> {
  const page = await readFile(file, 'utf8');
  if (!results.test(page)) throw new Error('test/bench/README.md has no place for results.');
  await writeFile(
    file,
    page.replace(results, () => `\n${markdown}\n\n`),
  );
}
