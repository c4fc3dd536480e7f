import { describe, expect, it } from 'vitest';
import { createEquivalents } from './equivalents.ts';
import type { Mutant } from './mutant.ts';
import { report } from './report.ts';
import { scoreOf, scoresByArea } from './score.ts';
import { inOrder } from './test-order.ts';
import type { Verdict } from './trial.ts';

const mutant: Mutant = {
  file: 'lib/session/budget.ts',
  operator: 'boundary',
  start: 10,
  end: 11,
  text: '<=',
  line: 2,
  within: 'isLow',
  before: 'return a < b;',
  after: 'return a <= b;',
};

describe('test files', () => {
  const tests = [
    'test/flows/asking.test.ts',
    'test/background/panel.test.ts',
    'test/session/step.test.ts',
    'test/session/budget-limit.test.ts',
  ];
  const known = { duration: (test: string) => (test.includes('panel') ? 5 : 900), kills: () => 0 };

  it('come with the nearest first, and then the quickest', () => {
    expect(inOrder(tests, mutant.file, known)).toEqual([
      'test/session/budget-limit.test.ts',
      'test/session/step.test.ts',
      'test/background/panel.test.ts',
      'test/flows/asking.test.ts',
    ]);
  });

  it('stand beside components, too', () => {
    const beside = ['test/shared/equal.test.ts', 'test/components/panel.test.tsx'];
    const slow = { ...known, duration: (test: string) => (test.includes('panel') ? 9 : 1) };
    expect(inOrder(beside, 'components/chat/Panel.tsx', slow)[0]).toBe('test/components/panel.test.tsx');
  });

  it('that have killed others of the same file come before all', () => {
    const kills = (test: string, file: string): number =>
      test.startsWith('test/flows') && file === mutant.file ? 1 : 0;
    expect(inOrder(tests, mutant.file, { ...known, kills })[0]).toBe('test/flows/asking.test.ts');
    expect(inOrder(tests, 'lib/session/step.ts', { ...known, kills })[0]).toBe('test/session/step.test.ts');
  });
});

describe('equivalents', () => {
  const { file, within, before, after } = mutant;
  const listed = { file, within, before, after, why: 'Both are the same here.' };

  it('are known by file, function and lines, wherever these stand now', () => {
    const equivalents = createEquivalents([listed]);
    expect(equivalents.has({ ...mutant, line: 90, start: 900, end: 901 })).toBe(true);
    expect(equivalents.has({ ...mutant, within: 'other' })).toBe(false);
    expect(equivalents.has({ ...mutant, after: 'return a > b;' })).toBe(false);
    expect(equivalents.has({ ...mutant, file: 'lib/session/step.ts' })).toBe(false);
  });

  it('that name nothing any more are told', () => {
    const gone = { ...listed, before: 'return c < d;' };
    expect(createEquivalents([listed, gone]).stale([mutant])).toEqual([gone]);
  });
});

describe('the score', () => {
  const verdict = (outcome: Verdict['outcome'], file = mutant.file): Verdict => ({
    mutant: { ...mutant, file },
    outcome,
    by: '',
  });
  const verdicts = [
    verdict('killed'),
    verdict('timed-out'),
    verdict('killed', 'components/chat/Panel.tsx'),
    verdict('survived'),
    verdict('equivalent'),
  ];

  it('is what was killed of what could be', () => {
    expect(scoreOf(verdicts)).toEqual({ killed: 3, survived: 1, equivalent: 1, percent: 75 });
    expect(scoreOf([verdict('equivalent')]).percent).toBe(100);
  });

  it('is told by area', () => {
    expect([...scoresByArea(verdicts).keys()]).toEqual(['lib/session', 'components/chat']);
    expect(scoresByArea(verdicts).get('lib/session')?.percent).toBeCloseTo(66.7, 1);
  });

  it('is reported with the survivors, before and after', () => {
    const text = report(verdicts);
    expect(text).toContain(
      'lib/session/budget.ts:2 boundary, in isLow\n    - return a < b;\n    + return a <= b;',
    );
    expect(text.trim().split('\n').at(-1)).toBe('Score: 75.0 %  (3 killed, 1 survived, 1 equivalent)');
  });
});
