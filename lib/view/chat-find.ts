import { foldText } from '../search/fold.ts';
import type { Message } from '../shared/conversation.ts';
import { isEqual } from '../shared/equal.ts';
import { createHeldState } from './held-state.ts';
import type { MessageReading } from './message-reading.ts';
import { searchedMessage } from './message-texts.ts';
import { isHeld } from './message-window.ts';
import type { TranscriptStore } from './transcript-store.ts';

/** A place where a chat has what is looked for. */
export interface FindPlace {
  readonly messageId: string;
  readonly ordinal: number;
  /** Which of those in its message; from 0. */
  readonly nth: number;
}

export interface ChatFindState {
  /** Folded (lib/search/README.md, rule 1); '': nothing is looked for. */
  readonly query: string;
  readonly total: number;
  /** Of these places, which one is shown; from 0. null: there is none. */
  readonly at: number | null;
  readonly place: FindPlace | null;
  /** Earlier messages are yet to be read. */
  readonly isReading: boolean;
  /** Some of them can't be had. */
  readonly isPart: boolean;
}

/** Finds words in all of the chat that is shown, also in what is folded away, replaced by another version, or not loaded. */
export interface ChatFind {
  state(): ChatFindState;
  subscribe(listener: () => void): () => void;
  /** @param from an ordinal: the first place from there on is shown, else the last before it */
  search(typed: string, from: number): void;
  /** The next place, or the one before; around the ends of the chat. */
  step(towards: 'next' | 'previous'): void;
  /** Idempotent. */
  close(): void;
}

export interface ChatFindOptions {
  readonly store: Pick<TranscriptStore, 'state' | 'subscribe'>;
  readonly reading: Pick<MessageReading, 'readAll'>;
}

interface SearchedMessage {
  readonly ordinal: number;
  readonly text: string;
}

/** Of a query, UTF-16 code units. */
const longestQuery = 200;

export function createChatFind({ store, reading }: ChatFindOptions): ChatFind {
  const held = createHeldState<ChatFindState>({
    query: '',
    total: 0,
    at: null,
    place: null,
    isReading: true,
    isPart: false,
  });
  const texts = new Map<string, SearchedMessage>();
  /** Those of the store, as they were when they were read. */
  let known: ReadonlyMap<string, Message> = new Map();
  let shown: readonly Message[] = [];
  /** Places in order, one entry for each message that has some. */
  let found: readonly { readonly messageId: string; readonly ordinal: number; readonly count: number }[] = [];
  let from = Infinity;
  let isClosed = false;

  function learn(messages: readonly Message[]): void {
    for (const message of messages)
      texts.set(message.id, { ordinal: message.ordinal, text: searchedMessage(message) });
  }

  function placeAt(at: number): FindPlace | null {
    let before = 0;
    for (const { messageId, ordinal, count } of found) {
      if (at < before + count) return { messageId, ordinal, nth: at - before };
      before += count;
    }
    return null;
  }

  /** The place in its new order, or the last of its message; else the first from `from` on, else the last of all. */
  function positionOf(place: FindPlace | null, total: number): number | null {
    if (total === 0) return null;
    let [before, next]: [number, number | null] = [0, null];
    for (const { messageId, ordinal, count } of found) {
      if (messageId === place?.messageId) return before + Math.min(place.nth, count - 1);
      if (next === null && ordinal >= from) next = before;
      before += count;
    }
    return next ?? total - 1;
  }

  function look(query: string, place: FindPlace | null): void {
    found =
      query === ''
        ? []
        : [...texts]
            .map(([messageId, { ordinal, text }]) => ({
              messageId,
              ordinal,
              count: text.split(query).length - 1,
            }))
            .filter(({ count }) => count > 0)
            .toSorted((one, other) => one.ordinal - other.ordinal);
    const total = found.reduce((sum, { count }) => sum + count, 0);
    const at = positionOf(place, total);
    const next = at === null ? null : placeAt(at);
    held.set({ query, total, at, place: isEqual(next, place) ? place : next });
  }

  function follow(): void {
    const window = store.state();
    const { messages } = window;
    if (messages === shown) return;
    const before = known;
    shown = messages;
    known = new Map(messages.map((message) => [message.id, message]));
    // What was let go of is in the chat as before; what was taken out of it is not.
    for (const { id, ordinal } of before.values())
      if (!known.has(id) && isHeld(window, ordinal)) texts.delete(id);
    learn(messages.filter((message) => before.get(message.id) !== message));
    look(held.state().query, held.state().place);
  }

  async function read(): Promise<void> {
    const isWhole = await reading.readAll((messages) => {
      if (isClosed) return false;
      learn(messages.filter(({ id }) => !known.has(id)));
      look(held.state().query, held.state().place);
      return true;
    });
    if (!isClosed) held.set({ isReading: false, isPart: !isWhole });
  }

  const unsubscribe = store.subscribe(follow);
  follow();
  void read();

  return {
    state: held.state,
    subscribe: held.subscribe,
    search(typed, begin) {
      from = begin;
      look(foldText(typed.slice(0, longestQuery)).trim(), null);
    },
    step(towards) {
      const { at, total } = held.state();
      if (at === null) return;
      const next = (at + (towards === 'next' ? 1 : total - 1)) % total;
      const place = placeAt(next);
      from = place?.ordinal ?? from;
      held.set({ at: next, place });
    },
    close() {
      isClosed = true;
      unsubscribe();
      held.close();
      texts.clear();
    },
  };
}
