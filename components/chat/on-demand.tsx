import {
  lazy,
  Suspense,
  useEffect,
  useState,
  type ComponentProps,
  type ReactElement,
  type ReactNode,
} from 'react';
import { usePanel } from '../../lib/view/use-panel.ts';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import type * as Dialogs from './dialogs.ts';
import type * as Queue from './queue.ts';
import type * as Prompts from './prompts.ts';
import type * as Problems from './problems.ts';

/* Most panels are opened, used and closed without them. They have budgets of their own in test/run/size.ts. */
const dialogs = (): Promise<typeof Dialogs> => import('./dialogs.ts');

export const LazyAccountDialog = lazy(async () => ({ default: (await dialogs()).AccountDialog }));
export const LazyConnectionDialog = lazy(async () => ({ default: (await dialogs()).ConnectionDialog }));
export const LazyPagePreview = lazy(async () => ({ default: (await dialogs()).PagePreview }));

const prompts = (): Promise<typeof Prompts> => import('./prompts.ts');

const queue = (): Promise<typeof Queue> => import('./queue.ts');

export const LazyQueueBar = lazy(async () => ({ default: (await queue()).QueueBar }));
export const LazyQueueReason = lazy(async () => ({ default: (await queue()).QueueReason }));
export const LazyPromptMenu = lazy(async () => ({ default: (await prompts()).PromptMenu }));

/**
 * Whether words can't be answered without the page. Where that can't be found out, they count as if they could not: they wait
 * in the composer then, and nothing leaves that nobody has seen.
 */
export async function needsPage(words: string): Promise<boolean> {
  try {
    return (await prompts()).speaksOfPage(words);
  } catch {
    // Of an extension that was removed under its page.
    return true;
  }
}

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

/** Around them: where they can't be loaded, as when the extension was removed under its page, the rest of the panel goes on. */
export function OnDemand({ children }: { children: ReactNode }): ReactElement {
  const { restart } = usePanel();
  return (
    <ErrorBoundary restart={restart}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}
