import { Suspense, type ReactElement, type ReactNode } from 'react';
import { usePanel } from '../../lib/view/use-panel.ts';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';

/** Around what is loaded when it is asked for: where that can't be, as when the extension was removed under its page, the rest of the panel goes on. */
export function OnDemand({ children }: { children: ReactNode }): ReactElement {
  const { restart } = usePanel();
  return (
    <ErrorBoundary restart={restart}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}
