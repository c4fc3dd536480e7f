import { lazy, Suspense, type ReactElement, type ReactNode } from 'react';
import { usePanel } from '../../lib/view/use-panel.ts';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import type * as Dialogs from './dialogs.ts';
import type * as Problems from './problems.ts';

/* Most panels are opened, used and closed without them. They have budgets of their own in test/run/size.ts. */
const dialogs = (): Promise<typeof Dialogs> => import('./dialogs.ts');
const problems = (): Promise<typeof Problems> => import('./problems.ts');

export const LazyAccountDialog = lazy(async () => ({ default: (await dialogs()).AccountDialog }));
export const LazyPagePreview = lazy(async () => ({ default: (await dialogs()).PagePreview }));
export const LazyMessageCause = lazy(async () => ({ default: (await problems()).MessageCause }));
export const LazyProblemAlert = lazy(async () => ({ default: (await problems()).ProblemAlert }));

/** Around them: where they can't be loaded, as when the extension was removed under its page, the rest of the panel goes on. */
export function OnDemand({ children }: { children: ReactNode }): ReactElement {
  const { restart } = usePanel();
  return (
    <ErrorBoundary restart={restart}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}
