/** One change to one file, small enough that a good test suite should notice it. */
export interface Mutant {
  /** From the project's folder, with slashes. */
  readonly file: string;
  /** What kind of change, such as `boundary`. */
  readonly operator: string;
  /** Offsets in the file's text. */
  readonly start: number;
  readonly end: number;
  /** What stands there instead. */
  readonly text: string;
  /** 1 is the first. */
  readonly line: number;
  /** The function, or the top-level name, in which it is: with `before` and `after`, it names the mutant for good. */
  readonly within: string;
  /** The lines that are touched, white space collapsed, as they were and as they are then. */
  readonly before: string;
  readonly after: string;
}

/** The file with the mutant in it. */
export function mutated(
  source: string,
  { start, end, text }: Pick<Mutant, 'start' | 'end' | 'text'>,
): string {
  return source.slice(0, start) + text + source.slice(end);
}
