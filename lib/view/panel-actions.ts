import type { CommandOf, NameFrom } from '../messaging/commands.ts';
import type { PagePort, Replied } from '../messaging/page-port.ts';
import type { Attachment, Message } from '../shared/conversation.ts';
import type { Draft } from './draft.ts';
import { answerInProgress, lastQueued, putMessage, unsentMessage, withEarlier } from './message-list.ts';
import type { MessagePlace } from './panel-state.ts';
import type { TranscriptStore } from './transcript-store.ts';

export interface PanelActions {
  /** Sends what stands in the composer, or the given words, if there are any and they are not too long. */
  send(words?: string): void;
  stop(): void;
  retry(messageId: string): void;
  /** A queued message is changed in place; one that failed comes back into the composer. */
  edit(message: Message): void;
  editLastQueued(): boolean;
  remove(messageId: string): void;
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
  editPage(id: string, text: string): void;
  removePage(id: string): void;
  /** Resolves once the older messages are in the state: the next of them, or all as far up as `through`, an ordinal. */
  loadEarlier(through?: number): Promise<void>;
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

export function createPanelActions(options: PanelActionsOptions): PanelActions {
  const { port, store, draft, newId, now, askAccess } = options;
  /** The last change of the page's text on its way: a message must name the revision that follows from it. */
  let pageEdit: Promise<unknown> | null = null;
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
      messages: putMessage(state.messages, message),
      attachment: null,
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

  function dismiss(): void {
    const { problem } = store.state();
    store.change((state) => ({ ...state, refusal: null, problem: null }));
    if (problem) void ask({ type: 'problem/dismiss' });
  }

  const reconnect = (): void => void ask({ type: 'connection/reconnect' });

  return {
    send(words) {
      const { text, editing } = draft.state();
      const limit = store.state().branding.maxMessageLength;
      const outgoing = words ?? text;
      if (outgoing.trim() === '' || outgoing.length > limit) return;
      if (words !== undefined) sendNew(words);
      else if (editing !== null) void sendEdit(editing, text);
      else {
        sendNew(text);
        draft.take();
      }
    },
    stop() {
      const answer = answerInProgress(store.state().messages);
      if (answer) void ask({ type: 'answer/stop', messageId: answer.id });
    },
    retry: (messageId) => void ask({ type: 'message/retry', messageId, newId: newId() }),
    edit(message) {
      if (message.role !== 'user') return;
      if (message.status === 'queued') return draft.edit(message);
      draft.giveBack(message.text);
      draft.flush();
      void ask({ type: 'message/recall', messageId: message.id });
    },
    editLastQueued() {
      const message = lastQueued(store.state().messages);
      if (message) draft.edit(message);
      return message !== null;
    },
    remove(messageId) {
      if (draft.state().editing === messageId) draft.cancelEdit();
      void ask({ type: 'message/remove', messageId });
    },
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
      void ask({ type: 'profile/use', profileId }).then(() => {
        if (choice === choices) store.change((state) => ({ ...state, chosenProfileId: null }));
      });
    },
    confirmHost: (host) => void ask({ type: 'account/confirm-host', host }),
    showAccount: (isAccountOpen) => store.change((state) => ({ ...state, isAccountOpen })),
    dismiss,
    attachPage() {
      if (store.state().isAttaching) return;
      store.change((state) => ({ ...state, isAttaching: true }));
      void ask({ type: 'page/attach' }).then(() => store.change((last) => ({ ...last, isAttaching: false })));
    },
    editPage(id, text) {
      const edit: Promise<unknown> = ask({ type: 'page/edit', id, text }).finally(() => {
        if (pageEdit === edit) pageEdit = null;
      });
      pageEdit = edit;
    },
    removePage: (id) => void ask({ type: 'page/remove', id }),
    async loadEarlier(through = Infinity) {
      const found: Message[] = [];
      let before = store.state().messages[0]?.ordinal;
      let hasEarlier = before !== undefined;
      while (before !== undefined && hasEarlier && (found.length === 0 || before > through)) {
        const earlier = await ask({ type: 'history/earlier', before });
        if (!earlier.ok) return;
        found.unshift(...earlier.value.messages);
        hasEarlier = earlier.value.hasEarlier;
        before = earlier.value.messages[0]?.ordinal;
      }
      // Once: a chat of thousands of messages isn't drawn anew for each stretch of them.
      store.change((state) => ({ ...state, messages: withEarlier(state.messages, found), hasEarlier }));
    },
    showPlace: (place) => store.change((state) => ({ ...state, place })),
  };
}
