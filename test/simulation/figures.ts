import type { Recovery } from './record.ts';

/** The requirement: how many times the mean the busiest second may be. */
export const mostTimesTheMean = 3;

const whole = (value: number): string => Math.round(value).toLocaleString('en');

const columns: readonly { readonly title: string; readonly of: (recovery: Recovery) => string }[] = [
  { title: 'peak /s', of: ({ peak }) => whole(peak) },
  { title: 'mean /s', of: ({ mean }) => whole(mean) },
  { title: 'peak ÷ mean', of: ({ peak, mean }) => (peak / mean).toFixed(2) },
  { title: 'peak of one server /s', of: ({ peakOfServer }) => whole(peakOfServer) },
  { title: 'attempts', of: ({ attempts }) => whole(attempts) },
  { title: 'refused', of: ({ refused }) => whole(refused) },
  { title: 'REST calls', of: ({ restCalls }) => whole(restCalls) },
  {
    title: 'wait s: median, 99 %, longest',
    of: ({ waits }) => [waits.median, waits.p99, waits.longest].map((wait) => wait.toFixed(1)).join(', '),
  },
  { title: 'all back after s', of: ({ seconds }) => whole(seconds) },
  {
    title: 'left behind',
    of: ({ ends }) => whole([...ends].reduce((sum, [end, n]) => (end === well ? sum : sum + n), 0)),
  },
];

/** How every client is to end. */
export const well = 'ready, one socket';

export const tableHead = [
  `| | ${columns.map(({ title }) => title).join(' | ')} |`,
  `| --- |${' ---: |'.repeat(columns.length)}`,
].join('\n');

/** One line of the table in the README. */
export function tableRow(title: string, recovery: Recovery): string {
  return `| ${title} | ${columns.map(({ of }) => of(recovery)).join(' | ')} |`;
}
