// `node test/simulation/main.ts [--write]`: prints the figures; with --write, puts them and their curve into lib/session.
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { otherCases, withSpread, withoutSpread, type Case } from './cases.ts';
import { simulate } from './deploy.ts';
import { tableHead, tableRow } from './figures.ts';
import { drawRecovery } from './picture.ts';
import { picture, readme } from './places.ts';
import type { Recovery } from './record.ts';

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });

const rows: string[] = [];

function run({ title, deploy }: Case): Recovery {
  const recovery = simulate(deploy);
  const row = tableRow(title, recovery);
  rows.push(row);
  process.stdout.write(`${row}\n`);
  return recovery;
}

process.stdout.write(`${tableHead}\n`);
const spread = run(withSpread);
const plain = run(withoutSpread);
for (const other of otherCases) run(other);

if (values.write) {
  await writeFile(picture, drawRecovery(spread, plain));
  const page = await readFile(readme, 'utf8');
  const begin = '<!-- figures -->\n';
  const end = '\n<!-- /figures -->';
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from === -1 || to < from) throw new Error('The README has no place for the figures.');
  const table = [tableHead, ...rows].join('\n');
  await writeFile(readme, page.slice(0, from + begin.length) + table + page.slice(to));
}
