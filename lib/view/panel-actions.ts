import type { CommandOf, NameFrom } from '../messaging/commands.ts';
import type { PromptsView } from '../messaging/prompt-rows.ts';
import type { PagePort, Replied } from '../messaging/page-port.ts';
import { isOnItsWay, type Attachment, type Message, type UserMessage } from '../shared/conversation.ts';
import { codePoints } from '../shared/code-points.ts';
import type { Draft } from './draft.ts';
import { answerInProgress, lastQuestion, putMessage, queuedMessages, unsentMessage } from './message-list.ts';
import {
  aroundStretch,
  atNewest,
  boundedWindow,
  withEarlierStretch,
  withLaterStretch,
  type MessageStretch,
} from './message-window.ts';
import type { MessagePlace } from './panel-state.ts';
import type { TranscriptStore } from './transcript-store.ts';

export interface PanelActions {
  /** Sends what stands in the composer, if there is anything and it is not too long. */
  send(): void;
  /**
   * Sends these words, offered by the tenant, at once; where they are about the page, they come into the composer instead,
   * and the page is attached: what leaves is seen first, and a press of Enter sends it.
   */
  suggest(words: string, isOfPage: boolean): void;
  /** The words in the composer are about the page: it is attached, and they don't leave before it. */
  attachForWords(): void;
  /** What is saved; nothing where it can't be had, which is told. */
  readPrompts(): Promise<PromptsView>;
  stop(): void;
  retry(messageId: string): void;
  /** A queued message is changed in place; one that failed comes back into the composer; one that was sent is asked anew. */
  edit(message: Message): void;
  /** The last question; false: there is none, or it is on its way. */
  editLast(): boolean;
  /** One that waits can be had back by `undoRemoval`, until something else is sent or removed. */
  remove(messageId: string): void;
  removeQueued(messages: readonly UserMessage[]): void;
  undoRemoval(): void;
  showQueue(isOpen: boolean): void;
  newChat(): void;
  /** One that is gone with the last panel that shows it. */
  temporaryChat(): void;
  /** Fetches what waits unsent under other settings. */
  bringAlong(): void;
  reconnect(): void;
  /** Asks the browser, and so the person, for access to this origin, and connects again after a yes. Only in the turn of a press. */
  allowAccess(origin: string, then?: () => void): void;
  switchProfile(profileId: string): void;
  /** That host may be shown the token of whoever is signed in. */
  confirmHost(host: string): void;
  /** The dialog in which one signs in, or out. */
  showAccount(isOpen: boolean): void;
  dismiss(): void;
  attachPage(): void;
  /** Attaches the page of that message once more, as it was sent. */
  reusePage(messageId: string): void;
  editPage(id: string, text: string): void;
  removePage(id: string): void;
  /** Resolves once the older messages are in the state: the next of them, or all as far up as `through`, an ordinal. */
  loadEarlier(through?: number): Promise<void>;
  /** The next of those between what is read and the newest. */
  loadLater(): Promise<void>;
  /** Reads the part of the chat with that ordinal, and not what is between. */
  loadAround(ordinal: number): Promise<void>;
  /** Reads the newest messages, which are there. */
  showNewest(): void;
  /** Of what was read, the far end; `held`: ordinals of the first and last message that must stay. */
  letGo(towards: 'earlier' | 'later', held: readonly [number, number] | null): void;
  /** Brings a message into view once its chat is on screen; null: it is there, or can't be. */
  showPlace(place: MessagePlace | null): void;
}

export interface PanelActionsOptions {
  port: Pick<PagePort<NameFrom<'panel'>>, 'request'>;
  store: TranscriptStore;
  draft: Draft;
  /** UUID */
  newId: () => string;
  /** Epoch ms. */
  now: () => number;
  /** Resolves with whether the origin may be read from now on. */
  askAccess: (origin: string) => Promise<boolean>;
}

/** Ordinals that are read in one go: no more messages than the background hands over at once. */
const stretchLength = 50;

export function createPanelActions(options: PanelActionsOptions): PanelActions {
  const { port, store, draft, newId, now, askAccess } = options;
  /** The last change of the page's text on its way: a message must name the revision that follows from it. */
  let pageEdit: Promise<unknown> | null = null;
  let attaching: Promise<boolean> | null = null;
  /** The page that words in the composer speak of, on its way: they don't leave before it, nor without it. */
  let pageOfWords: Promise<boolean> | null = null;
  /** Of a profile; the answers to all but the last are those to a question of the past. */
  let choices = 0;

  /** A failure becomes the page's one alert. */
  async function ask<Asked extends NameFrom<'panel'>>(command: CommandOf<Asked>): Replied<Asked> {
    const result = await port.request(command);
    store.change((state) => ({ ...state, refusal: result.ok ? null : result.failure }));
    return result;
  }

  async function deliver(id: string, text: string, attachment: Attachment | null): Promise<void> {
    // Only where there is one: a turn of waiting would let the composer render before the message is on its way.
    if (pageEdit !== null) await pageEdit;
    const named = attachment && latest(attachment);
    const { ok } = await ask({ type: 'message/send', id, text, attachment: named });
    store.settle(id);
    if (ok) return draft.delivered(text);
    draft.giveBack(text);
    store.change((state) => ({
      ...state,
      messages: state.messages.filter((message) => message.id !== id),
      attachment: state.attachment ?? attachment,
    }));
  }

  /** The revision on screen: an edit made just before sending may have raised it. */
  function latest(attachment: Attachment): { id: string; revision: number } {
    const shown = store.state().attachment;
    const { id, revision } = shown?.id === attachment.id ? shown : attachment;
    return { id, revision };
  }

  function sendNew(text: string): void {
    const { conversation, messages, attachment } = store.state();
    const id = newId();
    // First on its way, then on screen.
    void deliver(id, text, attachment);
    const message = unsentMessage(messages, {
      id,
      conversationId: conversation?.id ?? '',
      text,
      attachments: attachment ? [attachment] : [],
      createdAt: now(),
    });
    store.hold(message);
    store.change((state) => ({
      ...state,
      ...atNewest(state),
      messages: putMessage(atNewest(state).messages, message),
      attachment: null,
      removed: [],
      lastSent: id,
    }));
  }

  async function sendEdit(messageId: string, text: string): Promise<void> {
    const edited = await ask({ type: 'message/edit', messageId, text });
    if (draft.state().editing !== messageId) return;
    if (edited.ok) draft.cancelEdit();
    // Longer than the tenant allows by now, or not to be stored: it still waits as it was, and is still being changed.
    else if (edited.failure.code === 'conversation-changed') draft.editTooLate();
  }

  function sendTyped(): void {
    if (pageOfWords !== null) return sendWithPage(pageOfWords);
    const { text, editing } = draft.state();
    if (!isSendable(text)) return;
    if (editing !== null) return void sendEdit(editing, text);
    sendNew(text);
    draft.take();
  }

  /** What stood there when it was asked for, and in that conversation. */
  function sendWithPage(page: Promise<boolean>): void {
    const { text } = draft.state();
    const { conversation } = store.state();
    void page.then((isThere) => {
      const isSame = draft.state().text === text && store.state().conversation?.id === conversation?.id;
      if (isThere && isSame) sendTyped();
    });
  }

  function isSendable(text: string): boolean {
    return text.trim() !== '' && codePoints(text) <= store.state().branding.maxMessageLength;
  }

  /** Resolves with whether a page is attached then; a refusal is told. One at a time. */
  function attach(): Promise<boolean> {
    attaching ??= attachNow().finally(() => (attaching = null));
    return attaching;
  }

  async function attachNow(): Promise<boolean> {
    store.change((state) => ({ ...state, isAttaching: true }));
    const { ok } = await ask({ type: 'page/attach' });
    store.change((last) => ({ ...last, isAttaching: false }));
    return ok;
  }

  /** One that is attached already may have been edited, and stays. */
  function attachForWords(): void {
    if (store.state().attachment !== null || pageOfWords !== null) return;
    const page = attach().finally(() => {
      if (pageOfWords === page) pageOfWords = null;
    });
    pageOfWords = page;
  }

  function edit(message: Message): void {
    if (message.role !== 'user') return;
    if (message.status === 'queued' || message.status === 'sent') return draft.edit(message);
    draft.giveBack(message.text);
    draft.flush();
    void ask({ type: 'message/recall', messageId: message.id });
  }

  function removeQueued(messages: readonly UserMessage[]): void {
    if (messages.some(({ id }) => id === draft.state().editing)) draft.cancelEdit();
    for (const { id } of messages) void ask({ type: 'message/remove', messageId: id, onlyQueued: true });
    store.change((state) => ({ ...state, removed: messages }));
  }

  async function restore({ id, ordinal, text, attachments, createdAt }: UserMessage): Promise<void> {
    const restored = await ask({ type: 'message/restore', id, ordinal, text, attachments, createdAt });
    // Refused by a limit or a rule that is new: its words are not lost for that.
    if (!restored.ok) draft.giveBack(text);
  }

  function dismiss(): void {
    const { problem } = store.state();
    store.change((state) => ({ ...state, refusal: null, problem: null }));
    if (problem) void ask({ type: 'problem/dismiss' });
  }

  /** Of the conversation that is shown: what stands before that ordinal, as far up as `through`; null: it can't be had. */
  async function readStretch(before: number, through: number): Promise<MessageStretch | null> {
    const { conversation } = store.state();
    const found: Message[] = [];
    let [at, hasEarlier]: [number | undefined, boolean] = [before, true];
    while (at !== undefined && hasEarlier && (found.length === 0 || at > through)) {
      const earlier: Awaited<Replied<'history/earlier'>> = await ask({ type: 'history/earlier', before: at });
      if (!earlier.ok || store.state().conversation?.id !== conversation?.id) return null;
      found.unshift(...earlier.value.messages);
      hasEarlier = earlier.value.hasEarlier;
      at = earlier.value.messages[0]?.ordinal;
    }
    return { messages: found, before, hasEarlier };
  }

  async function loadEarlier(through = Infinity): Promise<void> {
    const before = store.state().messages[0]?.ordinal;
    if (before === undefined) return;
    const earlier = await readStretch(before, through);
    // Another part is read since.
    if (earlier === null || store.state().messages[0]?.ordinal !== before) return;
    // Once: a chat of thousands of messages isn't drawn anew for each stretch of them.
    store.change((state) => ({ ...state, ...withEarlierStretch(state, earlier) }));
  }

  async function loadLater(): Promise<void> {
    const { gap } = store.state();
    if (gap === null) return;
    const later = await readStretch(gap + stretchLength + 1, gap + 1);
    if (later === null || store.state().gap !== gap) return;
    store.change((state) => ({ ...state, ...withLaterStretch(state, later) }));
  }

  async function loadAround(ordinal: number): Promise<void> {
    const found = await readStretch(ordinal + stretchLength / 2, ordinal);
    if (found !== null) store.change((state) => ({ ...state, ...aroundStretch(state, found) }));
  }

  const reconnect = (): void => void ask({ type: 'connection/reconnect' });

  return {
    send: sendTyped,
    suggest(words, isOfPage) {
      if (!isOfPage) {
        if (isSendable(words)) sendNew(words);
        return;
      }
      // Pressed twice, or after the page could not be read: the words are there already.
      if (draft.state().text !== words) draft.giveBack(words);
      attachForWords();
    },
    attachForWords,
    async readPrompts() {
      const read = await ask({ type: 'prompts/read' });
      return read.ok ? read.value : { own: [], organisation: [] };
    },
    stop() {
      const answer = answerInProgress(store.state().messages);
      if (answer) void ask({ type: 'answer/stop', messageId: answer.id });
    },
    retry: (messageId) => void ask({ type: 'message/retry', messageId, newId: newId() }),
    edit,
    editLast() {
      const message = lastQuestion(store.state().messages);
      if (message === null || isOnItsWay(message) || message.status === 'unknown') return false;
      edit(message);
      return true;
    },
    remove(messageId) {
      const queued = queuedMessages(store.state().messages).filter(({ id }) => id === messageId);
      if (queued.length > 0) return removeQueued(queued);
      void ask({ type: 'message/remove', messageId });
    },
    removeQueued,
    undoRemoval() {
      const { removed } = store.state();
      store.change((state) => ({ ...state, removed: [] }));
      // The oldest first, so that none goes out before its turn.
      for (const message of removed) void restore(message);
    },
    showQueue: (isQueueOpen) => store.change((state) => ({ ...state, isQueueOpen })),
    newChat() {
      draft.flush();
      void ask({ type: 'conversation/new' });
    },
    temporaryChat() {
      draft.flush();
      void ask({ type: 'conversation/temporary' });
    },
    bringAlong: () => void ask({ type: 'conversation/bring' }),
    reconnect,
    allowAccess(origin, then) {
      void askAccess(origin).then((isAllowed) => {
        if (!isAllowed) return;
        dismiss();
        reconnect();
        then?.();
      });
    },
    switchProfile(profileId) {
      draft.flush();
      choices += 1;
      const choice = choices;
      // At once: two presses of an arrow key go two profiles on.
      store.change((state) => ({ ...state, chosenProfileId: profileId }));
      void ask({ type: 'profile/switch', profileId }).then(() => {
        if (choice === choices) store.change((state) => ({ ...state, chosenProfileId: null }));
      });
    },
    confirmHost: (host) => void ask({ type: 'account/confirm-host', host }),
    showAccount: (isAccountOpen) => store.change((state) => ({ ...state, isAccountOpen })),
    dismiss,
    attachPage: () => void attach(),
    reusePage: (messageId) => void ask({ type: 'page/reuse', messageId }),
    editPage(id, text) {
      const change: Promise<unknown> = ask({ type: 'page/edit', id, text }).finally(() => {
        if (pageEdit === change) pageEdit = null;
      });
      pageEdit = change;
    },
    removePage: (id) => void ask({ type: 'page/remove', id }),
    loadEarlier,
    loadLater,
    loadAround,
    showNewest: () => store.change((state) => ({ ...state, ...atNewest(state) })),
    letGo: (towards, held) => store.change((state) => ({ ...state, ...boundedWindow(state, towards, held) })),
    showPlace: (place) => store.change((state) => ({ ...state, place })),
  };
}
