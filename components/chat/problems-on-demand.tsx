import { useEffect, useState, type ComponentProps, type ReactElement } from 'react';
import type * as Problems from './problems.ts';

/* Apart from the dialogs (on-demand.tsx), in which there may be a problem to tell, too. */

let problems: typeof Problems | null = null;
let reading: Promise<typeof Problems> | null = null;

async function readProblems(): Promise<typeof Problems> {
  try {
    problems = await import('./problems.ts');
    return problems;
  } catch (error) {
    // The next that needs it asks again.
    reading = null;
    throw error;
  }
}

/** Once the panel stands and has nothing else to do: read by the time there is something to complain about, and not in the way of its beginning. */
export function prefetchProblems(): void {
  reading ??= readProblems();
  // Told by `OnDemand`, where it is needed.
  reading.catch(() => undefined);
}

/**
 * null until it has been read. Without Suspense, which would let what it waited for appear a third of a second later; where
 * it can't be read, the next boundary tells.
 */
function useProblems(): typeof Problems | null {
  const [found, setFound] = useState(problems);
  useEffect(() => {
    if (found !== null) return;
    let isGone = false;
    reading ??= readProblems();
    reading.then(
      (read) => isGone || setFound(read),
      (error: unknown) =>
        isGone ||
        setFound(() => {
          throw error;
        }),
    );
    return () => {
      isGone = true;
    };
  }, [found]);
  return found;
}

export function LazyProblemAlert(props: ComponentProps<typeof Problems.ProblemAlert>): ReactElement | null {
  const found = useProblems();
  return found && <found.ProblemAlert {...props} />;
}

export function LazyMessageCause(props: ComponentProps<typeof Problems.MessageCause>): ReactElement | null {
  const found = useProblems();
  return found && <found.MessageCause {...props} />;
}
