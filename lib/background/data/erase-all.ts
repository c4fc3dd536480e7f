import type { SerialQueue } from '../../shared/serial-queue.ts';
import { createSingleFlight } from '../../shared/single-flight.ts';
import type { Items } from '../../storage/items.ts';
import type { StoredData } from '../../storage/stored-data.ts';
import type { Activity } from '../activity/activity.ts';

/**
 * *Delete everything*. The sessions are closed before, so that nothing more comes in; what is late all the same finds its
 * conversation gone (conversation-gone.ts), and a running import ends (transfer-commands.ts). A worker that dies in the middle has deleted all conversations or none.
 */
export interface EraseAll {
  /** Resolves with how many conversations that were. Rejects where storage is broken; nothing is deleted then. */
  erase(): Promise<number>;
}

export interface EraseAllOptions {
  readonly data: Pick<StoredData, 'erase'>;
  readonly items: Pick<Items, 'erasures' | 'branding' | 'agreedSites' | 'accessRequests'>;
  /** Chats are taken in and deleted one job after the other. */
  readonly inOrder: SerialQueue;
  readonly activity: Pick<Activity, 'clear'>;
  readonly windows: { forget(): Promise<void> };
  readonly attention: { forget(): Promise<void> };
  readonly unsentMessages: { forget(): Promise<void> };
  /** What was asked for outside of our pages and waits for a panel, with words of pages. */
  readonly handOffs: { forget(): Promise<void> };
  /** Does it while no session runs, and shows every open panel a new conversation then. */
  readonly whileClosed: (job: () => Promise<void>) => Promise<void>;
}

export function createEraseAll({
  data,
  items,
  inOrder,
  activity,
  windows,
  attention,
  unsentMessages,
  handOffs,
  whileClosed,
}: EraseAllOptions): EraseAll {
  async function eraseNow(): Promise<number> {
    let count = 0;
    await whileClosed(async () => {
      await items.erasures.write((await items.erasures.read()) + 1);
      await Promise.all([
        windows.forget(),
        attention.forget(),
        items.branding.remove(),
        items.agreedSites.remove(),
        items.accessRequests.remove(),
        unsentMessages.forget(),
        handOffs.forget(),
        activity.clear(),
      ]);
      // Last, so that once the conversations are gone all else is.
      count = await inOrder(data.erase);
    });
    return count;
  }

  // Asked for again while it goes on, as by a page that lost its port: the same one, which has the right number.
  return { erase: createSingleFlight(eraseNow).join };
}
