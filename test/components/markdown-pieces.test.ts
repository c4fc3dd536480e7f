import { describe, expect, it } from 'vitest';
import { withEntities } from '../../components/markdown/entities.ts';
import { createOpenFence } from '../../components/markdown/open-fence.ts';
import { lexBlocks } from '../../components/markdown/lex-blocks.ts';
import { splitText } from '../../components/markdown/split-text.ts';

describe('text in pieces', () => {
  const lengths = (text: string): number[] => [splitText(text)].flat().map(({ length }) => length);

  it.each([
    [160, [160]],
    [161, [161]],
    [319, [319]],
    [320, [320]],
    [321, [320, 1]],
    [641, [320, 320, 1]],
  ])('of %d characters without a space is cut into %j', (length, expected) => {
    expect(lengths('x'.repeat(length))).toEqual(expected);
  });

  it('is cut behind the first space from the 160th character on, the space at the end of the piece', () => {
    expect(splitText(`${'x'.repeat(160)} ${'y'.repeat(100)}`)).toEqual([
      `${'x'.repeat(160)} `,
      'y'.repeat(100),
    ]);
    expect(splitText(`${'x'.repeat(159)} ${'y'.repeat(100)}`)).toEqual([
      `${'x'.repeat(159)} ${'y'.repeat(100)}`,
    ]);
    expect(splitText(`${'x'.repeat(319)} ${'y'.repeat(100)}`)).toEqual([
      `${'x'.repeat(319)} `,
      'y'.repeat(100),
    ]);
    expect(lengths(`${'x'.repeat(320)} ${'y'.repeat(400)}`)).toEqual([320, 320, 81]);
  });

  it('keeps its pieces but the last while it grows', () => {
    const text = 'Some words of a long paragraph, and more. '.repeat(40);
    for (let length = 400; length < text.length; length += 7) {
      const before = [splitText(text.slice(0, length))].flat();
      const after = [splitText(text.slice(0, length + 7))].flat();
      expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
      expect(after.join('')).toBe(text.slice(0, length + 7));
    }
  });

  it('is never cut within a character', () => {
    for (const pad of ['', 'x']) {
      const text = pad + '🦊'.repeat(400);
      for (const piece of [splitText(text)].flat()) expect(piece).not.toMatch(/[\ud800-\udbff]$/);
      expect([splitText(text)].flat().join('')).toBe(text);
    }
  });
});

describe('code whose end has not come', () => {
  const tokenOf = (source: string) =>
    createOpenFence(source)?.token() as { text: string; lang: string } | undefined;
  /** As marked reads it. */
  const asRead = (source: string) => {
    const [token] = lexBlocks(source, {}).tokens as { type: string; text: string; lang?: string }[];
    return { text: token?.text, lang: token?.lang ?? '' };
  };

  it.each([
    '```\n',
    '```\na',
    '```\na\n',
    '```\na\n\n',
    '```\n\n',
    '```ts\na\n``',
    '```ts title="x"\na',
    '``` ts \na',
    '````\n```\na',
    '~~~\na\n```\n',
    '~~~ `x`\na',
    '```\na\n    ```\nb',
    '```\na\n```x\nb',
    '```a\\*b\nx',
  ])('reads as marked reads it: %j', (source) => {
    expect(tokenOf(source)).toMatchObject(asRead(source));
  });

  it.each([
    'a\n',
    '```',
    '``\na',
    ' ```\na',
    '```a`b\nc',
    '```\na\n```\n',
    '```\na\n```',
    '```\na\n   ```  \n',
    '```\na\n`````\n',
    '~~~\na\n~~~~\n',
  ])('is none in %j', (source) => {
    expect(createOpenFence(source)).toBeNull();
  });

  it('grows, and ends with the line that closes it, also where that came in two', () => {
    const fence = createOpenFence('```\na\n');
    expect(fence?.grow('```\na\nb\n``')).toBe(fence);
    expect(fence?.token()).toMatchObject({ raw: '```\na\nb\n``', text: 'a\nb\n``' });
    expect(fence?.grow('```\na\nb\n```')).toBeNull();
    expect(fence?.grow('```\na\nb\n```x')).toBe(fence);
    expect(fence?.grow('```\na\nb\n```x\n```\nc')).toBeNull();
  });
});

describe('named characters', () => {
  it.each([
    ['a', 'a'],
    ['&amp; &lt; &hellip;', '& < …'],
    ['&nosuch; &', '&nosuch; &'],
    ['&constructor; &toString;', '&constructor; &toString;'],
    ['&AMP;', '&AMP;'],
    ['&frac12;', '½'],
  ])('%j are %j', (text, expected) => {
    expect(withEntities(text)).toBe(expected);
  });
});
