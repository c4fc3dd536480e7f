import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { scaled } from '../run/scale.ts';
import { listMutants } from './mutant-list.ts';
import { mutated, type Mutant } from './mutant.ts';
import { sample } from './sample.ts';
import { shippedSources } from './shipped-sources.ts';

/** What the operator makes of a source of one line. */
function made(operator: string, source: string): readonly string[] {
  const mutants = listMutants('lib/a.ts', source).filter((mutant) => mutant.operator === operator);
  return mutants.map((mutant) => mutated(source, mutant));
}

const faults = (file: string, text: string): readonly string[] =>
  (
    ts.transpileModule(text, {
      fileName: file,
      reportDiagnostics: true,
      compilerOptions: { target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.ReactJSX },
    }).diagnostics ?? []
  ).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));

describe('each operator', () => {
  it.each<[operator: string, source: string, ...made: string[]]>([
    ['boundary', 'a < b;', 'a <= b;'],
    ['boundary', 'a <= b;', 'a < b;'],
    ['boundary', 'a > b;', 'a >= b;'],
    ['boundary', 'a >= b;', 'a > b;'],
    ['boundary', 'a === b;'],
    ['equality', 'a === b;', 'a !== b;'],
    ['equality', 'a !== b;', 'a === b;'],
    ['equality', 'a < b;'],
    ['connective', 'a && b;', '(a || b);'],
    ['connective', 'a || b;', '(a && b);'],
    ['half', 'a && b;', 'a;', 'b;'],
    ['half', 'a || b;', 'a;', 'b;'],
    ['half', 'a ?? b;'],
    ['negation', 'if (a) b;', 'if (!(a)) b;'],
    ['negation', 'while (a < b) c;', 'while (!(a < b)) c;'],
    ['negation', 'for (;a;) b;', 'for (;!(a);) b;'],
    ['negation', 'a ? b : c;', '!(a) ? b : c;'],
    ['negation', 'if (a === b) c; if (!a) c;'],
    ['negation', 'for (;;) b;'],
    ['not', '!a;', 'a;'],
    ['not', '!(a && b);', '(a && b);'],
    ['not', '-a;'],
    ['await', 'await a();', 'a();'],
    ['guard', 'if (a) return;', '{}'],
    ['guard', 'if (a) { b(); throw c; }', '{}'],
    [
      'guard',
      'for (;;) { if (a) continue; if (b) break; }',
      'for (;;) { {} if (b) break; }',
      'for (;;) { if (a) continue; {} }',
    ],
    ['guard', 'if (a) return; else b();'],
    ['guard', 'if (a) b();'],
    ['call', 'a();', '{}'],
    ['call', 'await a.b();', '{}'],
    ['call', 'void a();', '{}'],
    ['call', 'if (a) b();', 'if (a) {}'],
    ['call', "log.warn('x'); const a = b(); a = b();"],
    [
      'handler',
      'try { a(); } catch { b(); } finally { c(); }',
      'try { a(); } catch {} finally { c(); }',
      'try { a(); } catch { b(); } finally {}',
    ],
    ['handler', 'try { a(); } catch {}'],
    ['number', 'f(0, 60);', 'f(1, 60);', 'f(0, 61);'],
    ['number', 'f(0.5, 1000); a += 1; b -= 1;'],
    ['boolean', 'f(true, false);', 'f(false, false);', 'f(true, true);'],
    ['text', "a = '';", "a = 'mutant';"],
    ['text', 'a = `x${b}`;', "a = '';"],
    ['text', "a = 'x'; b = { '': c };"],
    ['list', 'a = [b, c];', 'a = [];'],
    ['list', 'a = []; [b, c] = a; const [d] = a;'],
    ['arithmetic', 'a - b;', 'a + b;'],
    ['arithmetic', 'a * b / c;', 'a / b / c;', 'a * b * c;'],
    ['arithmetic', 'a += 1;', 'a -= 1;'],
    ['arithmetic', "a + b; a += 'x'; a += `x${b}`;"],
    ['method', 'Math.min(a, b);', 'Math.max(a, b);'],
    ['method', 'a.some(b);', 'a.every(b);'],
    ['method', 'a.startsWith(b);', 'a.endsWith(b);'],
    ['method', 'a.toString(); some(b);'],
    ['narrowing', 'a.filter(b).trim();', 'a.filter(b);', 'a.trim();'],
    ['narrowing', 'a?.trim(); (b ?? c).slice(1);', 'a?.trim(); (b ?? c);'],
    ['spread', 'a = { ...b, ...(c && d) };', 'a = { ...{}, ...(c && d) };', 'a = { ...b, ...{} };'],
    ['spread', 'a = [...b];'],
  ])('%s: %s', (operator, source, ...expected) => {
    expect(made(operator, source).toSorted()).toEqual(expected.toSorted());
  });
});

describe('the list', () => {
  it('holds nothing of types: they are not there when the code runs', () => {
    const source = 'interface A { b: 1 | true }\ntype C = [1, 2];\nconst d: 1 | 2 = e as { f: 3 };';
    expect(listMutants('lib/a.ts', source)).toEqual([]);
  });

  it('says where a mutant is, in which function, and what its lines were and are', () => {
    const source =
      'const limit = 9;\nexport function isLow(n: number): boolean {\n  return (\n    n <\n    limit\n  );\n}\n';
    const [, boundary] = listMutants('lib/a.ts', source);
    expect(boundary).toMatchObject({
      file: 'lib/a.ts',
      operator: 'boundary',
      line: 4,
      within: 'isLow',
      before: 'n <',
      after: 'n <=',
    });
  });

  it('reads markup where the name says so', () => {
    const source = 'const a = (): unknown => <b hidden={c && true}>{d}</b>;';
    expect(listMutants('components/a.tsx', source).map(({ operator }) => operator)).toContain('boolean');
  });

  it('leaves out how large a picture is drawn', () => {
    const source = 'const a = <Icon size={16} strokeWidth={2} tabIndex={0} />;';
    expect(listMutants('components/a.tsx', source).map(({ after }) => after)).toEqual([
      'const a = <Icon size={16} strokeWidth={2} tabIndex={1} />;',
    ]);
  });

  it('holds a mutant once, and the same ones in the same order each time', () => {
    for (const { file, text } of shippedSources().filter((source) =>
      source.file.startsWith('lib/session/'),
    )) {
      const mutants = listMutants(file, text);
      expect(listMutants(file, text)).toEqual(mutants);
      const places = mutants.map(({ start, end, text: becomes }) => `${start} ${end} ${becomes}`);
      expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
    }
  });

  it('holds only mutants that are programs, and other ones than the code is', () => {
    const some = shippedSources().filter((_, index) => index % 5 === 0);
    const sources = new Map(some.map(({ file, text }) => [file, text]));
    const all = some.flatMap(({ file, text }) => listMutants(file, text));
    expect(new Set(all.map(({ operator }) => operator)).size).toBeGreaterThan(12);
    for (const mutant of sample(all, scaled(60), 1)) {
      const text = sources.get(mutant.file) ?? '';
      const after = mutated(text, mutant);
      expect(after).not.toBe(text);
      expect(faults(mutant.file, after), `${mutant.file}: ${mutant.after}`).toEqual([]);
    }
  });
});

describe('the sample', () => {
  const mutants: readonly Mutant[] = Array.from({ length: 400 }, (_, n) => ({
    file: `lib/${n % 7}.ts`,
    operator: 'number',
    start: n,
    end: n + 1,
    text: '2',
    line: n,
    within: 'f',
    before: `a(${n})`,
    after: `a(${n + 1})`,
  }));

  it('is the same for the same seed, and another for another', () => {
    expect(sample(mutants, 20, 1)).toEqual(sample(mutants, 20, 1));
    expect(sample(mutants, 20, 2)).not.toEqual(sample(mutants, 20, 1));
    expect(sample(mutants, 20, 1)).toHaveLength(20);
    expect(sample(mutants, 1_000, 1)).toHaveLength(400);
  });

  it('keeps what it had when other code comes, goes or moves', () => {
    const before = sample(mutants, 20, 1);
    const gone = mutants.filter((mutant) => before.includes(mutant) || mutant.start % 2 === 0);
    const moved = gone.map((mutant): Mutant => Object.assign({}, mutant, { start: mutant.start + 1_000 }));
    expect(sample(moved, 20, 1).map(({ before: lines }) => lines)).toEqual(
      before.map(({ before: lines }) => lines),
    );
  });

  it('takes from everywhere alike', () => {
    const drawn = Array.from({ length: 50 }, (_, seed) => sample(mutants, 40, seed)).flat();
    for (const file of new Set(mutants.map((mutant) => mutant.file))) {
      const share = drawn.filter((mutant) => mutant.file === file).length / drawn.length;
      expect(share).toBeGreaterThan(0.1);
      expect(share).toBeLessThan(0.2);
    }
  });
});
