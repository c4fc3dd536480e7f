import { nobodysNumbers } from '../../masking/nobodys-numbers.ts';
import type { MaskedItem } from '../../shared/conversation.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { Shown } from '../panels/panel-connection.ts';
import type { KnownMasks } from './capture-page.ts';

type Chat = Pick<Shown, 'workspace' | 'conversationId'>;

/** Gives the numbers of placeholders: one attachment after the other, so that in a chat no number means two things. */
export interface MaskNumbers {
  /**
   * Does work that numbers what goes into that chat, or moves what is numbered. From the call of `known` until the work is
   * done, which includes that it is stored, no other such work numbers anything. Rejects as the work does.
   */
  numbering<Done>(chat: Chat, work: (known: KnownMasks) => Promise<Done>): Promise<Done>;
}

export function createMaskNumbers(): MaskNumbers {
  const inTurn = createSerialQueue();
  return {
    async numbering(chat, work) {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const mine = (): Promise<void> =>
        new Promise((begin) => {
          void inTurn(() => {
            begin();
            return held;
          });
        });
      try {
        return await work(() => mine().then(() => masksOf(chat)));
      } finally {
        release();
      }
    },
  };
}

/** Messages whose placeholders a new one must not mean something else by; those before are far from what is answered. */
const remembered = 500;

/** What placeholders stand for in this chat, its draft included; those that stand for nothing stand for themselves. */
async function masksOf({ workspace: { store }, conversationId }: Chat): Promise<MaskedItem[]> {
  // First the draft: what leaves it meanwhile is in a message then.
  const { attachment, paste, tabs = [] } = await store.draft(conversationId);
  const { messages } = await store.messages(conversationId, Infinity, remembered);
  const sent = messages.flatMap((one) => (one.role === 'user' ? one.attachments : []));
  const all = [...sent, attachment, paste, ...tabs];
  const items = all.flatMap((one) => one?.masked ?? []);
  const texts = [...messages, ...all].map((one) => one?.text ?? '');
  return [...items, ...nobodysNumbers(texts, items)];
}
