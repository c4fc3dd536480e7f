import type { CommandOf, NameFrom } from '../messaging/commands.ts';
import type { Replied } from '../messaging/page-port.ts';
import type { Message } from '../shared/conversation.ts';
import {
  aroundStretch,
  boundedWindow,
  withEarlierStretch,
  withLaterStretch,
  type MessageStretch,
} from './message-stretch.ts';
import { messagesBehind, mostRead, type MessageWindow } from './message-window.ts';
import type { PanelState } from './panel-state.ts';
import type { TranscriptStore } from './transcript-store.ts';

/* What message-reading.ts says, done: imported when somebody first reads further than what a panel begins with. */

export interface MessageReadingOptions {
  readonly store: Pick<TranscriptStore, 'state' | 'change'>;
  readonly ask: <Asked extends NameFrom<'panel'>>(command: CommandOf<Asked>) => Replied<Asked>;
}

/** Ordinals that are read in one go: no more messages than the background hands over at once. */
const stretchLength = 50;

/** Messages that are drawn in one frame: fifty would take as long as three, in which nothing moves. */
const drawnAtOnce = 16;

/** ms. A page that isn't seen has no frames. */
const longestFrame = 100;

function nextFrame(): Promise<unknown> {
  return Promise.race([
    new Promise(requestAnimationFrame),
    new Promise((done) => setTimeout(done, longestFrame)),
  ]);
}

/** Adds these in parts, a frame for each, as long as their chat is shown. */
async function drawInParts(
  { store }: MessageReadingOptions,
  parts: readonly MessageStretch[],
  add: (state: PanelState, part: MessageStretch) => MessageWindow,
): Promise<void> {
  const { conversation } = store.state();
  for (const [n, part] of parts.entries()) {
    if (n > 0) await nextFrame();
    if (store.state().conversation?.id !== conversation?.id) return;
    store.change((state) => ({ ...state, ...add(state, part) }));
  }
}

/** Of the conversation that is shown: what stands before that ordinal, as far up as `through`; null: it can't be had. */
async function readStretch(
  { store, ask }: MessageReadingOptions,
  before: number,
  through: number,
): Promise<MessageStretch | null> {
  const { conversation } = store.state();
  const found: Message[] = [];
  let [at, hasEarlier]: [number | undefined, boolean] = [before, true];
  while (at !== undefined && hasEarlier && (found.length === 0 || at > through)) {
    const earlier: Awaited<Replied<'history/earlier'>> = await ask({ type: 'history/earlier', before: at });
    if (!earlier.ok || store.state().conversation?.id !== conversation?.id) return null;
    found.unshift(...earlier.value.messages);
    hasEarlier = earlier.value.hasEarlier;
    at = earlier.value.messages[0]?.ordinal;
  }
  return { messages: found, before, hasEarlier };
}

/** The lowest first. */
function partsUpwards({ messages, before, hasEarlier }: MessageStretch): MessageStretch[] {
  const parts: MessageStretch[] = [];
  for (let end = messages.length; end > 0 || parts.length === 0; end -= drawnAtOnce) {
    const begin = Math.max(0, end - drawnAtOnce);
    parts.push({
      messages: messages.slice(begin, end),
      before: messages[end]?.ordinal ?? before,
      hasEarlier: begin > 0 || hasEarlier,
    });
  }
  return parts;
}

/** The highest first. */
function partsDownwards({ messages, before, hasEarlier }: MessageStretch): MessageStretch[] {
  const parts: MessageStretch[] = [];
  for (let begin = 0; begin < messages.length || parts.length === 0; begin += drawnAtOnce) {
    const end = begin + drawnAtOnce;
    parts.push({
      messages: messages.slice(begin, end),
      before: messages[end]?.ordinal ?? before,
      hasEarlier,
    });
  }
  return parts;
}

export async function readEarlier(options: MessageReadingOptions, through = Infinity): Promise<void> {
  const { store } = options;
  const before = store.state().messages[0]?.ordinal;
  if (before === undefined) return;
  const earlier = await readStretch(options, before, through);
  if (earlier === null) return;
  // A chat of thousands of messages isn't drawn anew for each stretch of them.
  const parts = through === Infinity ? partsUpwards(earlier) : [earlier];
  await drawInParts(options, parts, withEarlierStretch);
}

export async function readLater(options: MessageReadingOptions): Promise<void> {
  const { store } = options;
  const { gap } = store.state();
  if (gap === Infinity) return;
  const later = await readStretch(options, gap + stretchLength + 1, gap + 1);
  if (later === null || store.state().gap !== gap) return;
  let end = gap;
  await drawInParts(options, partsDownwards(later), (state, part) => {
    // Somebody went elsewhere meanwhile, where something else follows; or what follows are the newest.
    if (state.gap !== end || end === Infinity) return state;
    const next = withLaterStretch(state, part);
    end = next.gap;
    return next;
  });
}

export async function readAround(options: MessageReadingOptions, ordinal: number): Promise<void> {
  const { store } = options;
  const above = (store.state().messages[0]?.ordinal ?? 0) - ordinal;
  if (above > 0 && above <= mostRead) return readEarlier(options, ordinal);
  const found = await readStretch(options, ordinal + stretchLength / 2, ordinal);
  // None: it is gone.
  if (found?.messages[0] === undefined) return;
  store.change((state) => ({ ...state, ...aroundStretch(state, found) }));
}

export async function readAll(
  options: MessageReadingOptions,
  visit: (messages: readonly Message[]) => boolean,
): Promise<boolean> {
  const window = options.store.state();
  const [newest] = window.gap === Infinity ? window.messages : messagesBehind(window);
  let hasEarlier = window.gap < Infinity || window.hasEarlier;
  let before = newest?.ordinal;
  while (hasEarlier && before !== undefined) {
    const stretch = await readStretch(options, before, before);
    if (stretch === null || !visit(stretch.messages)) return false;
    hasEarlier = stretch.hasEarlier;
    before = stretch.messages[0]?.ordinal;
  }
  return true;
}

export function cutRead(
  { store }: MessageReadingOptions,
  towards: 'earlier' | 'later',
  held: ReadonlySet<string>,
): void {
  store.change((state) => {
    const bounded = boundedWindow(state, towards, held);
    return bounded === state ? state : { ...state, ...bounded };
  });
}
