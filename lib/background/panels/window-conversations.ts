import type { Items } from '../../storage/items.ts';
import { createLane } from '../../shared/serial-queue.ts';
import type { OfficeOptions } from './active-workspace.ts';

export interface WindowMemory {
  read: OfficeOptions['windows']['read'];
  write: OfficeOptions['windows']['write'];
  forget(): Promise<void>;
}

/** Windows beyond this many are closed ones, most likely: the item is dropped with the browser anyway. */
const mostWindows = 50;

export function createWindowMemory(item: Items['windows']): WindowMemory {
  // Two panels that open at once would otherwise each write back what they read, and one be forgotten.
  const inOrder = createLane();
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
