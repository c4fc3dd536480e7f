import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createElement, type ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { createPlainIcon, type IconData, type PlainIconProps } from '../../components/common/plain-icon.ts';

/** Each that some component imports. */
const used = new Set(
  readdirSync('components', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => {
      const imports = /import \{([^}]+)\} from 'lucide-react'/.exec(
        readFileSync(join('components', file), 'utf8'),
      );
      return imports?.[1]?.split(',').map((name) => name.trim()) ?? [];
    })
    .filter((name) => name !== '' && !name.startsWith('type ')),
);

/** By the name that lucide-react exports it under. */
function fileOf(name: string): string {
  const index = readFileSync('node_modules/lucide-react/dist/esm/lucide-react.mjs', 'utf8');
  const line = index
    .split('\n')
    .find((each) => each.includes(`default as ${name},`) || each.includes(`default as ${name} `));
  const file = /from '\.\/(icons\/[\w-]+\.mjs)'/.exec(line ?? '')?.[1];
  if (file === undefined) throw new Error(`No icon ${name}.`);
  return file;
}

interface IconModule {
  readonly __iconData: IconData;
  readonly default: ComponentType<PlainIconProps>;
}

const looks: readonly PlainIconProps[] = [
  {},
  { size: 15, strokeWidth: 1.75, 'aria-hidden': 'true' },
  { size: 13, strokeWidth: 0, fill: 'currentColor', className: 'problem-icon' },
];

/** Attributes in one order: React writes them as they come, and nobody can tell. Ours are as large as the text is. */
function drawn(icon: ComponentType<PlainIconProps>, look: PlainIconProps): string {
  return renderToStaticMarkup(createElement(icon, look)).replace(/<svg ([^>]*)>/, (_, attributes: string) =>
    (attributes.match(/[\w-]+="[^"]*"/gi) ?? [])
      .map((each) =>
        each.replace(/^(width|height)="(\d+)"$/, (_whole, side, px) => `${side}="${Number(px) / 16}rem"`),
      )
      .toSorted()
      .join('\n'),
  );
}

describe('an icon without what no page asks it for', () => {
  it('is each that is used', () => {
    expect(used.size).toBeGreaterThan(15);
  });

  it.each([...used])('is drawn as lucide-react draws it: %s', async (name) => {
    const path = join(process.cwd(), 'node_modules/lucide-react/dist/esm', fileOf(name));
    const { __iconData, default: theirs } = (await import(/* @vite-ignore */ path)) as IconModule;
    for (const look of looks) expect(drawn(createPlainIcon(__iconData), look)).toBe(drawn(theirs, look));
  });
});
