/** One run at a time, shared by all who ask while it is under way. */
export interface SingleFlight<Arguments extends readonly unknown[], Value> {
  /** Joins the run under way, whatever it was asked with; where there is none, starts one. */
  join(...given: Arguments): Promise<Value>;
  /** null: there is none. */
  underWay(): Promise<Value> | null;
}

/** What comes of a run, a failure too, is the answer to those who joined it and to nobody after them. */
export function createSingleFlight<Arguments extends readonly unknown[], Value>(
  run: (...given: Arguments) => Promise<Value>,
): SingleFlight<Arguments, Value> {
  let current: Promise<Value> | null = null;
  return {
    join(...given) {
      current ??= run(...given).finally(() => {
        current = null;
      });
      return current;
    },
    underWay: () => current,
  };
}
