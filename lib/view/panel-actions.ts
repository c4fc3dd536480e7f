import type { CommandOf, NameFrom } from '../messaging/commands.ts';
import type { PromptsView } from '../messaging/prompt-rows.ts';
import type { PagePort, Replied } from '../messaging/page-port.ts';
import { isOnItsWay, type Attachment, type Message, type UserMessage } from '../shared/conversation.ts';
import { codePoints } from '../shared/code-points.ts';
import type { Draft } from './draft.ts';
import { answerInProgress, lastQuestion, putMessage, queuedMessages, unsentMessage } from './message-list.ts';
import { createMessageReading, type MessageReading } from './message-reading.ts';
import { createMessageRemoval, type MessageRemoval } from './message-removal.ts';
import { atNewest } from './message-window.ts';
import { createPageAttaching, type PageAttaching } from './page-attaching.ts';
import { createPageUnmask, type PageUnmask } from './page-unmask.ts';
import { isPasteAlone, type MessagePlace, type PanelState } from './panel-state.ts';
import { replacedBy, withVersion } from './shown-versions.ts';
import type { TranscriptStore } from './transcript-store.ts';

export interface PanelActions extends MessageReading, MessageRemoval, PageAttaching, PageUnmask {
  /** Sends what stands in the composer, if there is anything and it is not too long. */
  send(): void;
  /**
   * Sends these words, offered by the tenant, at once; where they are about the page, they come into the composer instead,
   * and the page is attached: what leaves is seen first, and a press of Enter sends it.
   */
  suggest(words: string, isOfPage: boolean): void;
  /** The words in the composer are about the page: it is attached, and they don't leave before it. `asked`: as it is already. */
  attachForWords(asked?: Promise<{ readonly ok: boolean }>): void;
  /** What is saved; nothing where it can't be had, which is told. */
  readPrompts(): Promise<PromptsView>;
  stop(): void;
  retry(messageId: string): void;
  /** The last question again, for another answer than this one, which stays as an earlier version. */
  regenerate(messageId: string): void;
  /** The version that holds this message. False: it is the one that is shown. */
  showVersion(messageId: string): boolean;
  /** A queued message is changed in place; one that failed comes back into the composer; one that was sent is asked anew, in its own place if it is the last. */
  edit(message: Message): void;
  /** The last question; false: there is none, or it is on its way. */
  editLast(): boolean;
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
  /**
   * A long text, to go along as a page does, in the place of the one that is there. `added`: what of it comes back into the
   * composer where it can't be kept; `length`: of all that was pasted.
   */
  attachText(text: string, length: number, added: string): void;
  /** Attaches the page of that message once more, as it was sent. */
  reusePage(messageId: string): void;
  editPage(id: string, text: string): void;
  removePage(id: string): void;
  /** Opens the search within the chat, and gives it the focus. */
  find(isWanted: boolean): void;
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

/** Of a message that takes another's place. */
type Version = Pick<UserMessage, 'replaces'>;
type Attached = Pick<PanelState, 'attachment' | 'paste' | 'tabs'>;

export function createPanelActions(options: PanelActionsOptions): PanelActions {
  const { port, store, draft, newId, now, askAccess } = options;
  /** The last change of the page's text on its way: a message must name the revision that follows from it. */
  let pageEdit: Promise<unknown> | null = null;
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

  async function deliver(
    id: string,
    text: string,
    { attachment, paste, tabs }: Attached,
    version: Version,
  ): Promise<void> {
    // Only where there is one: a turn of waiting would let the composer render before the message is on its way.
    if (pageEdit !== null) await pageEdit;
    const shown = store.state();
    const { ok } = await ask({
      type: 'message/send',
      id,
      text,
      attachment: attachment && latest(attachment, shown),
      ...(paste && { paste: latest(paste, shown) }),
      ...(tabs.length > 0 && { tabs: tabs.map((tab) => latest(tab, shown)) }),
      ...version,
    });
    store.settle(id);
    if (ok) return draft.delivered(text);
    draft.giveBack(text);
    store.change((state) => ({
      ...state,
      messages: state.messages.filter((message) => message.id !== id),
      attachment: state.attachment ?? attachment,
      paste: state.paste ?? paste,
      tabs: state.tabs.length > 0 ? state.tabs : tabs,
    }));
  }

  /** What is sent waits for this change of what goes along. */
  function holdFor<Reply>(asked: Promise<Reply>, then?: (reply: Reply) => void): void {
    const change: Promise<unknown> = asked.then(then).finally(() => {
      if (pageEdit === change) pageEdit = null;
    });
    pageEdit = change;
  }

  /** The revision on screen: an edit made just before sending may have raised it. */
  function latest(sent: Attachment, { attachment, paste, tabs }: Attached): { id: string; revision: number } {
    const { id, revision } = [attachment, paste, ...tabs].find((one) => one?.id === sent.id) ?? sent;
    return { id, revision };
  }

  function sendNew(text: string, replaces?: string): void {
    const { conversation, messages, attachment, paste, tabs } = store.state();
    const id = newId();
    const version = replaces === undefined ? {} : { replaces };
    // First on its way, then on screen.
    void deliver(id, text, { attachment, paste, tabs }, version);
    const message = unsentMessage(messages, {
      id,
      conversationId: conversation?.id ?? '',
      text,
      attachments: [attachment, ...tabs, paste].filter((one) => one !== null),
      createdAt: now(),
      ...version,
    });
    store.hold(message);
    // The new version is shown, wherever one had gone back to.
    if (replaces !== undefined) showVersion(messages.at(-1)?.id ?? '');
    store.change((state) => ({
      ...state,
      ...atNewest(state),
      messages: putMessage(atNewest(state).messages, message),
      attachment: null,
      paste: null,
      tabs: [],
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
    const { text, editing, again } = draft.state();
    if (!isSendable(text) && !isPasteAlone(draft.state(), store.state())) return;
    if (editing !== null) return void sendEdit(editing, text);
    sendNew(text, again === null ? undefined : replacedBy(store.state().messages, again));
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

  /** One that is attached already may have been edited, and stays. */
  function attachForWords(asked?: Promise<{ readonly ok: boolean }>): void {
    if (asked === undefined && (store.state().attachment !== null || pageOfWords !== null)) return;
    const page = (asked === undefined ? attach() : attachAsked(() => asked)).finally(() => {
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

  function showVersion(messageId: string): boolean {
    const { messages, versions: before } = store.state();
    const versions = withVersion(messages, before, messageId);
    store.change((state) => ({ ...state, versions }));
    return versions !== before;
  }

  function dismiss(): void {
    const { problem, status } = store.state();
    // Where there is no connection, the next attempt tells the same again.
    const dismissed = status.kind === 'connected' ? null : problem;
    store.change((state) => ({
      ...state,
      refusal: null,
      problem: null,
      dismissed: dismissed ?? state.dismissed,
    }));
    if (problem) void ask({ type: 'problem/dismiss' });
  }

  /** What waits in the chat that is left is sent all the same, which is said in the new one. */
  function leaveFor(type: 'conversation/new' | 'conversation/temporary'): void {
    draft.flush();
    store.change((state) => ({
      ...state,
      leftWaiting: queuedMessages(state.messages).length > 0 ? (state.conversation?.id ?? null) : null,
    }));
    void ask({ type });
  }

  const reconnect = (): void => void ask({ type: 'connection/reconnect' });
  const { attach, attachAsked, ...attaching } = createPageAttaching({ store, ask, askAccess, dismiss });
  const reading = createMessageReading({ store, ask });
  const removal = createMessageRemoval({ store, draft, ask });

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
    regenerate(messageId) {
      const id = newId();
      void ask({ type: 'message/regenerate', messageId, newId: id });
      // As if it had been typed: its answer is followed.
      store.change((state) => ({ ...state, ...atNewest(state), lastSent: id }));
    },
    showVersion,
    edit,
    editLast() {
      const message = lastQuestion(store.state().messages);
      if (message === null || isOnItsWay(message) || message.status === 'unknown') return false;
      edit(message);
      return true;
    },
    ...removal,
    showQueue: (isQueueOpen) => store.change((state) => ({ ...state, isQueueOpen })),
    newChat: () => leaveFor('conversation/new'),
    temporaryChat: () => leaveFor('conversation/temporary'),
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
    ...attaching,
    reusePage: (messageId) => void ask({ type: 'page/reuse', messageId }),
    attachText(text, length, added) {
      const { paste } = store.state();
      const id = newId();
      const shown: Attachment = {
        id,
        revision: 1,
        title: '',
        url: '',
        text,
        pageLength: length,
        source: 'paste',
        capturedAt: new Date(now()).toISOString(),
      };
      // At once: a press of Enter must take it along.
      store.change((state) => ({ ...state, paste: shown }));
      holdFor(ask({ type: 'page/paste', id, text, length }), ({ ok }) => {
        if (ok) return;
        store.change((state) => (state.paste?.id === id ? { ...state, paste } : state));
        draft.giveBack(added);
      });
    },
    editPage: (id, text) => holdFor(ask({ type: 'page/edit', id, text })),
    ...createPageUnmask({ ask, holdFor, pending: () => pageEdit }),
    removePage: (id) => void ask({ type: 'page/remove', id }),
    ...reading,
    find: (isWanted) => store.change((state) => ({ ...state, finding: isWanted ? state.finding + 1 : 0 })),
    showPlace: (place) => store.change((state) => ({ ...state, place })),
  };
}
