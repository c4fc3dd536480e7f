import { lazy, Suspense, type ReactElement, type ReactNode } from 'react';
import type { Panel } from '../../lib/view/panel.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import type * as Chats from '../chats/chats.ts';
import type * as Dialogs from './dialogs.ts';
import type * as Paste from './paste.ts';
import type * as Queue from './queue.ts';
import type * as Prompts from './prompts.ts';

/* Most panels are opened, used and closed without them. They have budgets of their own in test/run/size.ts. */
const dialogs = (): Promise<typeof Dialogs> => import('./dialogs.ts');

export const LazyAccountDialog = lazy(async () => ({ default: (await dialogs()).AccountDialog }));
export const LazyConnectionDialog = lazy(async () => ({ default: (await dialogs()).ConnectionDialog }));
export const LazyPagePreview = lazy(async () => ({ default: (await dialogs()).PagePreview }));

const prompts = (): Promise<typeof Prompts> => import('./prompts.ts');

const paste = (): Promise<typeof Paste> => import('./paste.ts');

export const LazyPasteChip = lazy(async () => ({ default: (await paste()).PasteChip }));

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
