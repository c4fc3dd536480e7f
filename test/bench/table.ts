import { contenderNames, type ContenderName } from './contender.ts';
import { judge, spreadOf, type Goal, type Row } from './row.ts';

const header = ['work', ...contenderNames, 'ours is', 'goal', ''];

const rounded = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));

function cell(row: Row, name: ContenderName): string {
  const samples = row.samples[name];
  if (samples === undefined) return '–';
  const { min, median, max } = spreadOf(samples);
  return `${rounded(median)} (${rounded(min)}–${rounded(max)})`;
}

function amount(goal: Goal, value: number, unit: string): string {
  switch (goal.kind) {
    case 'ratio':
    case 'share':
      return `${value.toFixed(2)} × ${goal.to}`;
    case 'difference':
      return `${goal.to} + ${value.toFixed(1)} ${unit}`;
    case 'value':
      return `${rounded(value)} ${unit}`;
    default:
      return goal satisfies never;
  }
}

function outcome(row: Row, isMet: boolean): string {
  if (isMet) return 'met';
  return row.isBudget ? 'MISSED' : 'later goal';
}

function line(row: Row): string[] {
  const verdict = judge(row);
  const named = [`${row.name}, ${row.unit}`, ...contenderNames.map((name) => cell(row, name))];
  if (row.goal === null || verdict === null) return [...named, '', '', ''];
  return [
    ...named,
    amount(row.goal, verdict.reached, row.unit),
    `≤ ${amount(row.goal, row.goal.atMost, row.unit)}`,
    outcome(row, verdict.isMet),
  ];
}

/** Columns that stand under each other. */
export function terminalTable(rows: readonly Row[]): string {
  const lines = [header, ...rows.map(line)];
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  return lines
    .map((cells) =>
      cells
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function markdownTable(rows: readonly Row[]): string {
  const lines = [header, header.map(() => '---'), ...rows.map(line)];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
