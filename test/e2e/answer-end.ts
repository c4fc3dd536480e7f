/** The end of an answer comes when the test lets it, and so after all that is to be done before, on a slow machine too. */
export interface AnswerEnd {
  /** For an answer that is asked for from now on (`CannedOptions.until`). The one before comes to its end. */
  next(): Promise<void>;
  come(): void;
}

export function createAnswerEnd(): AnswerEnd {
  let come = (): void => undefined;
  return {
    next() {
      come();
      return new Promise((resolve) => (come = resolve));
    },
    come: () => come(),
  };
}
