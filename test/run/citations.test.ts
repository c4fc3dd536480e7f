import { describe, expect, it } from 'vitest';
import { brokenCitations, citingTexts, readCitable } from './citations.ts';

const citable = {
  rules: new Set(['law 7', 'law 8', 'P12', 'R14', 'D8', 'A1']),
  files: new Set(['step.ts', 'README.md', 'Panel.tsx']),
};

describe('what a comment may cite', () => {
  it.each([
    'Stored first (law 7).',
    'Closed by then (laws 7 and 8).',
    'P12: names the answer; R14 blots it out; see D8 and A1.',
    'See step.ts, lib/session/step.ts, README.md and Panel.tsx.',
    'OpenID Connect Core §3.1.3.7, RFC 7636 §4.3.',
    'A PNG of 12 kB; R2D2; U+200D; #D12; COVID19; https://a.example/x.ts.',
    'It is the law of the house.',
  ])('is in the project: %s', (text) => {
    expect(brokenCitations(text, citable)).toEqual([]);
  });

  it.each([
    ['(law 13)', ['law 13']],
    ['(laws 7 and 13)', ['law 13']],
    ['(laws 7, 8 and 99)', ['law 99']],
    ['P13 and R15', ['P13', 'R15']],
    ['see gone.ts', ['gone.ts']],
    ['see lib/gone/gone.tsx', ['lib/gone/gone.tsx']],
    ['(platform §9)', ['platform §']],
    ['(architecture, law 7)', ['architecture, law']],
  ])('is not: %s', (text, broken) => {
    expect(brokenCitations(text, citable)).toEqual(broken);
  });

  it.each(['trust.md', 'experience.md', 'architecture.md'])('is no page of elsewhere: %s', (page) => {
    expect(brokenCitations(`As ${page} says.`, citable)).toContain(page);
  });
});

describe('where citations are looked for', () => {
  it('are comments and the titles of tests, not code', () => {
    const source = [
      '/** law 1 */',
      'const P99 = "P98"; // law 2',
      'it("P97: does", () => {',
      '  /* law 3 */',
      '});',
    ].join('\n');
    expect(citingTexts('a.test.ts', source)).toEqual([
      { line: 1, text: '/** law 1 */' },
      { line: 2, text: '// law 2' },
      { line: 3, text: '"P97: does"' },
      { line: 4, text: '/* law 3 */' },
    ]);
  });

  it('find each kind of rule defined', () => {
    const { rules, ambiguous, files } = readCitable();
    expect([...rules]).toEqual(
      expect.arrayContaining(['law 1', 'law 12', 'P1', 'P39', 'R1', 'R32', 'D13', 'A7']),
    );
    expect(ambiguous).toEqual([]);
    expect(files).toContain('LAWS.md');
  });
});
