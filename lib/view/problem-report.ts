import type { Problem } from '../shared/problem.ts';
import type { ProblemPlace } from './problem-place.ts';
import { factLines, plainRequestId, timeText } from './report-text.ts';
import { detailWords } from './words/detail-words.ts';

interface ProblemFacts {
  readonly problem: Problem;
  /** Epoch ms. */
  readonly time: number;
  readonly place?: ProblemPlace | undefined;
  /** As the browser calls itself. */
  readonly browser: string;
}

/**
 * What *Copy report* copies of one problem: markdown. Neither what it is about, which may be a page's title, nor the server's
 * words, which may repeat a message or a token, are in it.
 */
export function problemReport({ problem, time, place, browser }: ProblemFacts): string {
  const values = [
    ...[place?.version, browser, problem.code, plainRequestId(problem.requestId), timeText(time)],
    ...[place?.apiUrl, place?.tenantId],
  ];
  const facts = detailWords.facts.map((name, at) => [name, values[at] ?? ''] as const);
  return [`# ${detailWords.title}`, '', ...factLines(facts), '', detailWords.leftOut, ''].join('\n');
}
