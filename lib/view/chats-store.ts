import type { chatRows } from '../messaging/chat-rows.ts';
import type { ChatEntry, RemovedChat } from '../messaging/chat-shapes.ts';
import type { CommandOf } from '../messaging/commands.ts';
import type { PagePort } from '../messaging/page-port.ts';
import { createHeldState } from './held-state.ts';

export interface ChatsState {
  /** Null until read. */
  readonly chats: readonly ChatEntry[] | null;
  /** What can be brought back; the one deleted last is the last. */
  readonly removed: readonly RemovedChat[];
  /** What came of what was asked for last, where it was not done. */
  readonly trouble: 'gone' | 'failed' | null;
}

/** The list of chats as long as it is shown, and what is done to one of them. */
export interface ChatsStore {
  state(): ChatsState;
  subscribe(listener: () => void): () => void;
  rename(id: string, title: string): Promise<boolean>;
  pin(id: string, isPinned: boolean): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  restore(id: string): Promise<boolean>;
  /** Resolves with whether the panel shows it. */
  open(id: string): Promise<boolean>;
  /** Idempotent. */
  close(): void;
}

type ChatsPort = Pick<PagePort<keyof typeof chatRows>, 'request' | 'subscribe'>;
type Change = CommandOf<Exclude<keyof typeof chatRows, 'chats/list'>>;

/** ms between two looks: of many changes, as while a queue is sent, the last is shown as soon as this. */
const pauseMs = 150;

export function createChatsStore(port: ChatsPort): ChatsStore {
  const { state, subscribe, set, close } = createHeldState<ChatsState>({
    chats: null,
    removed: [],
    trouble: null,
  });
  let isListing = false;
  /** It has changed since it was asked for. */
  let isStale = false;
  /** Changes asked for, and those under way: what a list says that is older than them would undo them on screen. */
  let asked = 0;
  let running = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isClosed = false;

  async function list(): Promise<void> {
    isStale = isListing;
    if (isListing) return;
    isListing = true;
    const before = asked;
    const told = await port.request({ type: 'chats/list' });
    isListing = false;
    if (isClosed) return;
    const isCurrent = before === asked && running === 0;
    if (!told.ok) set({ trouble: 'failed' });
    else if (isCurrent) set(told.value);
    if (isStale || !isCurrent) later();
  }

  function later(): void {
    if (isClosed || timer !== null) return;
    timer = setTimeout(() => {
      timer = null;
      void list();
    }, pauseMs);
  }

  async function change(command: Change): Promise<boolean> {
    asked += 1;
    running += 1;
    set({ trouble: null });
    const done = await port.request(command);
    running -= 1;
    if (isClosed) return done.ok && done.value.isThere;
    if (!done.ok) set({ trouble: 'failed' });
    else if (!done.value.isThere) set({ trouble: 'gone' });
    void list();
    return done.ok && done.value.isThere;
  }

  /** At once; what the list says next replaces it. */
  function show(id: string, next: (chat: ChatEntry) => ChatEntry): void {
    const { chats } = state();
    if (chats !== null) set({ chats: chats.map((chat) => (chat.id === id ? next(chat) : chat)) });
  }

  const unsubscribe = port.subscribe(({ type }) => {
    // A snapshot: another chat is on screen, another profile in use, or another worker there, which nobody has asked yet.
    if (type === 'chats/changed' || type === 'snapshot') later();
  });
  void list();

  return {
    state,
    subscribe,
    rename(id, title) {
      show(id, (chat) => ({ ...chat, title }));
      return change({ type: 'chats/rename', id, title });
    },
    pin(id, isPinned) {
      show(id, (chat) => ({ ...chat, isPinned }));
      return change({ type: 'chats/pin', id, isPinned });
    },
    remove: (id) => change({ type: 'chats/remove', id }),
    restore: (id) => change({ type: 'chats/restore', id }),
    open: (id) => change({ type: 'chats/open', id }),
    close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      unsubscribe();
      close();
    },
  };
}
