import { readdirSync, readFileSync } from 'node:fs';

export interface Source {
  /** From the project's folder, with slashes. */
  readonly file: string;
  readonly text: string;
}

const rooms = ['components', 'lib'];

/**
 * What isn't looked at: tables of words and of types, where a change is another sentence and no other behaviour; and
 * what only a browser runs, whose tests take minutes for one mutant (test/e2e holds them).
 */
const passedOver = [
  // Grammar, the status line, and what makes a telling of a problem are more than a table.
  /^lib\/view\/words\/(?!(?:grammar|counting|time-taken|status-words|problem-words|problem-telling)\.ts$)/,
  /^lib\/browser\//,
  /^components\/chat\/prerender\.tsx$/,
  /\.d\.ts$/,
];

/** The code that ships and that tests without a browser can judge. */
export function shippedSources(): readonly Source[] {
  return rooms
    .flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' }).map(
        (file) => `${room}/${file.replaceAll('\\', '/')}`,
      ),
    )
    .filter((file) => /\.tsx?$/.test(file) && !passedOver.some((pattern) => pattern.test(file)))
    .toSorted()
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}
