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
  /** Reads the newest messages, which are there. */
  showNewest(): void;
  /** Of what was read, the far end; `held`: ids of messages that must stay. */
  letGo(towards: 'earlier' | 'later', held: ReadonlySet<string>): void;
  /** While all of it is needed, nothing is let go of. */
  keepAll(isNeeded: boolean): void;
}

export function createMessageReading(options: MessageReadingOptions): MessageReading {
  const { store } = options;
  let isAllNeeded = false;

  /** Most panels are closed without it. */
  async function load(run: (part: typeof Loading) => Promise<void> | void): Promise<void> {
    const part = await import('./message-loading.ts').catch(() => {
      // As when the extension was removed under its page: that is told, and the next press tries again.
      store.change((state) => ({ ...state, refusal: { code: 'part-missing' } }));
    });
    if (part !== undefined) await run(part);
  }

  return {
    loadEarlier: (through) => load((part) => part.readEarlier(options, through)),
    loadLater: () => load((part) => part.readLater(options)),
    loadAround: (ordinal) => load((part) => part.readAround(options, ordinal)),
    showNewest: () => store.change((state) => ({ ...state, ...atNewest(state) })),
    letGo(towards, held) {
      if (store.state().messages.length <= mostRead) return;
      void load((part) => {
        if (!isAllNeeded) part.cutRead(options, towards, held);
      });
    },
    keepAll: (isNeeded) => void (isAllNeeded = isNeeded),
  };
}
