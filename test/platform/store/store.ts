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
  /** ISO 8601. */
  readonly createdAt: string;
  /** Of the page that it began beside; null where none was told. */
  readonly context: unknown;
  /** As they are now, oldest first. Read anew each time it is asked for. */
  readonly messages: readonly StoredMessage[];
  readonly messageCount: number;
}

export type NewChat = Pick<StoredChat, 'sessionId' | 'tenant' | 'owner' | 'title' | 'context'>;

export interface User {
  readonly id: string;
  readonly email: string;
  readonly fullName: string;
  readonly tenant: string;
}

/** Who may get in, with a password; its scrypt hash alone is kept. */
export interface Account {
  readonly user: User;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/** E-mail addresses are compared without regard to case. */
export interface AccountStore {
  find(tenant: string, email: string): Account | undefined;
  /** Also one whom another issuer vouches for. */
  user(id: string): User | undefined;
  /** False: the address is taken in this tenant. */
  add(account: Account): boolean;
  /** A user whom another issuer vouches for, by the id that it gave them. They have no password here. */
  admit(user: User): void;
}

/** What a refresh token is good for. */
export interface SignIn {
  readonly id: string;
  readonly userId: string;
  readonly scope: readonly string[];
}

/** Sign-ins and their refresh tokens, of which a hash is all that is kept. */
export interface SignInStore {
  /** Signs access tokens: the same for as long as the store lasts, so that they stay good. */
  readonly key: Uint8Array;
  /** A first refresh token. */
  begin(signIn: SignIn, refreshToken: string): void;
  /** The old one is spent and the new one good, in one step. Undefined: the old one is unknown or was spent before. */
  exchange(refreshToken: string, next: string): SignIn | undefined;
  /** The sign-in that a spent refresh token was of. */
  ofSpent(refreshToken: string): string | undefined;
  /** Nothing that came of it is good any more. */
  end(signInId: string): void;
  hasEnded(signInId: string): boolean;
}

/** All that a platform remembers. What a call has said or stored is there when it returns: a process may end at any moment. */
export interface Store {
  /** The same chat for the same session, tenant and owner (§4), so a lost reply can be asked for again. */
  openChat(chat: NewChat): { readonly chat: StoredChat; readonly created: boolean };
  findChat(id: string): StoredChat | undefined;
  /** Oldest first. */
  chats(): StoredChat[];
  /** Oldest first. */
  chatsOf(tenant: string, owner: string | null): StoredChat[];
  /** A message with an id and a time, in no chat yet. No two have the same time, so that theirs is an order. */
  message(said: Omit<StoredMessage, 'id' | 'created_at'> & { id?: string }): StoredMessage;
  /** At the end of the chat, or in the place of an earlier state of it, whose time it keeps. */
  put(chat: StoredChat, message: StoredMessage): void;
  readonly accounts: AccountStore;
  readonly signIns: SignInStore;
  /** Idempotent. */
  close(): void;
}
