import type { CommandOf, NameFrom } from '../messaging/commands.ts';
import type { Replied } from '../messaging/page-port.ts';
import type { Attachment, UserMessage } from '../shared/conversation.ts';
import { codePoints } from '../shared/code-points.ts';
import type { Draft } from './draft.ts';
import { putMessage, unsentMessage } from './message-list.ts';
import { atNewest } from './message-window.ts';
import { isPasteAlone, type PanelState } from './panel-state.ts';
import { replacedBy, withVersion } from './shown-versions.ts';
import type { TranscriptStore } from './transcript-store.ts';

export interface MessageSending {
  /** Sends what stands in the composer, if there is anything and it is not too long. */
  send(): void;
  /**
   * Sends these words, offered by the tenant, at once; where they are about the page, they come into the composer instead,
   * and the page is attached: what leaves is seen first, and a press of Enter sends it.
   */
  suggest(words: string, isOfPage: boolean): void;
  /** The words in the composer are about the page: it is attached, and they don't leave before it. `asked`: as it is already. */
  attachForWords(asked?: Promise<{ readonly ok: boolean }>): void;
  /** The last question again, for another answer than this one, which stays as an earlier version. */
  regenerate(messageId: string): void;
  /** The version that holds this message. False: it is the one that is shown. */
  showVersion(messageId: string): boolean;
}

export interface MessageSendingOptions {
  readonly store: TranscriptStore;
  readonly draft: Draft;
  /** A failure becomes the page's one alert. */
  readonly ask: <Asked extends NameFrom<'panel'>>(command: CommandOf<Asked>) => Replied<Asked>;
  /** UUID */
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
  /** The last change of what goes along that is on its way; null: none is. */
  readonly pendingEdit: () => Promise<unknown> | null;
  /** The page in front. Resolves with whether it is attached then. */
  readonly attach: () => Promise<boolean>;
  /** The same of what `asked` attaches. */
  readonly attachAsked: (asked: () => Promise<{ readonly ok: boolean }>) => Promise<boolean>;
}

/** Of a message that takes another's place. */
type Version = Pick<UserMessage, 'replaces'>;
type Attached = Pick<PanelState, 'attachment' | 'paste' | 'tabs'>;

export function createMessageSending(options: MessageSendingOptions): MessageSending {
  const { store, draft, ask, newId, now, pendingEdit, attach, attachAsked } = options;
  /** The page that words in the composer speak of, on its way: they don't leave before it, nor without it. */
  let pageOfWords: Promise<boolean> | null = null;

  async function deliver(
    id: string,
    text: string,
    { attachment, paste, tabs }: Attached,
    version: Version,
  ): Promise<void> {
    const edit = pendingEdit();
    // Only where there is one: a turn of waiting would let the composer render before the message is on its way.
    if (edit !== null) await edit;
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

  function send(): void {
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
      if (isThere && isSame) send();
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

  function showVersion(messageId: string): boolean {
    const { messages, versions: before } = store.state();
    const versions = withVersion(messages, before, messageId);
    store.change((state) => ({ ...state, versions }));
    return versions !== before;
  }

  return {
    send,
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
    regenerate(messageId) {
      const id = newId();
      void ask({ type: 'message/regenerate', messageId, newId: id });
      // As if it had been typed: its answer is followed.
      store.change((state) => ({ ...state, ...atNewest(state), lastSent: id }));
    },
    showVersion,
  };
}
