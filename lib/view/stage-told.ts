import type { TestStage } from '../messaging/settings-shapes.ts';
import { readableAddress, readableName } from './readable-address.ts';
import { nextStepWords, problemSteps } from './words/next-step-words.ts';
import { problemWords } from './words/problem-words.ts';
import { testNoteWords } from './words/test-note-words.ts';

/** All that is said of one stage, on screen and in the report that is copied: a cause once. */
export interface StageTold {
  /** What went wrong, where `found` doesn't say it; null: nothing, or nothing that deserves a title. */
  readonly title: string | null;
  readonly found: string | null;
  readonly next: string | null;
  /** The server's own words. On screen only: nobody can tell what a server puts into them. */
  readonly quotation: string | null;
}

export function tellStage({ outcome, note: code, problem: met }: TestStage): StageTold {
  const note = code?.code === 'addresses' ? withReadable(code) : code;
  const problem = met?.subject === undefined ? met : { ...met, subject: readableName(met.subject) };
  const told = problem && problemWords(problem);
  const next = note === undefined ? null : nextStepWords(note);
  // What *automatic* has tried in vain is no cause: that is its problem's.
  const found =
    note === undefined || (told !== undefined && note.code === 'no-way') ? null : testNoteWords(note);
  return {
    // Where it works all the same, the step says it better than a title that was made for a failure.
    title:
      told === undefined || found !== null || (outcome === 'warned' && next !== null) ? null : told.title,
    found,
    next: next ?? (problem && (problemSteps[problem.code] ?? told?.body)) ?? null,
    quotation: told?.quotation ?? null,
  };
}

const withReadable = <Note extends { apiUrl: string; wsUrl: string }>(note: Note): Note => ({
  ...note,
  apiUrl: readableAddress(note.apiUrl),
  wsUrl: readableAddress(note.wsUrl),
});
