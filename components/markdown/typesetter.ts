import type { MathNode } from '../../lib/math/math-node.ts';
import type { StartSideWorker } from '../../lib/shared/side-worker.ts';
import { createSideJobs } from '../../lib/view/side-jobs.ts';

interface Typesetter {
  /** undefined: it hasn't been read yet. null: it is shown as it is written. */
  known(tex: string, isDisplay: boolean): MathNode | null | undefined;
  read(tex: string, isDisplay: boolean): Promise<MathNode | null>;
}

/** ms. A formula takes one; the rest is for a slow start. */
const longest = 2_500;
/** Characters; the worker has the same bound. */
const longestTex = 5_000;
/** Formulas that are kept: an answer that is drawn again, as after scrolling, has them at once. */
const mostKept = 1_000;

const known = new WeakMap<StartSideWorker, Typesetter>();

/** One for the page. */
export function typesetterOf(start: StartSideWorker): Typesetter {
  const found = known.get(start);
  if (found) return found;
  const jobs = createSideJobs({ start, longest });
  const kept = new Map<string, MathNode | null>();
  const keyOf = (tex: string, isDisplay: boolean): string => `${isDisplay ? 'display' : 'inline'} ${tex}`;
  const made: Typesetter = {
    known: (tex, isDisplay) => (tex.length > longestTex ? null : kept.get(keyOf(tex, isDisplay))),
    async read(tex, isDisplay) {
      const value = (await jobs.ask({ tex, isDisplay })) as MathNode | null;
      const [oldest] = kept.size >= mostKept ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(keyOf(tex, isDisplay), value);
      return value;
    },
  };
  known.set(start, made);
  return made;
}
