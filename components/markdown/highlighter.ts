import type { CodeTokens } from '../../lib/highlight/token-kinds.ts';
import type { StartSideWorker } from '../../lib/shared/side-worker.ts';
import { createSideJobs } from '../../lib/view/side-jobs.ts';

interface Highlighter {
  /** @param language an id of `code-languages.ts`. null: the code stays in one colour */
  tokens(code: string, language: string): Promise<CodeTokens | null>;
}

/** ms. Half a second is enough for 200 kB; the rest is for a slow start. A grammar can be led to take forever. */
const longest = 2_500;
/** Characters, and lines: more than anybody reads in colour. */
const longestCode = 200_000;
const mostLines = 5_000;

const known = new WeakMap<StartSideWorker, Highlighter>();

/** One for the page. */
export function highlighterOf(start: StartSideWorker): Highlighter {
  const found = known.get(start);
  if (found) return found;
  const jobs = createSideJobs({ start, longest });
  const made: Highlighter = {
    async tokens(code, language) {
      if (code.length > longestCode || code.split('\n', mostLines + 1).length > mostLines) return null;
      const value = await jobs.ask({ code, language });
      return value instanceof Int32Array ? (value as CodeTokens) : null;
    },
  };
  known.set(start, made);
  return made;
}
