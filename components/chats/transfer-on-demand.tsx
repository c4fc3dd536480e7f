import { lazy, Suspense, type ReactElement, type ReactNode, type SyntheticEvent } from 'react';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import type * as Transfer from './transfer.ts';

const transfer = (): Promise<typeof Transfer> => import('./transfer.ts');

export const LazyExportDialog = lazy(async () => ({ default: (await transfer()).ExportDialog }));
export const LazyImportDialog = lazy(async () => ({ default: (await transfer()).ImportDialog }));

const keep = (event: SyntheticEvent): void => event.stopPropagation();

/**
 * Around them: where they can't be loaded, the page they are on goes on; and no key or press in them means the row of the
 * list that they were opened from.
 */
export function TransferOnDemand({ children }: { children: ReactNode }): ReactElement {
  return (
    <div role="presentation" className="transfer" onKeyDown={keep} onClick={keep}>
      <ErrorBoundary restart={() => location.reload()}>
        <Suspense fallback={null}>{children}</Suspense>
      </ErrorBoundary>
    </div>
  );
}
