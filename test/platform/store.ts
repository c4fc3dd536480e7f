import { randomUUID } from 'node:crypto';

export interface StoredMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  /** ISO 8601. */
  readonly created_at: string;
  readonly client_message_id?: string;
  /** Of an answer: its sources and what it cost. */
  readonly metadata?: Readonly<Record<string, unknown>>;
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
  /** A message with an id and a time, in no chat yet. No two have the same time, so that theirs is an order. */
  message(said: Omit<StoredMessage, 'id' | 'created_at'> & { id?: string }): StoredMessage;
  /** At the end of the chat, or in the place of an earlier state of it, whose time it keeps. */
  put(chat: StoredChat, message: StoredMessage): void;
}

/** A demo left running for days must not grow without end: the oldest chat goes first. */
const keptChats = 2_000;

export const createStore = (): Store => {
  const byId = new Map<string, StoredChat>();
  const bySession = new Map<string, StoredChat>();
  let latest = 0;
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
    message: ({ id = randomUUID(), ...rest }) => {
      latest = Math.max(Date.now(), latest + 1);
      return { id, ...rest, created_at: new Date(latest).toISOString() };
    },
    put: (chat, message) => {
      const index = chat.messages.findIndex(({ id }) => id === message.id);
      const before = chat.messages[index];
      if (before === undefined) chat.messages.push(message);
      else chat.messages[index] = { ...message, created_at: before.created_at };
    },
  };
};
