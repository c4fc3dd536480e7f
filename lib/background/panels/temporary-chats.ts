import type { Clock } from '../../shared/clock.ts';
import type { Report } from '../../shared/report.ts';
import { isTemporary } from '../../shared/temporary-chat.ts';
import type { TemporaryStore } from '../../storage/temporary-store.ts';
import type { ActiveWorkspace } from './active-workspace.ts';
import { reloadMs } from './reloaded-panels.ts';

/**
 * The end of temporary chats: each is gone with the last panel that shows it, whether that was closed or shows another chat.
 * A page that the browser loads anew looks the same at first, and is back before `reloadMs` are over.
 */
export interface TemporaryChats {
  /** A panel more shows that conversation, or one less. */
  watchersChanged(conversationId: string): void;
  /** Of a worker that starts: what the last one did not live to take away. Never rejects. */
  sweep(): Promise<void>;
}

export interface TemporaryChatsOptions {
  readonly temporary: Pick<TemporaryStore, 'ids' | 'remove'>;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'watchers' | 'current'>;
  readonly clock: Clock;
  readonly report: Report;
}

/** ms. Panels that stayed open have found the new worker by then, and browsers let it live so long. */
const sweepAfterMs = 20_000;

export function createTemporaryChats(options: TemporaryChatsOptions): TemporaryChats {
  const { temporary, activeWorkspace, clock, report } = options;

  async function endWhereLeft(ids: readonly string[]): Promise<void> {
    try {
      for (const id of ids) {
        if (activeWorkspace.watchers(id) > 0) continue;
        await (await activeWorkspace.current()).drop(id);
        await temporary.remove(id);
      }
    } catch (error) {
      // It is in memory alone, and gone with the browser: nobody need be told.
      report(error, 'session');
    }
  }

  return {
    watchersChanged(id) {
      if (!isTemporary(id)) return;
      clock.setTimeout(() => void endWhereLeft([id]), reloadMs);
    },
    async sweep() {
      // What can't be read is gone with the browser at the latest.
      const ids = await temporary.ids().catch(() => []);
      if (ids.length > 0) clock.setTimeout(() => void endWhereLeft(ids), sweepAfterMs);
    },
  };
}
