import type { NameFrom } from '../messaging/commands.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { PlatformChat } from '../messaging/platform-chat-rows.ts';
import type { Problem } from '../shared/problem.ts';
import { createHeldState } from './held-state.ts';

export interface PlatformChatsState {
  /** null: not told yet, or not to be had. */
  readonly listed: { readonly chats: readonly PlatformChat[]; readonly isWhole: boolean } | null;
  /** Of the last thing asked for. */
  readonly problem: Problem | null;
  /** The chat that is being read back, by its id; null: none. */
  readonly opening: string | null;
}

/** The chats that were begun elsewhere, for as long as they are on screen. */
export interface PlatformChatsStore {
  state(): PlatformChatsState;
  subscribe(listener: () => void): () => void;
  /** Asks for them anew. */
  list(): Promise<void>;
  /** Resolves with whether the panel shows it now. One at a time: another press meanwhile is none. */
  open(chat: PlatformChat): Promise<boolean>;
}

type Port = Pick<PagePort<NameFrom<'panel'>>, 'request'>;

export function createPlatformChatsStore(port: Port): PlatformChatsStore {
  const { state, subscribe, set } = createHeldState<PlatformChatsState>({
    listed: null,
    problem: null,
    opening: null,
  });
  let asked = 0;

  return {
    state,
    subscribe,
    async list() {
      asked += 1;
      const mine = asked;
      set({ listed: null, problem: null });
      const reply = await port.request({ type: 'platform-chats/list' });
      // Asked again meanwhile: the later answer counts.
      if (mine !== asked) return;
      set(reply.ok ? { listed: reply.value } : { problem: reply.failure });
    },
    async open({ chatId, title }) {
      if (state().opening !== null) return false;
      set({ opening: chatId, problem: null });
      const reply = await port.request({ type: 'platform-chats/open', chatId, title });
      set({ opening: null, problem: reply.ok ? null : reply.failure });
      return reply.ok;
    },
  };
}
