import { describe, expect, it } from 'vitest';
import { freezePoint } from '../../components/markdown/freeze-point.ts';
import { lexBlocks } from '../../components/markdown/lex-blocks.ts';

const pointOf = (source: string): { index: number; offset: number } =>
  freezePoint(source, lexBlocks(source, {}).tokens);

/** What is final of a text, as the text in front of the point. */
const finalOf = (source: string): string => source.slice(0, pointOf(source).offset);

describe('what no later text can change', () => {
  it.each([
    ['a paragraph and its next line', 'a\n\nb\n', 'a\n\n'],
    ['the next line is half there', 'a\n\nb', ''],
    ['the blank line alone', 'a\n\n', ''],
    ['no blank line', 'a\nb\n', ''],
    ['a heading without a blank line', '# a\nb\n', ''],
    ['a heading with one', '# a\n\nb\n', '# a\n\n'],
    ['a blank line of spaces', 'a\n  \t\nb\n', 'a\n  \t\n'],
    ['two blank lines', 'a\n\n\nb\n', 'a\n\n\n'],
    ['the last point counts', 'a\n\nb\n\nc\n', 'a\n\nb\n\n'],
    ['the last complete one', 'a\n\nb\n\nc', 'a\n\n'],
    ['a list that may go on', '- a\n\n', ''],
    ['a list that is over', '- a\n\nb\n', '- a\n\n'],
    ['code that is closed', '```\na\n```\n\nb\n', '```\na\n```\n\n'],
    ['code with a blank line in it', '```\na\n\nb\n', ''],
    ['blank lines in front', '\n\na\n', '\n\n'],
    ['nothing', '', ''],
  ])('%s: %j', (_, source, final) => {
    expect(finalOf(source)).toBe(final);
  });

  it('is told by the index of the first block that is open', () => {
    const { tokens } = lexBlocks('a\n\nb\n\nc\n', {});
    const { index } = pointOf('a\n\nb\n\nc\n');
    expect(tokens[index]?.raw).toBe('c\n');
  });
});

describe('blocks that do not stand as the source has them', () => {
  const tokens = (...raws: readonly string[]) =>
    raws.map((raw) => ({ type: 'paragraph', raw, text: raw, tokens: [] }));

  it('are not trusted where their lengths do not add up', () => {
    const source = 'a\n\nb\nc\n';
    expect(freezePoint(source, tokens('a\n\n', 'b\nc\n'))).toEqual({ index: 1, offset: 3 });
    expect(freezePoint(source, tokens('a\n\n', 'b\nc'))).toEqual({ index: 0, offset: 0 });
    expect(freezePoint(source, tokens('a\n\n', 'b\nc\n', '\n'))).toEqual({ index: 0, offset: 0 });
  });

  it('that begin within a line are not behind a blank one', () => {
    expect(freezePoint('a\n\n b\nc\n', tokens('a\n\n ', 'b\nc\n'))).toEqual({ index: 0, offset: 0 });
  });

  it('that begin behind a line with words are not either', () => {
    expect(freezePoint('a\nb\nc\n', tokens('a\nb\n', 'c\n'))).toEqual({ index: 0, offset: 0 });
  });
});
