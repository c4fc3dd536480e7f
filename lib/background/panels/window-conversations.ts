import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';
import type { ActiveWorkspaceOptions } from './active-workspace.ts';

export interface WindowConversations {
  read: ActiveWorkspaceOptions['windows']['read'];
  write: ActiveWorkspaceOptions['windows']['write'];
  lead: ActiveWorkspaceOptions['windows']['lead'];
  forget(): Promise<void>;
}

/** Before a conversation that the window is yet to show: the next that is written there takes its place. */
const led = 'led:';

/** Instead of a window's id, where all show the same. No window has this one. */
export const everyWindow = -1;

/** Windows beyond this many are closed ones, most likely: the item is dropped with the browser anyway. */
const mostWindows = 50;

export function createWindowConversations(item: Items['windows']): WindowConversations {
  const windows = createKeyedRecord(item, mostWindows);
  return {
    async read(windowId) {
      const found = await windows.read(String(windowId));
      const isAsked = found?.startsWith(led) === true;
      return { conversationId: isAsked ? found.slice(led.length) : found, isAsked };
    },
    async lead(windowId, conversationId) {
      await windows.change(String(windowId), () => led + conversationId);
    },
    async write(windowId, conversationId) {
      await windows.change(String(windowId), () => conversationId);
    },
    forget: windows.clear,
  };
}
