import { incomingChat } from '../../messaging/incoming-chat.ts';
import type { Taken } from '../../messaging/transfer-rows.ts';
import type { Message } from '../../shared/conversation.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { ConversationRecord } from '../../storage/database.ts';
import { holds } from '../../transfer/same-chat.ts';
import { areSettled, takenIn } from '../../transfer/take-in.ts';

/**
 * Takes in chats of a file. Each is stored in one go under an id of its own, and what is here is never changed: a worker
 * that dies in between leaves each of them whole or not there, and whoever asks again finds those that are. It is of no
 * chat of the platform, whatever its file said: the platform is asked for a new one with the next question.
 */
export interface ImportChats {
  /**
   * One after the other: two imports of the same file, of two windows, must not both find that a chat isn't there.
   * @param chats unread. Resolves with what became of each, or would become of it
   */
  take(partition: string, chats: readonly unknown[], isTrial: boolean): Promise<Taken[]>;
}

export interface ImportChatsOptions {
  readonly store: Pick<ConversationStore, 'records' | 'createWhole' | 'messages'>;
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Read at once, of a chat that is compared. */
const readAtOnce = 500;

export function createImportChats({ store, newId, now }: ImportChatsOptions): ImportChats {
  /** From its beginning, as far as it says the same; more is not asked for. */
  async function messagesOf(conversationId: string): Promise<Message[]> {
    const parts: Message[][] = [];
    let before = Infinity;
    for (;;) {
      const { messages, hasEarlier } = await store.messages(conversationId, before, readAtOnce);
      parts.unshift(messages);
      const [first] = messages;
      if (!hasEarlier || first === undefined) return parts.flat();
      before = first.ordinal;
    }
  }

  async function takeOne(
    read: unknown,
    partition: string,
    here: ConversationRecord[],
    isTrial: boolean,
  ): Promise<Taken> {
    const parsed = incomingChat.safeParse(read);
    if (!parsed.success || !areSettled(parsed.data.messages)) return 'refused';
    const { id: importedFrom, messages, ...head } = parsed.data;
    const known = here.filter((one) => one.id === importedFrom || one.importedFrom === importedFrom);
    for (const { id } of known) if (holds(await messagesOf(id), messages)) return 'here';
    if (!isTrial) {
      const id = newId();
      // A clock that is set back must not let it stand before all others for ever.
      const updatedAt = Math.min(head.updatedAt, now());
      const record = { ...head, id, importedFrom, partition, updatedAt, chatId: null, accepted: 0 };
      await store.createWhole(
        record,
        messages.map((message) => takenIn(message, id)),
      );
      here.push(record);
    }
    return known.length === 0 ? 'new' : 'copy';
  }

  return {
    async take(partition, chats, isTrial) {
      const all = await store.records(partition);
      const here = all.filter(({ deletedAt }) => deletedAt === undefined);
      const taken: Taken[] = [];
      for (const chat of chats) taken.push(await takeOne(chat, partition, here, isTrial));
      return taken;
    },
  };
}
