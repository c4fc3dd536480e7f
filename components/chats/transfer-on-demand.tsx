import { lazy, Suspense, type ReactElement, type ReactNode } from 'react';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import type * as Transfer from './transfer.ts';

const transfer = (): Promise<typeof Transfer> => import('./transfer.ts');

export const LazyExportDialog = lazy(async () => ({ default: (await transfer()).ExportDialog }));
export const LazyImportDialog = lazy(async () => ({ default: (await transfer()).ImportDialog }));

/** Around them: where they can't be loaded, the page they are on goes on. */
export function TransferOnDemand({ children }: { children: ReactNode }): ReactElement {
  return (
    <ErrorBoundary restart={() => location.reload()}>
      <Suspense fallback={null}>{children}</Suspense>
    </ErrorBoundary>
  );
}
