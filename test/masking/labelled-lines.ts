import { readFileSync } from 'node:fs';
import type { Sighting } from '../../lib/masking/sighting.ts';
import type { MaskKind } from '../../lib/shared/mask-kind.ts';
import { createMadeSecrets } from './made-secrets.ts';

export const languages = ['en', 'de', 'fr', 'es', 'pt', 'ar', 'ja', 'zh'] as const;

export interface LabelledLine {
  readonly text: string;
  /** What a person marked in it, in its order. */
  readonly marked: readonly Sighting[];
}

const mark = /⟪(email|phone|card|iban|key)\|(.*?)⟫/g;

/** The lines of lines/<language>.txt: `⟪kind|value⟫` marks a value, `$name$` in it is made at run time. */
export function labelledLines(language: (typeof languages)[number], seed = 1): LabelledLine[] {
  const secret = createMadeSecrets(seed);
  const written = readFileSync(new URL(`lines/${language}.txt`, import.meta.url), 'utf8');
  return written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const marked: Sighting[] = [];
      let text = '';
      let at = 0;
      for (const { index, 0: whole, 1: kind, 2: value = '' } of line.matchAll(mark)) {
        text += line.slice(at, index);
        const start = text.length;
        text += value.replace(/\$(\w+)\$/g, (_, name: string) => secret(name));
        marked.push({ kind: kind as MaskKind, start, end: text.length });
        at = index + whole.length;
      }
      return { text: text + line.slice(at), marked };
    });
}
