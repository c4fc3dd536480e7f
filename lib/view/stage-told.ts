import type { TestStage } from '../messaging/settings-shapes.ts';
import { nextStepWords, problemSteps } from './words/next-step-words.ts';
import { problemWords } from './words/problem-words.ts';
import { testNoteWords } from './words/test-note-words.ts';

/** All that is said of one stage, on screen and in the report that is copied. */
export interface StageTold {
  /** What went wrong; null: nothing, or nothing that deserves a title. */
  readonly title: string | null;
  readonly found: string | null;
  readonly next: string | null;
  /** The server's own words. On screen only: nobody can tell what a server puts into them. */
  readonly quotation: string | null;
}

export function tellStage({ outcome, note, problem }: TestStage): StageTold {
  const told = problem && problemWords(problem);
  const next = note === undefined ? null : nextStepWords(note);
  return {
    // Where it works all the same, the step says it better than a title that was made for a failure.
    title: told === undefined || (outcome === 'warned' && next !== null) ? null : told.title,
    found: note === undefined ? null : testNoteWords(note),
    next: next ?? (problem && (problemSteps[problem.code] ?? told?.body)) ?? null,
    quotation: told?.quotation ?? null,
  };
}
