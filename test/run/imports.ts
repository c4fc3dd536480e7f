// The import rules of .dependency-cruiser.mjs, and proof that they were applied to something.
import { readdirSync } from 'node:fs';
import { runStep } from './step.ts';

interface Cruise {
  summary: { violations: { rule: { name: string }; from: string; to: string; cycle?: { name: string }[] }[] };
  modules: { source: string }[];
}

const rooms = ['entrypoints', 'components', 'lib', 'test'];

const own = (file: string): boolean => /\.(ts|tsx|mts|mjs)$/.test(file) && !file.endsWith('.d.mts');
const files = rooms.flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .map((file) => `${room}/${file.replaceAll('\\', '/')}`)
    .filter(own),
);

const { output } = await runStep({
  name: 'depcruise',
  command: ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...rooms],
});
const { modules, summary } = JSON.parse(output.slice(output.indexOf('{'))) as Cruise;

for (const { rule, from, to, cycle } of summary.violations) {
  const way = cycle === undefined ? to : cycle.map((step) => step.name).join(' → ');
  console.log(`${rule.name}: ${from} → ${way}`);
}

// With a TypeScript that it cannot use, dependency-cruiser passes, having looked at nothing.
const seen = new Set(modules.map((module) => module.source));
const missed = files.filter((file) => !seen.has(file));
if (missed.length > 0) console.log(`Not looked at: ${missed.join(', ')}`);

console.log(
  `${files.length - missed.length} of ${files.length} modules, ${summary.violations.length} violations`,
);
process.exitCode = files.length > 0 && missed.length === 0 && summary.violations.length === 0 ? 0 : 1;
