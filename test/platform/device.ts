import type { Answers } from './answers.ts';
import type { Filing } from './filing.ts';
import type { StoredChat } from './store/store.ts';

/** The same user elsewhere, with a client that names nothing by ids. No socket of ours hears of it. */
export interface Device {
  /** Asks. Resolves once it is answered. */
  says(text: string): Promise<void>;
}

export interface DeviceOptions {
  readonly chat: StoredChat | undefined;
  readonly filing: Filing;
  readonly answers: Answers;
}

export const createDevice = ({ chat, filing, answers }: DeviceOptions): Device => ({
  says: async (text) => {
    if (chat === undefined) throw new Error('No such chat');
    await answers.whole(filing.take(chat, text, undefined));
  },
});
