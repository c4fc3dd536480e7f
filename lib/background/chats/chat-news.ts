import type { Change } from '../../session/effect.ts';
import { changesWords } from '../../storage/change-writer.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { PanelConnection } from '../panels/panel-connection.ts';

/**
 * That the list of chats is another one. A panel that has listed them is told once, and again after it has listed them anew:
 * one that shows no list is not told at all, and one that does can't be told faster than it reads.
 */
export interface ChatNews {
  /** Before it is read for that panel: what changes meanwhile is news, too. */
  listing(panel: Pick<PanelConnection, 'post'>): void;
  changed(): void;
  /** The same store; what is written to it is news where a list shows it. */
  of(store: ConversationStore): ConversationStore;
}

export function createChatNews(): ChatNews {
  const listeners = new Set<Pick<PanelConnection, 'post'>>();

  function changed(): void {
    for (const panel of listeners) panel.post({ type: 'chats/changed' });
    listeners.clear();
  }

  function after<Done>(writing: Promise<Done>): Promise<Done> {
    // Whoever has asked for it hears why it failed.
    writing.then(changed, () => undefined);
    return writing;
  }

  return {
    listing: (panel) => void listeners.add(panel),
    changed,
    of: (store) => ({
      ...store,
      create: (record) => after(store.create(record)),
      adopt: (chat) => after(store.adopt(chat)),
      createWhole: (record, messages) => after(store.createWhole(record, messages)),
      move: (id, partition) => after(store.move(id, partition)),
      saveDraft: (id, draft) => after(store.saveDraft(id, draft)),
      apply(id, changes, now) {
        const writing = store.apply(id, changes, now);
        return changes.some(isListed) ? after(writing) : writing;
      },
    }),
  };
}

/** Its title, its place in the list, how many of its messages wait, or what is found in it. */
function isListed(change: Change): boolean {
  return change.type === 'titled' || changesWords(change);
}
