import type { CommandOf, NameFrom } from '../messaging/commands.ts';
import type { Replied } from '../messaging/page-port.ts';
import type { Message } from '../shared/conversation.ts';
import {
  aroundStretch,
  atNewest,
  boundedWindow,
  withEarlierStretch,
  withLaterStretch,
  type MessageStretch,
} from './message-window.ts';
import type { TranscriptStore } from './transcript-store.ts';

/** Which part of a long chat the page holds (message-window.ts). What can't be had is told, and nothing changes. */
export interface MessageReading {
  /** Resolves once the older messages are in the state: the next of them, or all as far up as `through`, an ordinal. */
  loadEarlier(through?: number): Promise<void>;
  /** The next of those between what is read and the newest. */
  loadLater(): Promise<void>;
  /** Reads the part of the chat with that ordinal, and not what is between. */
  loadAround(ordinal: number): Promise<void>;
  /** Reads the newest messages, which are there. */
  showNewest(): void;
  /** Of what was read, the far end; `held`: ordinals of the first and last message that must stay. */
  letGo(towards: 'earlier' | 'later', held: readonly [number, number] | null): void;
  /** While all of it is needed, nothing is let go of. */
  keepAll(isNeeded: boolean): void;
}

export interface MessageReadingOptions {
  readonly store: Pick<TranscriptStore, 'state' | 'change'>;
  readonly ask: <Asked extends NameFrom<'panel'>>(command: CommandOf<Asked>) => Replied<Asked>;
}

/** Ordinals that are read in one go: no more messages than the background hands over at once. */
const stretchLength = 50;

export function createMessageReading({ store, ask }: MessageReadingOptions): MessageReading {
  /** Of the conversation that is shown: what stands before that ordinal, as far up as `through`; null: it can't be had. */
  async function readStretch(before: number, through: number): Promise<MessageStretch | null> {
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

  let isAllNeeded = false;

  return {
    async loadEarlier(through = Infinity) {
      const before = store.state().messages[0]?.ordinal;
      if (before === undefined) return;
      const earlier = await readStretch(before, through);
      // Another part is read since.
      if (earlier === null || store.state().messages[0]?.ordinal !== before) return;
      // Once: a chat of thousands of messages isn't drawn anew for each stretch of them.
      store.change((state) => ({ ...state, ...withEarlierStretch(state, earlier) }));
    },
    async loadLater() {
      const { gap } = store.state();
      if (gap === null) return;
      const later = await readStretch(gap + stretchLength + 1, gap + 1);
      if (later === null || store.state().gap !== gap) return;
      store.change((state) => ({ ...state, ...withLaterStretch(state, later) }));
    },
    async loadAround(ordinal) {
      const found = await readStretch(ordinal + stretchLength / 2, ordinal);
      if (found !== null) store.change((state) => ({ ...state, ...aroundStretch(state, found) }));
    },
    showNewest: () => store.change((state) => ({ ...state, ...atNewest(state) })),
    letGo: (towards, held) =>
      store.change((state) => {
        const bounded = isAllNeeded ? state : boundedWindow(state, towards, held);
        return bounded === state ? state : { ...state, ...bounded };
      }),
    keepAll: (isNeeded) => void (isAllNeeded = isNeeded),
  };
}
