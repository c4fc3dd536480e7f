import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';

/** Which conversation a window showed last, or is yet to show; survives the worker, not the browser. */
export interface WindowConversations {
  /** `isAsked`: a person has asked for just that one, and it was not shown yet. */
  read(windowId: number): Promise<{ readonly conversationId: string | null; readonly isAsked: boolean }>;
  /** It is shown. */
  write(windowId: number, conversationId: string): Promise<void>;
  /** It is to be shown there. */
  lead(windowId: number, conversationId: string): Promise<void>;
  forget(): Promise<void>;
}

/** Instead of a window's id, where all show the same. No window has this one. */
export const everyWindow = -1;

/** Before a conversation that the window is yet to show: the next that is written there takes its place. */
const led = 'led:';

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
