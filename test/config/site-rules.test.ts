import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forbiddenPage, mayReadPage, readHostPattern, type SiteRules } from '../../lib/config/site-rules.ts';
import { scaled } from '../run/scale.ts';

const every: SiteRules = { enabled: true, allow: null, block: [] };
const only = (...allow: string[]): SiteRules => ({ ...every, allow });
const never = (...block: string[]): SiteRules => ({ ...every, block });

describe('a host pattern', () => {
  it.each([
    ['example.com', 'example.com'],
    ['  EXAMPLE.com ', 'example.com'],
    ['*.Example.COM', '*.example.com'],
    ['example.com.', 'example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['*.例え.テスト', '*.xn--r8jz45g.xn--zckzah'],
    ['intranet', 'intranet'],
    ['*.com', '*.com'],
    ['10.0.0.1', '10.0.0.1'],
    ['[::1]', '[::1]'],
    ['a_b.example.com', 'a_b.example.com'],
  ])('%j is kept as %j', (written, kept) => {
    expect(readHostPattern(written)).toBe(kept);
    expect(readHostPattern(kept)).toBe(kept);
  });

  it.each([
    ...['', ' ', '*', '*.', '**.example.com', '*.*.com', 'exa*mple.com', 'www.*', '*example.com'],
    ...['https://example.com', 'example.com/', 'example.com/path', 'example.com?a', 'example.com#a'],
    ...['example.com:443', 'user@example.com', 'exa mple.com', 'exa\nmple.com', 'exa%6dple.com', 'a\\b.com'],
    ...['.example.com', 'example..com', '..', '.', '*..com', '*.10.0.0.1', '*.1', '*.[::1]', '[example.com]'],
    ...['[::1]:80', '^example|com$', 'a'.repeat(301), '<all_urls>', '999.1.1.1'],
  ])('%j is refused: it is not a host', (written) => {
    expect(readHostPattern(written)).toBeNull();
  });
});

describe('a page may be read', () => {
  it.each<[SiteRules, string | undefined]>([
    [every, 'https://example.com/'],
    [every, 'about:blank'],
    [every, undefined],
    [only('example.com'), 'https://example.com/path?q#f'],
    [only('example.com'), 'http://example.com:8080/'],
    [only('example.com'), 'https://EXAMPLE.com./'],
    [only('example.com'), 'https://reader:geheim@example.com/'],
    [only('*.example.com'), 'https://example.com/'],
    [only('*.example.com'), 'https://a.b.example.com/'],
    [only('xn--bcher-kva.example'), 'https://bücher.example/'],
    [only('10.0.0.1'), 'http://10.0.0.1:3000/'],
    [only('10.0.0.1'), 'http://0xa.1/'],
    [never('example.com'), 'https://www.example.com/'],
    [never('*.example.com'), 'https://example.com.evil.test/'],
    [never('*.example.com'), 'https://notexample.com/'],
    [{ enabled: true, allow: ['*.example.com'], block: ['hr.example.com'] }, 'https://www.example.com/'],
  ])('by %j: %s', (rules, url) => {
    expect(mayReadPage(rules, url)).toBe(true);
  });
});

describe('a page may not be read', () => {
  it.each<[SiteRules, string | undefined]>([
    [{ ...every, enabled: false }, 'https://example.com/'],
    [{ ...only('example.com'), enabled: false }, 'https://example.com/'],
    [only(), 'https://example.com/'],
    [only('example.com'), 'https://www.example.com/'],
    [only('example.com'), 'https://notexample.com/'],
    [only('example.com'), 'https://example.com.evil.test/'],
    [only('example.com'), 'https://example.com@evil.test/'],
    [only('example.com'), 'https://evil.test/?https://example.com/'],
    [only('example.com'), 'https://evil.test#@example.com/'],
    [only('*.example.com'), 'https://notexample.com/'],
    // A dot in a pattern is a dot, never "any character".
    [only('a.example.com'), 'https://axexample.com/'],
    [never('example.com'), 'https://example.com:8443/'],
    [never('example.com'), 'https://example.com./'],
    [never('*.example.com'), 'https://a.b.example.com/'],
    [never('xn--bcher-kva.example'), 'https://BÜCHER.example/'],
    [{ enabled: true, allow: ['hr.example.com'], block: ['*.example.com'] }, 'https://hr.example.com/'],
    // Without a host no list can say yes, and none can say no.
    [only('example.com'), 'about:blank'],
    [never('example.com'), 'file:///home/a.html'],
    [never('example.com'), 'view-source:https://example.com/'],
    [never('example.com'), 'not a url'],
    [never('example.com'), undefined],
  ])('by %j: %s', (rules, url) => {
    expect(mayReadPage(rules, url)).toBe(false);
  });
});

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => `${labels.join('.')}.test`);
const spelled = (name: string): fc.Arbitrary<string> =>
  fc
    .record({
      isUpper: fc.boolean(),
      port: fc.constantFrom('', ':80', ':8443'),
      scheme: fc.constantFrom('http', 'https'),
      path: fc.webPath(),
    })
    .map(
      ({ isUpper, port, scheme, path }) => `${scheme}://${isUpper ? name.toUpperCase() : name}${port}${path}`,
    );

it('a pasted text is no page, whatever the rules say', () => {
  const rules = { ...only('example.com'), enabled: false };
  expect(forbiddenPage(rules, [{ url: '' }])).toBeUndefined();
  expect(forbiddenPage(rules, [{ url: '' }, { url: 'https://a.example/' }])).toEqual({
    url: 'https://a.example/',
  });
});

describe('for any host', () => {
  it('its pattern speaks of it alone, and `*.` of it and what is below; however the URL is written', () => {
    fc.assert(
      fc.property(
        host.chain((name) => fc.tuple(fc.constant(name), label, spelled(name))),
        ([name, sub, url]) => {
          const exact = readHostPattern(name)!;
          const wide = readHostPattern(`*.${name}`)!;
          const child = url.replace('://', `://${sub}.`);
          const stranger = url.replace('://', `://${sub}`);
          expect([url, child, stranger].map((page) => mayReadPage(only(exact), page))).toEqual([
            true,
            false,
            false,
          ]);
          expect([url, child, stranger].map((page) => mayReadPage(only(wide), page))).toEqual([
            true,
            true,
            false,
          ]);
          // What a list allows, the same list as a block list refuses, and the other way round.
          for (const page of [url, child, stranger]) {
            for (const pattern of [exact, wide]) {
              expect(mayReadPage(never(pattern), page)).toBe(!mayReadPage(only(pattern), page));
              expect(mayReadPage({ enabled: true, allow: [pattern], block: [pattern] }, page)).toBe(false);
            }
          }
        },
      ),
    );
  });

  it('whatever is written as a pattern or a URL, nothing throws, and what is kept is kept the second time', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.domain());
    fc.assert(
      fc.property(anything, anything, (written, url) => {
        const pattern = readHostPattern(written);
        if (pattern === null) return;
        expect(readHostPattern(pattern)).toBe(pattern);
        const rules = only(pattern);
        if (!mayReadPage(rules, url)) return;
        const { hostname } = new URL(url);
        expect(hostname.endsWith(pattern.replace('*.', '')) || hostname.endsWith('.')).toBe(true);
      }),
      { numRuns: scaled(3000) },
    );
  });
});
