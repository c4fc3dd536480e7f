import { mostTimesTheMean } from './figures.ts';
import type { Recovery } from './record.ts';

/** One set of axes. Pixels, and attempts per second. */
interface Panel {
  readonly top: number;
  readonly height: number;
  readonly most: number;
  readonly tick: number;
}

const width = 760;
const left = 56;
const right = 108;
const together: Panel = { top: 44, height: 190, most: 10_000, tick: 2500 };
const enlarged: Panel = { top: 290, height: 170, most: 1600, tick: 400 };
const bottom = enlarged.top + enlarged.height;
const height = bottom + 38;

const style = `
text{font:12px system-ui,sans-serif;fill:#57606a}.title{fill:#24292f}.axis{stroke:#d0d7de}
.with{fill:#0969da}.without{fill:#cf222e;opacity:.75}.mean,.limit{stroke:#24292f}.mean{stroke-dasharray:2 3}.limit{stroke-dasharray:7 4}.peak{stroke:#0969da}
@media (prefers-color-scheme:dark){text{fill:#9ea7b3}.title{fill:#e6edf3}.axis{stroke:#3d444d}
.with{fill:#58a6ff}.without{fill:#ff7b72}.mean,.limit{stroke:#e6edf3}.peak{stroke:#58a6ff}}`;

/** The curve for the README: attempts per second of the same deploy, with the spread of P25 and without it. */
export function drawRecovery(spread: Recovery, plain: Recovery): string {
  const seconds = Math.max(spread.perSecond.length, plain.perSecond.length);
  const x = (second: number): number => tidy(left + (second / seconds) * (width - left - right));
  const description =
    `With the spread at most ${spread.peak} attempts in a second and ${Math.round(spread.mean)} in the mean; ` +
    `without it at most ${plain.peak}.`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d">`,
    '<title id="t">Connection attempts per second during a rolling deploy, 100,000 clients</title>',
    `<desc id="d">${description}</desc>`,
    `<style>${style}</style>`,
    text(left, 16, 'Connection attempts in each second, 100,000 clients on 20 servers', 'title'),
    key(left, 33, 'with', 'with the spread (P25)'),
    key(left + 170, 33, 'without', 'without it (P34 alone)'),
    ...axes(together),
    bars(plain.perSecond, together, x, 'without'),
    bars(spread.perSecond, together, x, 'with'),
    text(left, enlarged.top - 14, 'With the spread, enlarged', 'title'),
    ...axes(enlarged),
    bars(spread.perSecond, enlarged, x, 'with'),
    ...level(enlarged, mostTimesTheMean * spread.mean, 'limit', `${mostTimesTheMean} × mean`),
    ...level(enlarged, spread.peak, 'peak', 'busiest s*'),
    ...level(enlarged, spread.mean, 'mean', 'mean'),
    text(left, bottom + 32, '* wherever it begins; the columns are whole seconds'),
    ...minutes(seconds, x),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function tidy(value: number): number {
  return Math.round(value * 10) / 10;
}

function y({ top, height: tall, most }: Panel, value: number): number {
  return tidy(top + tall * (1 - value / most));
}

function text(atX: number, atY: number, words: string, kind = '', anchor = 'start'): string {
  return `<text x="${atX}" y="${atY}" class="${kind}" text-anchor="${anchor}">${words}</text>`;
}

function key(atX: number, atY: number, kind: string, words: string): string {
  return `<rect x="${atX}" y="${atY - 9}" width="10" height="10" class="${kind}"/>${text(atX + 15, atY, words)}`;
}

function line(panel: Panel, value: number, kind: string): string {
  return `<path d="M${left} ${y(panel, value)}H${width - right}" class="${kind}"/>`;
}

function axes(panel: Panel): string[] {
  const ticks = Array.from({ length: Math.floor(panel.most / panel.tick) + 1 }, (_, n) => n * panel.tick);
  return ticks.flatMap((value) => [
    line(panel, value, 'axis'),
    text(left - 6, y(panel, value) + 4, value.toLocaleString('en'), '', 'end'),
  ]);
}

/** A line across, with its value beside it. */
function level(panel: Panel, value: number, kind: string, words: string): string[] {
  const said = `${words}: ${Math.round(value).toLocaleString('en')}`;
  return [line(panel, value, kind), text(width - right + 6, y(panel, value) + 4, said, 'title')];
}

function minutes(seconds: number, x: (second: number) => number): string[] {
  const marks = Array.from({ length: Math.floor(seconds / 60) + 1 }, (_, minute) => minute);
  return [
    ...marks.map((minute) => text(x(minute * 60), bottom + 16, String(minute), '', 'middle')),
    text(width - right, bottom + 32, 'minutes since the first server closed', '', 'end'),
  ];
}

/** One path of steps, a second each. */
function bars(
  perSecond: readonly number[],
  panel: Panel,
  x: (second: number) => number,
  kind: string,
): string {
  const steps = perSecond.map((attempts, second) => `V${y(panel, attempts)}H${x(second + 1)}`);
  return `<path d="M${left} ${y(panel, 0)}${steps.join('')}V${y(panel, 0)}Z" class="${kind}"/>`;
}
