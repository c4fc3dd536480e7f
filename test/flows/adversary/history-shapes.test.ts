import { afterAll, describe, expect, it } from 'vitest';
import { isWhole, patienceOfTest } from '../../chaos/scale.ts';
import * as shapes from '../../platform/history-shapes.ts';
import { over } from '../ways.ts';
import { haveExchanges, product, verdictOn } from './conversation.ts';
import { answerLost, breaksOf, questionLost, type LineBreak } from './line-breaks.ts';
import { piecesEach } from './telling-assistant.ts';
import { v1Breaks, v1Ways } from './v1-breaks.ts';
import { faultless, faultsOf, sumOf, tellVerdict, type Verdict } from './verdict.ts';

/*
 * What a platform makes of its history when it is asked: a line breaks while a question is under way, and the history is
 * all there is to tell what became of it.
 */
interface Case {
  readonly name: string;
  readonly shape: shapes.HistoryShape;
  /** Nothing in it is hidden or changed: not to know would be no way out. */
  readonly isHonest?: true;
}

const cases: readonly Case[] = [
  { name: 'whole', shape: shapes.wholeHistory, isHonest: true },
  { name: 'the newest two only', shape: shapes.newestOnly(2) },
  { name: 'the oldest four only', shape: shapes.oldestOnly(4) },
  { name: 'newest first', shape: shapes.newestFirst, isHonest: true },
  { name: 'trimmed', shape: shapes.trimmed },
  { name: 'composed (NFC)', shape: shapes.composed },
  { name: 'with CRLF', shape: shapes.withCrlf },
  { name: 'without the three oldest', shape: shapes.pruned(3) },
  ...(['has_more', 'next', 'total', 'link'] as const).map((notice) => ({
    name: `a page of four, with ${notice}`,
    shape: shapes.paged(4, notice),
  })),
];

/** Every shape that changes a text changes this one. */
const text = '  Is it “e\u0301tude”,\nor is it not?\n';

const earlier: Readonly<Record<string, readonly string[]>> = {
  'nothing said before': [],
  'three others said before': ['One', 'Two', 'Three'],
  'said three times before': [text, text, text],
};

const all = breaksOf(piecesEach);
const some: readonly LineBreak[] = isWhole
  ? all
  : [questionLost, answerLost, ...all.filter(({ name }) => /chunk 2|complete 1/.test(name))];

const told: Verdict[] = [];
let conversations = 0;

describe.each(cases)('a history that is $name', ({ shape, isHonest }) => {
  it.each(product(Object.keys(earlier), [true, false]))(
    'with %s (ids: %s): nothing lost or doubled, no other answer',
    { timeout: patienceOfTest },
    async (before, echoClientMessageId) => {
      const verdicts: Verdict[] = [];
      for (const [index, point] of some.entries()) {
        const verdict = await verdictOn(
          { echoClientMessageId, numbersItems: index % 2 === 0, pieceEvery: 300 },
          async (flow) => {
            await haveExchanges(flow, earlier[before] ?? []);
            flow.platform.shapeHistory(shape);
            flow.breakAt(point);
            await flow.types(text);
            await flow.types('And then?');
          },
        );
        expect.soft({ ...faultsOf(verdict), point: point.name }).toEqual({ ...faultless, point: point.name });
        verdicts.push(verdict);
      }
      const sum = sumOf(verdicts);
      told.push(sum);
      conversations += verdicts.length;
      if (isHonest === true) expect(sum.answered).toBe(sum.typed);
    },
  );
});

/** In the short form only where the question or the answer itself is what is lost, behind others. */
const isWhatMatters = ({ name }: LineBreak): boolean =>
  isWhole || /^with (?:chat_|response_)|^after chat_message/.test(name);
const others: readonly string[] = isWhole ? Object.keys(earlier) : ['three others said before'];

describe.each(v1Ways)('over %s', (way) => {
  it.each(product(cases, [true, false]).map(([one, ids]) => ({ name: one.name, one, ids })))(
    'a history that is $name (ids: $ids): nothing lost or doubled, no other answer',
    { timeout: patienceOfTest },
    async ({ one: { shape, isHonest }, ids: echoClientMessageId }) => {
      const { profile, ...platform } = over(way);
      const verdicts: Verdict[] = [];
      const points = v1Breaks[way].filter(isWhatMatters);
      expect(points.length).toBeGreaterThan(1);
      for (const [[index, point], before] of product([...points.entries()], others)) {
        const verdict = await verdictOn(
          { ...platform, ...profile, echoClientMessageId, numbersItems: index % 2 === 0 },
          async (flow) => {
            await haveExchanges(flow, earlier[before] ?? []);
            flow.platform.shapeHistory(shape);
            flow.breakAt(point);
            await flow.types(text);
            await flow.types('And then?');
          },
        );
        const about = { point: point.name, before };
        expect.soft({ ...faultsOf(verdict), ...about }).toEqual({ ...faultless, ...about });
        verdicts.push(verdict);
      }
      const sum = sumOf(verdicts);
      told.push(sum);
      conversations += verdicts.length;
      if (isHonest === true) expect(sum.answered).toBe(sum.typed);
    },
  );
});

afterAll(() => tellVerdict('shapes of history', conversations, sumOf(told)));
