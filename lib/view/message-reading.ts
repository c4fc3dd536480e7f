import type { Message } from '../shared/conversation.ts';
import type * as Loading from './message-loading.ts';
import type { MessageReadingOptions } from './message-loading.ts';
import { atNewest, mostRead } from './message-window.ts';

/** Which part of a long chat the page holds (message-window.ts). What can't be had is told, and nothing changes. */
export interface MessageReading {
  /** Resolves once the older messages are in the state: the next of them, or all as far up as `through`, an ordinal. */
  loadEarlier(through?: number): Promise<void>;
  /** The next of those between what is read and the newest. */
  loadLater(): Promise<void>;
  /** Reads the part of the chat with that ordinal; where that is far, not what is between. */
  loadAround(ordinal: number): Promise<void>;
  /**
   * Hands over all that the page doesn't hold of the chat, the newest first, without holding it. Resolves with whether that
   * was all; `visit` returns false where it needs no more.
   */
  readAll(visit: (messages: readonly Message[]) => boolean): Promise<boolean>;
  /** Reads the newest messages, which are there. */
  showNewest(): void;
  /** Of what was read, the far end; `held`: ids of messages that must stay, looked for only where any is let go of. */
  letGo(towards: 'earlier' | 'later', held: () => ReadonlySet<string>): void;
  /** While all of it is needed, nothing is let go of. */
  keepAll(isNeeded: boolean): void;
}

export function createMessageReading(options: MessageReadingOptions): MessageReading {
  const { store } = options;
  let isAllNeeded = false;

  /** Most panels are closed without it. */
  async function load<Result>(run: (part: typeof Loading) => Result): Promise<Awaited<Result> | undefined> {
    const part = await import('./message-loading.ts').catch(() => {
      // As when the extension was removed under its page: that is told, and the next press tries again.
      store.change((state) => ({ ...state, refusal: { code: 'part-missing' } }));
    });
    return part === undefined ? undefined : await run(part);
  }

  return {
    loadEarlier: (through) => load((part) => part.readEarlier(options, through)),
    loadLater: () => load((part) => part.readLater(options)),
    loadAround: (ordinal) => load((part) => part.readAround(options, ordinal)),
    readAll: async (visit) => (await load((part) => part.readAll(options, visit))) === true,
    showNewest: () => store.change((state) => ({ ...state, ...atNewest(state) })),
    letGo(towards, held) {
      if (store.state().messages.length <= mostRead) return;
      void load((part) => {
        if (!isAllNeeded) part.cutRead(options, towards, held());
      });
    },
    keepAll: (isNeeded) => void (isAllNeeded = isNeeded),
  };
}
