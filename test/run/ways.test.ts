import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const page = readFileSync('lib/README.md', 'utf8');

/** Steps at most: a longer way is one that nobody keeps in mind. */
const ways: readonly [name: string, steps: number][] = [
  ['Enter → wire', 14],
  ['Chunk → screen', 18],
  ['A saved setting → a new connection', 25],
];

function stepsOf(name: string): string[] {
  const section = page.split('\n## ').find((part) => part.startsWith(`${name}\n`)) ?? '';
  return [...section.matchAll(/^\d+\. \[[^\]]+\]\(([^)]+)\)/gm)].flatMap(([, file]) => file ?? []);
}

describe('the ways through the house', () => {
  it.each(ways)('%s takes %i files at most, all of which are there', (name, most) => {
    const steps = stepsOf(name);
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.length).toBeLessThanOrEqual(most);
    expect(steps.filter((file) => !existsSync(join('lib', file)))).toEqual([]);
    expect(new Set(steps).size).toBe(steps.length);
  });

  it.each(ways)('%s names each file as its link does', (name) => {
    const section = page.split('\n## ').find((part) => part.startsWith(`${name}\n`)) ?? '';
    for (const [, label = '', link = ''] of section.matchAll(/^\d+\. \[([^\]]+)\]\(([^)]+)\)/gm)) {
      expect(link.endsWith(label)).toBe(true);
    }
  });
});
