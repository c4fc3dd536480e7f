import { firstWord, lastWord } from './answer-text.ts';

const many = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('');

/** Answers that are all of one kind, and larger than people write them, by what a question for one asks for. */
const bodies = {
  'a table of 600 rows': `| Port | Range | Delay | Since |\n| :--- | ---: | ---: | --- |\n${many(600, (n) => `| Port *${n}* | ${n}.5 m | ${n * 7} min | **18${n % 90}** |\n`)}`,
  'code of 3,000 lines': `\`\`\`ts\n${many(3_000, (n) => `const height${n} = minutes * ${n}; // m\n`)}\`\`\`\n`,
  'a list of 3,000 items': many(3_000, (n) => `- The gauge at station ${n} reads high water\n`),
  '100 kB of Chinese': many(70, () => `${'潮汐是海水在月球和太阳引力作用下的周期性涨落。'.repeat(20)}\n\n`),
} as const;

export type ShapeName = keyof typeof bodies;

export const shapedAnswers: Readonly<Record<ShapeName, string>> = Object.fromEntries(
  Object.entries(bodies).map(([name, body]) => [name, `${firstWord} ${name}\n\n${body}\n${lastWord}`]),
) as Record<ShapeName, string>;
