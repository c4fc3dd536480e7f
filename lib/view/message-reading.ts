import type { CommandOf, NameFrom } from '../messaging/commands.ts';
import type { Replied } from '../messaging/page-port.ts';
import type * as Loading from './message-loading.ts';
import { atNewest, mostRead } from './message-window.ts';
import type { TranscriptStore } from './transcript-store.ts';

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

export interface MessageReadingOptions {
  readonly store: Pick<TranscriptStore, 'state' | 'change'>;
  readonly ask: <Asked extends NameFrom<'panel'>>(command: CommandOf<Asked>) => Replied<Asked>;
}

export function createMessageReading(options: MessageReadingOptions): MessageReading {
  const { store } = options;
  let isAllNeeded = false;

  /** Most panels are closed without it. One whose extension was removed under it says so, and asks again the next time. */
  async function load(run: (part: typeof Loading) => Promise<void> | void): Promise<void> {
    const part = await import('./message-loading.ts').catch(() => null);
    if (part !== null) return run(part);
    store.change((state) => ({ ...state, refusal: { code: 'part-missing' } }));
  }

  return {
    loadEarlier: (through) => load((part) => part.loadEarlier(options, through)),
    loadLater: () => load((part) => part.loadLater(options)),
    loadAround: (ordinal) => load((part) => part.loadAround(options, ordinal)),
    showNewest: () => store.change((state) => ({ ...state, ...atNewest(state) })),
    letGo(towards, held) {
      if (store.state().messages.length <= mostRead) return;
      void load((part) => {
        if (!isAllNeeded) part.letGo(options, towards, held);
      });
    },
    keepAll: (isNeeded) => void (isAllNeeded = isNeeded),
  };
}
