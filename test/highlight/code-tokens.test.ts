import { describe, expect, it } from 'vitest';
import { codeFileName, codeLanguage } from '../../lib/highlight/code-languages.ts';
import { codeTokens } from '../../lib/highlight/code-tokens.ts';
import { highlighted } from '../../lib/highlight/highlight-worker.ts';
import { tokenKinds } from '../../lib/highlight/token-kinds.ts';

const told = (code: string, language: string): string[] => {
  const tokens = codeTokens(code, codeLanguage(language)?.id ?? '') ?? [];
  const found: string[] = [];
  for (let at = 0; at < tokens.length; at += 3) {
    const [start = 0, length = 0, kind = -1] = tokens.slice(at, at + 3);
    found.push(`${tokenKinds[kind]} ${code.slice(start, start + length)}`);
  }
  return found;
};

describe('code in colour', () => {
  it.each([
    ['ts', 'const a = `x${b}`; // hi', ['keyword const', 'string `x', 'string `', 'comment // hi']],
    ['py', 'def f(): return 1', ['keyword def', 'title f', 'keyword return', 'number 1']],
    ['diff', '+a\n-b', ['added +a', 'removed -b']],
    ['json', '{"a": true}', ['attribute "a"', 'keyword true']],
    ['Dockerfile', 'FROM a', ['keyword FROM']],
    ['nothing that is known', 'a = 1', []],
  ])('%s: %s', (language, code, tokens) => {
    const found = told(code, language);
    for (const token of tokens) expect(found).toContain(token);
    if (tokens.length === 0) expect(found).toEqual([]);
  });

  it('has a grammar for every language that has a name', () => {
    const names =
      'js ts jsx tsx python java c c++ c# go rust php ruby swift kotlin sql bash powershell json yaml html xml css';
    for (const name of `${names} markdown diff dockerfile toml ini r lua graphql scss makefile`.split(' ')) {
      const language = codeLanguage(name);
      expect(language?.name).toMatch(/^[A-Z]/);
      expect(codeTokens('a "b" 1', language?.id ?? '')).not.toBeNull();
    }
  });

  it('tells tokens in order, apart, and within the code', () => {
    const code = '// 😀\nclass A<T> extends B { x = "é\\n"; /re/g }\n<b attr="1">';
    for (const language of ['ts', 'html', 'java', 'markdown', 'php']) {
      const tokens = codeTokens(code, codeLanguage(language)?.id ?? '') ?? new Int32Array();
      let end = 0;
      for (let at = 0; at < tokens.length; at += 3) {
        expect(tokens[at]).toBeGreaterThanOrEqual(end);
        end = (tokens[at] ?? 0) + (tokens[at + 1] ?? 0);
        expect(tokens[at + 2]).toBeLessThan(tokenKinds.length);
      }
      expect(end).toBeLessThanOrEqual(code.length);
    }
  });

  it('answers a job by its number, and nothing that is none', () => {
    expect(highlighted({ id: 7, job: { code: 'if', language: 'c' } })).toMatchObject({ id: 7 });
    expect(highlighted({ id: 7, job: 'x' })).toBeNull();
    expect(highlighted(null)).toBeNull();
  });

  it.each([
    ['ts', 'code.ts'],
    ['Python', 'code.py'],
    ['dockerfile', 'Dockerfile'],
    ['../../evil.exe', 'code.txt'],
  ])('in %s is saved as %s', (language, name) => {
    expect(codeFileName(codeLanguage(language))).toBe(name);
  });
});
