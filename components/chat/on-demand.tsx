import { lazy, Suspense, type ReactElement, type ReactNode } from 'react';
import type { Panel } from '../../lib/view/panel.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import type * as Chats from '../chats/chats.ts';
import type * as Dialogs from './dialogs.ts';

/* Most panels are opened, used and closed without them. They have budgets of their own in test/run/size.ts. */
const dialogs = (): Promise<typeof Dialogs> => import('./dialogs.ts');

export const LazyAccountDialog = lazy(async () => ({ default: (await dialogs()).AccountDialog }));
export const LazyConnectionDialog = lazy(async () => ({ default: (await dialogs()).ConnectionDialog }));
export const LazyPagePreview = lazy(async () => ({ default: (await dialogs()).PagePreview }));

const chats = (): Promise<typeof Chats> => import('../chats/chats.ts');

export const LazyChatsDialog = lazy(async () => ({ default: (await chats()).ChatsDialog }));

/**
 * Keeps the place that a person has in the page, for the next page if this one is reloaded.
 * @param kept by the page before; null: there was none
 */
export async function keepPlaceOf(panel: Panel, kept: string | null): Promise<void> {
  try {
    const { keepPlace } = await import('./keep-place.ts');
    keepPlace(panel, kept);
  } catch {
    // As when the extension was removed under its page: then nobody comes back to it.
    panel.heldPlace.isHeld = false;
  }
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
