import { describe, expect, it } from 'vitest';
import { findValues } from '../../lib/masking/find-values.ts';
import { plainForm } from '../../lib/masking/plain-form.ts';
import type { Sighting } from '../../lib/masking/sighting.ts';
import { maskKinds as kinds, type MaskKind } from '../../lib/shared/mask-kind.ts';
import { labelledLines, languages } from './labelled-lines.ts';

/** Secrets are drawn anew for each: of one draw, a recall of all of them would be luck. */
const seeds = [1, 2, 3, 4, 5];

interface Score {
  right: number;
  wrong: number;
  missed: number;
}

/** A value counts only if it was found from its first character to its last. */
const placeOf = ({ kind, start, end }: Sighting): string => `${kind} ${start}-${end}`;

function scores(): Record<MaskKind, Score> {
  const blank = (): Score => ({ right: 0, wrong: 0, missed: 0 });
  const counted = { email: blank(), phone: blank(), card: blank(), iban: blank(), key: blank() };
  for (const seed of seeds)
    for (const { text, marked } of languages.flatMap((language) => labelledLines(language, seed))) {
      const found = findValues(plainForm(text), new Set(kinds));
      const places = new Set(marked.map(placeOf));
      for (const one of found) counted[one.kind][places.delete(placeOf(one)) ? 'right' : 'wrong'] += 1;
      for (const { kind } of marked.filter((one) => places.has(placeOf(one)))) counted[kind].missed += 1;
    }
  return counted;
}

describe('the lines that people have labelled', () => {
  it('are enough, in eight languages', () => {
    const counts = languages.map((language) => labelledLines(language).length);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(400);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(50);
    const without = languages
      .flatMap((language) => labelledLines(language))
      .filter(({ marked }) => marked.length === 0);
    expect(without.length).toBeGreaterThan(150);
  });

  it('are masked where they should be, and nowhere else', () => {
    const counted = scores();
    const rows = kinds.map((kind) => {
      const { right, wrong, missed } = counted[kind];
      return {
        kind,
        values: right + missed,
        precision: right / (right + wrong),
        recall: right / (right + missed),
      };
    });
    const line = rows.map(
      ({ kind, values, precision, recall }) =>
        `${kind.padEnd(6)} ${String(values).padStart(5)} values   precision ${precision.toFixed(3)}   recall ${recall.toFixed(3)}`,
    );
    process.stdout.write(`masking, over ${seeds.length} draws of the secrets\n${line.join('\n')}\n`);
    expect(rows.filter(({ precision, recall }) => precision < 0.97 || recall < 0.95)).toEqual([]);
  });
});
