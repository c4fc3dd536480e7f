import type { Items } from '../../storage/items.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { ActiveWorkspaceOptions } from './active-workspace.ts';

export interface WindowConversations {
  read: ActiveWorkspaceOptions['windows']['read'];
  write: ActiveWorkspaceOptions['windows']['write'];
  forget(): Promise<void>;
}

/** Windows beyond this many are closed ones, most likely: the item is dropped with the browser anyway. */
const mostWindows = 50;

export function createWindowConversations(item: Items['windows']): WindowConversations {
  // Two panels that open at once would otherwise each write back what they read, and one be forgotten.
  const inOrder = createSerialQueue();
  return {
    async read(windowId) {
      return (await item.read())[String(windowId)] ?? null;
    },
    write(windowId, conversationId) {
      return inOrder(async () => {
        const { [String(windowId)]: before, ...others } = await item.read();
        if (before === conversationId) return;
        const kept = Object.entries(others).slice(1 - mostWindows);
        await item.write({ ...Object.fromEntries(kept), [String(windowId)]: conversationId });
      });
    },
    forget: () => inOrder(() => item.remove()),
  };
}
