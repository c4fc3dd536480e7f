/** What the runner asks its process, and what that answers: one answer to each question, in order. */
export type Question =
  | { readonly ask: 'related'; readonly file: string }
  | {
      readonly ask: 'run';
      /** In the order in which they run. */
      readonly tests: readonly string[];
      /** Source files that have changed since the run before. */
      readonly changed: readonly string[];
      /** End with the first failure. */
      readonly isHasty: boolean;
    };

export interface TestRun {
  /** Each test file that failed, or an error from outside of every test, with the words of its first. */
  readonly failures: readonly { readonly test: string; readonly words: string }[];
  /** ms by test file. */
  readonly durations: Readonly<Record<string, number>>;
}

export type Answer =
  | { readonly ask: 'ready' }
  | { readonly ask: 'related'; readonly tests: readonly string[] }
  | ({ readonly ask: 'run' } & TestRun);
