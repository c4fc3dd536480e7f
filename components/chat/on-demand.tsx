import { lazy, type ComponentProps, type ReactElement } from 'react';
import type { Panel } from '../../lib/view/panel.ts';
import type * as Chats from '../chats/chats.ts';
import type * as Dialogs from './dialogs.ts';
import type * as Attached from '../attachments/attached.ts';
import type { AttachedPartsProps } from '../attachments/AttachedParts.tsx';
import { createLaterPart } from './later-part.ts';
import type * as Find from '../find/find.ts';
import type * as Keys from './PanelKeys.tsx';
import type * as Queue from '../composer/queue.ts';
import type * as Prompts from '../composer/prompts.ts';
import type * as SourceParts from '../sources/sources.ts';
import type * as Welcome from '../welcome/welcome.ts';

/* Most panels are opened, used and closed without them. They have budgets of their own in test/run/size.ts. */
const dialogs = (): Promise<typeof Dialogs> => import('./dialogs.ts');

export const LazyAccountDialog = lazy(async () => ({ default: (await dialogs()).AccountDialog }));
export const LazyConnectionDialog = lazy(async () => ({ default: (await dialogs()).ConnectionDialog }));

export const LazyMessageDetails = lazy(async () => ({ default: (await dialogs()).MessageDetails }));

const prompts = (): Promise<typeof Prompts> => import('../composer/prompts.ts');

/* What is part of what one reads or writes in is not waited for by Suspense (later-part.ts). */
const sources = createLaterPart((): Promise<typeof SourceParts> => import('../sources/sources.ts'));
const attached = createLaterPart((): Promise<typeof Attached> => import('../attachments/attached.ts'));
const find = createLaterPart((): Promise<typeof Find> => import('../find/find.ts'));
const keys = createLaterPart((): Promise<typeof Keys> => import('./PanelKeys.tsx'));
const queue = createLaterPart((): Promise<typeof Queue> => import('../composer/queue.ts'));

const welcome = createLaterPart((): Promise<typeof Welcome> => import('../welcome/welcome.ts'));

export function LazyFirstRunCard(props: ComponentProps<typeof Welcome.FirstRunCard>): ReactElement | null {
  const found = welcome.usePart();
  return found && <found.FirstRunCard {...props} />;
}

export function LazyLeavingNews(): ReactElement | null {
  const found = welcome.usePart();
  return found && <found.LeavingNews />;
}

export function LazySources(props: ComponentProps<typeof SourceParts.Sources>): ReactElement | null {
  const found = sources.usePart();
  return found && <found.Sources {...props} />;
}

export function LazyAttachedParts(props: AttachedPartsProps): ReactElement | null {
  const found = attached.usePart();
  return found && <found.AttachedParts {...props} />;
}

export function LazyMaskWatch(props: ComponentProps<typeof Attached.MaskWatch>): ReactElement | null {
  const found = attached.usePart();
  return found && <found.MaskWatch {...props} />;
}

/** Its place is kept free: what was said below it stays where it is. */
export function LazySentPage(props: ComponentProps<typeof Attached.SentPage>): ReactElement {
  const found = attached.usePart();
  return found ? <found.SentPage {...props} /> : <div className="sent-page-place" />;
}

export function LazyFindBar(props: ComponentProps<typeof Find.FindBar>): ReactElement | null {
  const found = find.usePart();
  return found && <found.FindBar {...props} />;
}

export function LazyPanelKeys(): ReactElement | null {
  const found = keys.usePart();
  return found && <found.PanelKeys />;
}

export function LazyQueueBar(): ReactElement | null {
  const found = queue.usePart();
  return found && <found.QueueBar />;
}

/** Its line is kept free: the question below it stays where it is. */
export function LazyVersionWalk(props: ComponentProps<typeof Queue.VersionWalk>): ReactElement {
  const found = queue.usePart();
  return found ? <found.VersionWalk {...props} /> : <div className="versions" />;
}

export function LazyEditBanner(): ReactElement | null {
  const found = queue.usePart();
  return found && <found.EditBanner />;
}

export function LazyLeftWaiting(props: ComponentProps<typeof Queue.LeftWaiting>): ReactElement | null {
  const found = queue.usePart();
  return found && <found.LeftWaiting {...props} />;
}

export function LazyQueueReason(props: ComponentProps<typeof Queue.QueueReason>): ReactElement | null {
  const found = queue.usePart();
  return found && <found.QueueReason {...props} />;
}

export const LazyComposerMenu = lazy(async () => ({ default: (await prompts()).ComposerMenu }));

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

/** What the background tells of a request from outside of our pages is taken. Never rejects. */
export async function handOffTo(panel: Panel, told: unknown): Promise<void> {
  // Where it can't be loaded, as of an extension that was removed under its page, it waits for the next.
  await prompts()
    .then(({ placeHandOff }) => placeHandOff(panel, told))
    .catch(() => undefined);
}

/** What a question is to programs that show more than text. */
export async function questionHtml(text: string): Promise<string> {
  return (await import('../transcript/rich-copy.ts')).richQuestion(text);
}

/** The same of an answer. */
export async function answerHtml(text: string, shown?: (text: string) => string): Promise<string> {
  return (await import('../transcript/rich-copy.ts')).richAnswer(text, shown);
}

const chats = (): Promise<typeof Chats> => import('../chats/chats.ts');

export const LazyChatsDialog = lazy(async () => ({ default: (await chats()).ChatsDialog }));

/**
 * Keeps the place that a person has in the page, for the next page if this one is reloaded.
 * @param kept by the page before; null: there was none
 */
export async function keepPlaceOf(panel: Panel, kept: string | null): Promise<void> {
  try {
    const { keepPlace } = await import('../transcript/keep-place.ts');
    keepPlace(panel, kept);
  } catch {
    // As when the extension was removed under its page: then nobody comes back to it.
    panel.heldPlace.isHeld = false;
  }
}
