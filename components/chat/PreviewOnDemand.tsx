import { lazy, Suspense, type ComponentProps, type ReactElement } from 'react';
import { usePanel } from '../../lib/view/use-panel.ts';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import type { PagePreview } from './PagePreview.tsx';

const LazyPagePreview = lazy(async () => ({ default: (await import('./dialogs.ts')).PagePreview }));

/** Apart from on-demand.tsx: chips that it imports later open this, too. */
export function PreviewOnDemand(props: ComponentProps<typeof PagePreview>): ReactElement {
  const { restart } = usePanel();
  return (
    <ErrorBoundary restart={restart}>
      <Suspense fallback={null}>
        <LazyPagePreview {...props} />
      </Suspense>
    </ErrorBoundary>
  );
}
