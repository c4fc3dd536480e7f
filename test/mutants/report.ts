import type { Mutant } from './mutant.ts';
import { scoreOf, scoresByArea, type Score } from './score.ts';
import type { Verdict } from './trial.ts';

const place = ({ file, line, operator }: Mutant): string => `${file}:${line} ${operator}`;

/** One line, as soon as it is known. */
export function verdictLine({ mutant, outcome, by }: Verdict, seconds: number): string {
  const noticed = by.replaceAll(/\s+/g, ' ').slice(0, 160);
  return `${outcome.padEnd(10)} ${place(mutant)} (${seconds.toFixed(1)} s)${noticed === '' ? '' : `  ${noticed}`}`;
}

const words = ({ killed, survived, equivalent, percent }: Score): string =>
  `${percent.toFixed(1)} %  (${killed} killed, ${survived} survived, ${equivalent} equivalent)`;

/** The survivors, the score of each area, and last the score. */
export function report(verdicts: readonly Verdict[]): string {
  const survivors = verdicts.flatMap(({ mutant, outcome }) =>
    outcome === 'survived'
      ? [`${place(mutant)}, in ${mutant.within || 'the file'}\n    - ${mutant.before}\n    + ${mutant.after}`]
      : [],
  );
  const areas = [...scoresByArea(verdicts)].map(([area, score]) => `${area.padEnd(24)} ${words(score)}`);
  return [
    ...(survivors.length === 0 ? [] : ['Survivors:', ...survivors, '']),
    ...areas,
    '',
    `Score: ${words(scoreOf(verdicts))}`,
  ].join('\n');
}
