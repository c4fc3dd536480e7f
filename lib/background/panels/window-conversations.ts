import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';
import type { ActiveWorkspaceOptions } from './active-workspace.ts';

export interface WindowConversations {
  read: ActiveWorkspaceOptions['windows']['read'];
  write: ActiveWorkspaceOptions['windows']['write'];
  forget(): Promise<void>;
}

/** Windows beyond this many are closed ones, most likely: the item is dropped with the browser anyway. */
const mostWindows = 50;

export function createWindowConversations(item: Items['windows']): WindowConversations {
  const windows = createKeyedRecord(item, mostWindows);
  return {
    read: (windowId) => windows.read(String(windowId)),
    async write(windowId, conversationId) {
      await windows.change(String(windowId), () => conversationId);
    },
    forget: windows.clear,
  };
}
