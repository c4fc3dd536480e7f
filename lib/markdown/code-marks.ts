export interface CodeMarks {
  /** Backticks of the run that begins at `at`. */
  readonly lengthAt: (at: number) => number;
  /** Offset of the next run of exactly `length` at or behind `from`; -1: none. */
  readonly closing: (length: number, from: number) => number;
}

/** The runs of backticks of a text, found once: whichever opens, its end is looked up, never searched for. */
export function createCodeMarks(text: string): CodeMarks {
  const runs = new Map<number, { readonly starts: number[]; next: number }>();
  for (const { 0: ticks, index } of text.matchAll(/`+/g)) {
    const run = runs.get(ticks.length);
    if (run) run.starts.push(index);
    else runs.set(ticks.length, { starts: [index], next: 0 });
  }
  return {
    lengthAt(at) {
      let end = at;
      while (text[end] === '`') end += 1;
      return end - at;
    },
    closing(length, from) {
      const run = runs.get(length);
      if (!run) return -1;
      while ((run.starts[run.next] ?? Infinity) < from) run.next += 1;
      return run.starts[run.next] ?? -1;
    },
  };
}
