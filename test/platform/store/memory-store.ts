import { randomBytes, randomUUID } from 'node:crypto';
import { createMessageMaker } from './message-maker.ts';
import type {
  Account,
  AccountStore,
  NewChat,
  SignIn,
  SignInStore,
  Store,
  StoredChat,
  StoredMessage,
  User,
} from './store.ts';

/** A demo left running for days must not grow without end: the oldest chat goes first. */
const keptChats = 2_000;

type KeptChat = Omit<StoredChat, 'context' | 'messages'> & { context: unknown; messages: StoredMessage[] };

/** Everything in memory, and gone with the process. */
export const createMemoryStore = (): Store => {
  const byId = new Map<string, KeptChat>();
  const bySession = new Map<string, KeptChat>();
  const sessionKey = ({ tenant, owner, sessionId }: NewChat): string =>
    JSON.stringify([tenant, owner, sessionId]);

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
      const chat: KeptChat = {
        ...wanted,
        id: randomUUID(),
        createdAt: new Date().toISOString(),
        messages: [],
        get messageCount() {
          return this.messages.length;
        },
      };
      byId.set(chat.id, chat);
      bySession.set(sessionKey(chat), chat);
      forgetOldest();
      return { chat, created: true };
    },
    findChat: (id) => byId.get(id),
    chats: () => [...byId.values()],
    chatsOf: (tenant, owner) =>
      [...byId.values()].filter((chat) => chat.tenant === tenant && chat.owner === owner),
    message: createMessageMaker(0),
    put: ({ id: chatId }, message) => {
      const messages = byId.get(chatId)?.messages;
      const index = messages?.findIndex(({ id }) => id === message.id) ?? -1;
      const before = messages?.[index];
      if (before === undefined) messages?.push(message);
      else messages?.splice(index, 1, { ...message, created_at: before.created_at });
    },
    accounts: createMemoryAccounts(),
    signIns: createMemorySignIns(),
    close: () => undefined,
  };
};

const createMemoryAccounts = (): AccountStore => {
  const accounts = new Map<string, Account>();
  const users = new Map<string, User>();
  const keyOf = (tenant: string, email: string): string => JSON.stringify([tenant, email.toLowerCase()]);

  return {
    find: (tenant, email) => accounts.get(keyOf(tenant, email)),
    user: (id) => users.get(id),
    add: (account) => {
      const { user } = account;
      const key = keyOf(user.tenant, user.email);
      if (accounts.has(key)) return false;
      accounts.set(key, account);
      users.set(user.id, user);
      return true;
    },
    admit: (user) => void users.set(user.id, user),
  };
};

const createMemorySignIns = (): SignInStore => {
  const good = new Map<string, SignIn>();
  const spent = new Map<string, string>();
  const ended = new Set<string>();

  return {
    key: randomBytes(32),
    begin: (signIn, refreshToken) => void good.set(refreshToken, signIn),
    exchange: (refreshToken, next) => {
      const signIn = good.get(refreshToken);
      if (signIn === undefined) return undefined;
      good.delete(refreshToken);
      spent.set(refreshToken, signIn.id);
      good.set(next, signIn);
      return signIn;
    },
    ofSpent: (refreshToken) => spent.get(refreshToken),
    end: (signInId) => {
      ended.add(signInId);
      for (const [token, { id }] of good) if (id === signInId) good.delete(token);
    },
    hasEnded: (signInId) => ended.has(signInId),
  };
};
