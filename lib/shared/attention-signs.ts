/** What a person is told of a chat that they don't look at: an answer, one that broke off, or that nothing goes on without them. */
export type ChatEnd = 'answered' | 'cut-off' | 'needs-person';

/** One notification. Another of the same chat and window takes its place. */
export interface ChatNotice {
  readonly conversationId: string;
  /** Where the chat was shown last, and opens again; null: nobody knows. */
  readonly windowId: number | null;
  readonly end: ChatEnd;
  /** One line each, harmless; null: none of the chat's words may be in it. */
  readonly words: { readonly title: string; readonly line: string } | null;
}

/** How many chats wait to be looked at, by why. */
export type WaitingChats = Readonly<Record<'answers' | 'needs', number>>;

/** What the browser shows outside of our pages. Nothing of it rejects: a sign that can't be given is given up. */
export interface AttentionSigns {
  /** On the toolbar button, and in its title. */
  mark(waiting: WaitingChats): void;
  /** Only where the person lets us; without that, nothing. */
  notify(notice: ChatNotice): void;
  /** A panel shows that chat. */
  withdraw(notice: Pick<ChatNotice, 'conversationId' | 'windowId'>): void;
}

/** For private windows: nothing of them shows outside of them. */
export const noSigns: AttentionSigns = {
  mark: () => undefined,
  notify: () => undefined,
  withdraw: () => undefined,
};
