import { keepForPage } from '../../lib/shared/page-storage.ts';
import { followAsBefore } from '../../lib/view/followed-chats.ts';
import { followLooks } from '../../lib/view/looks.ts';
import { keptPlaceKey, readKeptPlace, type KeptAnchor, type KeptPlace } from '../../lib/view/kept-place.ts';
import type { Panel } from '../../lib/view/panel.ts';
import {
  anchorNow,
  articleOf,
  caretNow,
  focusNow,
  leaveAnchor,
  placeAnchor,
  placeCaret,
  placeFocus,
} from './place-in-page.ts';

type Placed = Pick<Panel, 'store' | 'actions' | 'heldPlace'>;

/** Frames in which what comes into view may still get another size than it was thought to have. */
const mostFrames = 30;
/** Frames after which what stands still is placed. */
const stillFrames = 3;

/** What ends the search for the old place: the person has a new one. */
const gestures = ['wheel', 'pointerdown', 'keydown', 'touchstart'] as const;

/**
 * A browser may reload the panel's page as one changes tabs: caret, focus and the part of the conversation that was read
 * are as before. `kept`: as it was found when this page began.
 */
export function keepPlace(panel: Placed, kept: string | null): void {
  addEventListener('pagehide', () => keep(panel));
  // Not every page that goes away is told so; one that is out of sight most often is.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep(panel);
  });
  followAsBefore(panel.store);
  followLooks(panel.store);
  const place = readKeptPlace(kept);
  if (place === null) return letGo(panel);
  const unsubscribe = panel.store.subscribe(look);
  look();

  function look(): void {
    const { conversation } = panel.store.state();
    if (conversation === null) return;
    unsubscribe();
    whenDrawn(panel, () => {
      if (conversation.id === place?.conversationId) void goBack(panel, place);
      else letGo(panel);
    });
  }
}

/** In the very turn in which they are drawn: before anything of them is painted. */
function whenDrawn({ store }: Placed, then: () => void): void {
  const isDrawn = (): boolean =>
    store.state().messages.length === 0 || document.querySelector('article[data-message]') !== null;
  if (isDrawn()) return then();
  const drawing = new MutationObserver(() => {
    if (!isDrawn()) return;
    drawing.disconnect();
    then();
  });
  drawing.observe(document.body, { childList: true, subtree: true });
}

function keep({ store }: Placed): void {
  const { conversation, messages } = store.state();
  if (conversation === null) return;
  const anchor = anchorNow();
  const ordinal = messages.find(({ id }) => id === anchor?.messageId)?.ordinal;
  const place: KeptPlace = {
    conversationId: conversation.id,
    caret: caretNow(),
    anchor: anchor === null || ordinal === undefined ? null : { ...anchor, ordinal },
    focus: focusNow(),
  };
  keepForPage('sessionStorage', keptPlaceKey, JSON.stringify(place));
}

/** Follows the end, as a panel does that has just been opened. */
function letGo({ heldPlace }: Placed): void {
  if (!heldPlace.isHeld) return;
  heldPlace.isHeld = false;
  heldPlace.follow();
}

async function goBack(panel: Placed, { caret, anchor, focus }: KeptPlace): Promise<void> {
  const moving = new AbortController();
  const moved = (): void => moving.abort();
  for (const gesture of gestures) addEventListener(gesture, moved, { once: true, passive: true });
  if (caret !== null) placeCaret(caret);
  if (anchor !== null) await findMessage(panel, anchor, moving.signal);
  if (focus !== null && !moving.signal.aborted) placeFocus(focus);
  if (anchor !== null && articleOf(anchor.messageId) !== null) {
    for (
      let frames = 0, stood = 0;
      frames < mostFrames && stood < stillFrames && !moving.signal.aborted;
      frames += 1
    ) {
      stood = placeAnchor(anchor) ? stood + 1 : 0;
      panel.heldPlace.isHeld = false;
      await frame();
    }
    leaveAnchor(anchor);
  }
  letGo(panel);
  for (const gesture of gestures) removeEventListener(gesture, moved);
}

/** It may stand before the part that a panel begins with, and in an earlier version there. */
async function findMessage(
  { store, actions }: Placed,
  { messageId, ordinal }: KeptAnchor,
  moved: AbortSignal,
): Promise<void> {
  const isThere = (): boolean => store.state().messages.some(({ id }) => id === messageId);
  if (articleOf(messageId) !== null) return;
  if (!isThere() && store.state().hasEarlier) await actions.loadAround(ordinal);
  // Gone, or one that had been waiting then.
  if (moved.aborted || !isThere()) return;
  actions.showVersion(messageId);
  await frame();
}

function frame(): Promise<unknown> {
  return new Promise(requestAnimationFrame);
}
