import type { CommandOf, NameFrom } from '../messaging/commands.ts';
import type { PromptsView } from '../messaging/prompt-rows.ts';
import type { PagePort, Replied } from '../messaging/page-port.ts';
import { isOnItsWay, type Message } from '../shared/conversation.ts';
import { createAttachmentEdits, type AttachmentEdits } from './attachment-edits.ts';
import type { Draft } from './draft.ts';
import { answerInProgress, lastQuestion, queuedMessages } from './message-list.ts';
import { createMessageReading, type MessageReading } from './message-reading.ts';
import { createMessageRemoval, type MessageRemoval } from './message-removal.ts';
import { createMessageSending, type MessageSending } from './message-sending.ts';
import { createPageAttaching, type PageAttaching } from './page-attaching.ts';
import type { MessagePlace } from './panel-state.ts';
import type { TranscriptStore } from './transcript-store.ts';

export interface PanelActions
  extends AttachmentEdits, MessageReading, MessageRemoval, MessageSending, PageAttaching {
  /** What is saved; nothing where it can't be had, which is told. */
  readPrompts(): Promise<PromptsView>;
  stop(): void;
  retry(messageId: string): void;
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
  /** Attaches the page of that message once more, as it was sent. */
  reusePage(messageId: string): void;
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

export function createPanelActions(options: PanelActionsOptions): PanelActions {
  const { port, store, draft, newId, now, askAccess } = options;
  /** Of a profile; the answers to all but the last are those to a question of the past. */
  let choices = 0;

  /** A failure becomes the page's one alert. A success takes back the one that stood there when it was asked for, and no later one. */
  async function ask<Asked extends NameFrom<'panel'>>(command: CommandOf<Asked>): Replied<Asked> {
    const { refusal: before } = store.state();
    const result = await port.request(command);
    store.change((state) => {
      const refusal = state.refusal === before ? null : state.refusal;
      return { ...state, refusal: result.ok ? refusal : result.failure };
    });
    return result;
  }

  function edit(message: Message): void {
    if (message.role !== 'user') return;
    if (message.status === 'queued' || message.status === 'sent') return draft.edit(message);
    draft.giveBack(message.text);
    draft.flush();
    void ask({ type: 'message/recall', messageId: message.id });
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
  const { pendingEdit, ...edits } = createAttachmentEdits({ store, draft, ask, newId, now });
  const sending = createMessageSending({
    ...{ store, draft, ask, newId, now },
    ...{ pendingEdit, attach, attachAsked },
  });
  const reading = createMessageReading({ store, ask });
  const removal = createMessageRemoval({ store, draft, ask });

  return {
    ...sending,
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
    ...edits,
    removePage: (id) => void ask({ type: 'page/remove', id }),
    ...reading,
    find: (isWanted) => store.change((state) => ({ ...state, finding: isWanted ? state.finding + 1 : 0 })),
    showPlace: (place) => store.change((state) => ({ ...state, place })),
  };
}
