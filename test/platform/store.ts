import { randomUUID } from 'node:crypto';

export interface StoredMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly client_message_id?: string;
}

export interface StoredChat {
  readonly id: string;
  readonly sessionId: string;
  readonly tenant: string;
  /** The user who created it; null where nobody was signed in. */
  readonly owner: string | null;
  readonly title: string;
  readonly createdAt: string;
  context: unknown;
  readonly messages: StoredMessage[];
}

export type NewChat = Pick<StoredChat, 'sessionId' | 'tenant' | 'owner' | 'title' | 'context'>;

export interface Store {
  /** The same chat for the same session, tenant and owner (§4), so a lost reply can be asked for again. */
  openChat(chat: NewChat): { readonly chat: StoredChat; readonly created: boolean };
  findChat(id: string): StoredChat | undefined;
  /** Oldest first. */
  chats(): StoredChat[];
  addMessage(
    chat: StoredChat,
    message: Omit<StoredMessage, 'id' | 'created_at'> & { id?: string },
  ): StoredMessage;
}

/** A demo left running for days must not grow without end: the oldest chat goes first. */
const keptChats = 2_000;

export const createStore = (): Store => {
  const byId = new Map<string, StoredChat>();
  const bySession = new Map<string, StoredChat>();
  const sessionKey = (chat: NewChat): string => JSON.stringify([chat.tenant, chat.owner, chat.sessionId]);

  const forgetOldest = (): void => {
    const oldest = byId.values().next().value;
    if (byId.size <= keptChats || oldest === undefined) return;
    byId.delete(oldest.id);
    bySession.delete(sessionKey(oldest));
  };

  return {
    openChat: (wanted) => {
      const known = bySession.get(sessionKey(wanted));
      if (known !== undefined) {
        // Clients that create the chat early tell the page once it is attached.
        known.context ??= wanted.context;
        return { chat: known, created: false };
      }
      const chat: StoredChat = {
        ...wanted,
        id: randomUUID(),
        createdAt: new Date().toISOString(),
        messages: [],
      };
      byId.set(chat.id, chat);
      bySession.set(sessionKey(chat), chat);
      forgetOldest();
      return { chat, created: true };
    },
    findChat: (id) => byId.get(id),
    chats: () => [...byId.values()],
    addMessage: (chat, { id = randomUUID(), ...rest }) => {
      const message: StoredMessage = { id, ...rest, created_at: new Date().toISOString() };
      chat.messages.push(message);
      return message;
    },
  };
};
