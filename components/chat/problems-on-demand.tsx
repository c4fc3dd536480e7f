import type { ComponentProps, ReactElement } from 'react';
import { createLaterPart } from './later-part.ts';
import type * as Problems from './problems.ts';

/* Apart from the dialogs (on-demand.tsx), in which there may be a problem to tell, too. */

const problems = createLaterPart((): Promise<typeof Problems> => import('./problems.ts'));

/** Once the panel stands and has nothing else to do: read by the time there is something to complain about, and not in the way of its beginning. */
export function prefetchProblems(): void {
  problems.prefetch();
}

export function LazyPanelProblem(): ReactElement | null {
  const found = problems.usePart();
  return found && <found.PanelProblem />;
}

export function LazyProblemAlert(props: ComponentProps<typeof Problems.ProblemAlert>): ReactElement | null {
  const found = problems.usePart();
  return found && <found.ProblemAlert {...props} />;
}

export function LazyMessageCause(props: ComponentProps<typeof Problems.MessageCause>): ReactElement | null {
  const found = problems.usePart();
  return found && <found.MessageCause {...props} />;
}

export function LazyCutNote(props: ComponentProps<typeof Problems.CutNote>): ReactElement | null {
  const found = problems.usePart();
  return found && <found.CutNote {...props} />;
}
