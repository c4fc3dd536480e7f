import {
  fromSearchWorker,
  type ChatToSearch,
  type FoundChat,
  type ToSearchWorker,
} from '../search/search-protocol.ts';
import type { SideWorker, StartSideWorker } from '../shared/side-worker.ts';
import { createHeldState } from './held-state.ts';

export interface ChatSearchState {
  /** What is found is of these words; '': nothing is looked for. */
  readonly words: string;
  readonly chats: readonly FoundChat[];
  /** Chats found, of which the best are in `chats`. */
  readonly total: number;
  /** More may be found, or all of it is still to come. */
  readonly isSearching: boolean;
  /** Messages can't be searched now. */
  readonly isFailed: boolean;
}

/** Searches what is said in chats, beside the page: all it does here is to ask and to listen. */
export interface ChatSearch {
  state(): ChatSearchState;
  subscribe(listener: () => void): () => void;
  /** Of `chats/list`: these, and no others. Said again, it looks for what has changed in them. */
  tell(chats: readonly ChatToSearch[]): void;
  search(words: string): void;
  /** Idempotent. */
  close(): void;
}

const nothing: ChatSearchState = { words: '', chats: [], total: 0, isSearching: false, isFailed: false };

export function createChatSearch(start: StartSideWorker): ChatSearch {
  const { state, subscribe, set, close } = createHeldState(nothing);
  let worker: SideWorker | null = null;
  let query = 0;
  let isTold = false;

  const failed = (): void => set({ isFailed: true, isSearching: false });

  function heard(said: unknown): void {
    const parsed = fromSearchWorker.safeParse(said);
    if (!parsed.success) return;
    const { data } = parsed;
    if (data.type === 'failed') return failed();
    // What comes of an earlier query is of no interest any more.
    if (data.type !== 'found' || data.query !== query || state().words === '') return;
    set({ chats: data.chats, total: data.total, isSearching: !data.isComplete, isFailed: false });
  }

  function post(said: ToSearchWorker): void {
    worker ??= start(heard, failed);
    worker.post(said);
  }

  return {
    state,
    subscribe,
    tell(chats) {
      post({ type: 'chats', chats: chats.map(({ id, title, updatedAt }) => ({ id, title, updatedAt })) });
      const { words } = state();
      if (!isTold && words !== '') post({ type: 'search', query, text: words });
      isTold = true;
    },
    search(words) {
      if (words === state().words) return;
      query += 1;
      // What was found before stays until there is something else: it doesn't flicker with each letter.
      set(words === '' ? nothing : { words, isSearching: true });
      // Of no chats at all it would be told that nobody has said it.
      if (isTold) post({ type: 'search', query, text: words });
    },
    close() {
      worker?.close();
      close();
    },
  };
}
