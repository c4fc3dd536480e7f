import type { UserMessage } from '../shared/conversation.ts';

/** ms until what could not be stored is tried again, also where nobody types any more. */
const retryDelay = 5000;

/** ms from the first key to its being stored, and between two stores: what an update of the extension may cost. */
const saveDelay = 100;

export interface DraftState {
  readonly text: string;
  /** The queued message that is being changed instead of a new one being written. */
  readonly editing: string | null;
  /** The message that has gone out, whose words are being changed to be asked anew. Never both. */
  readonly again: string | null;
  /** Beside the composer: one is shown once, the other as long as the words that speak of a selection stand there. */
  readonly note: 'edit-too-late' | 'of-selection' | null;
}

/**
 * What stands in the composer. Kept outside React, so that a crash of the view loses nothing. The law: every text the
 * user typed is on screen, in a message the background has confirmed, or in what `save` was last given.
 */
export interface Draft {
  state(): DraftState;
  subscribe(listener: () => void): () => void;
  type(text: string, note?: 'of-selection'): void;
  /**
   * The stored draft of the conversation now shown. Typed before it arrived: both are kept. Typed while it took the place
   * of another: it stays where the draft came along, as when one signs in; else it is stored with the one it was meant for.
   */
  adopt(conversationId: string, stored: string): void;
  /** Empties the composer for sending. What was taken stays stored until `delivered`, or comes back by `giveBack`. */
  take(): string;
  delivered(text: string): void;
  giveBack(text: string): void;
  /** One that waits is changed in its place; the words of any other become a new message. */
  edit(message: UserMessage): void;
  /** Ends either; what stood there before returns. */
  cancelEdit(): void;
  /** The edited message is out of reach: the changed text stays, as a new message. */
  editTooLate(): void;
  /** Stores now what waits to be stored. */
  flush(): void;
  /** That text could not be stored: it is tried again as long as it stands here. */
  unsaved(text: string): void;
  close(): void;
}

export interface DraftOptions {
  readonly save: (text: string) => void;
}

/** As it stands in the page that the build has drawn. */
export const noDraft: DraftState = { text: '', editing: null, again: null, note: null };

export function createDraft({ save }: DraftOptions): Draft {
  let state = noDraft;
  let conversation: string | null = null;
  /** Taken, not yet confirmed. */
  let taken: readonly string[] = [];
  /** What stood in the composer before editing began, and the message as it was. */
  let parked = '';
  let original = '';
  /** null: it could not be stored. */
  let saved: string | null = '';
  let timer: ReturnType<typeof setTimeout> | null = null;
  const listeners = new Set<() => void>();

  function set(next: Partial<DraftState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
    timer ??= setTimeout(store, saveDelay);
  }

  const isEditing = (): boolean => state.editing !== null || state.again !== null;

  /** What stands there is the message, word for word; or nothing. */
  const unchanged = (): boolean => state.text === original;

  const toStore = (): string => joined(...taken, parked, unchanged() ? '' : state.text);

  function store(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    // Before the stored draft is known, saving would overwrite it.
    if (conversation === null) return;
    const text = toStore();
    if (text === saved) return;
    saved = text;
    save(text);
  }

  function endEdit(text: string, note: DraftState['note']): void {
    parked = '';
    original = '';
    set({ ...noDraft, text, note });
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    type(text, note) {
      const isStill = state.note === 'of-selection' && text !== '';
      set({ text, note: note ?? (isStill ? state.note : null) });
    },
    adopt(conversationId, stored) {
      if (conversation === conversationId) return;
      const meanwhile = conversation === null ? joined(parked, state.text) : '';
      const cameAlong = stored !== '' && stored === saved && !isEditing();
      if (!cameAlong) store();
      conversation = conversationId;
      if (cameAlong) return;
      saved = stored;
      // Sent before the snapshot came: not to be put back by the draft that was stored before it.
      endEdit(joined(stored, meanwhile), null);
    },
    take() {
      const { text } = state;
      taken = [...taken, text];
      endEdit(parked, null);
      return text;
    },
    delivered(text) {
      taken = without(taken, text);
      // Not at once: the background has emptied the stored draft with it, and is about to transmit the message.
      set({});
    },
    giveBack(text) {
      taken = without(taken, text);
      if (!isEditing()) return set({ text: joined(text, state.text) });
      parked = joined(text, parked);
      set({});
    },
    edit(message) {
      // From one message to the next: what was changed in the first is not thrown away.
      parked = joined(parked, unchanged() ? '' : state.text);
      original = message.text;
      const edited = message.status === 'queued' ? 'editing' : 'again';
      set({ ...noDraft, [edited]: message.id, text: message.text });
    },
    cancelEdit() {
      if (isEditing()) endEdit(parked, null);
    },
    editTooLate() {
      if (state.editing === null) return;
      if (unchanged()) endEdit(parked, null);
      else endEdit(joined(parked, state.text), 'edit-too-late');
    },
    flush: store,
    unsaved(text) {
      if (text !== saved) return;
      saved = null;
      timer ??= setTimeout(store, retryDelay);
    },
    close() {
      store();
      // What is said late of it is tried no more.
      conversation = null;
      listeners.clear();
    },
  };
}

const joined = (...texts: string[]): string => texts.filter((text) => text !== '').join('\n');

/** But for the first of it. */
function without(texts: readonly string[], text: string): readonly string[] {
  const first = texts.indexOf(text);
  return texts.filter((_, n) => n !== first);
}
