import { createMemoryStore } from '../platform/store/memory-store.ts';
import type { Store, StoredChat } from '../platform/store/store.ts';

/** What was said in a chat, question and answer by turns. */
export type SaidElsewhere = readonly string[];

export interface BegunElsewhere {
  readonly store: Store;
  /** In the order in which they were asked for. */
  readonly chats: readonly StoredChat[];
}

/** A platform's store with chats in it that no browser of ours has begun. `owner`: nobody, unless named. */
export function begunElsewhere(
  said: Readonly<Record<string, SaidElsewhere>>,
  { owner = null, hasIds = false }: { readonly owner?: string | null; readonly hasIds?: boolean } = {},
): BegunElsewhere {
  const store = createMemoryStore();
  const chats = Object.entries(said).map(([title, messages], index) => {
    const { chat } = store.openChat({
      ...{ title, owner, context: null, sessionId: `elsewhere-${index}`, tenant: 'miptech-company' },
    });
    messages.forEach((content, n) => {
      const role = n % 2 === 0 ? 'user' : 'assistant';
      const named = hasIds && role === 'user' ? { client_message_id: `theirs-${index}-${n}` } : {};
      store.put(chat, store.message({ role, content, ...named }));
    });
    return chat;
  });
  return { store, chats };
}
