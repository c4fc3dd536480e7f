import { noNeed } from '../../session/wakefulness.ts';
import type { Log } from '../../shared/log.ts';
import { errorName } from '../../shared/report.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createKeepAlive, type KeepAliveOptions } from './keep-alive.ts';

/** How a worker begins, and when it may end (law 7). */
export interface WakeUp {
  /** Takes up what the last worker left under way. Never rejects. */
  wake(): Promise<void>;
  /** What the sessions need may be something else now. */
  needsChanged(): void;
  /**
   * One workspace takes the place of another. Its alarm outlives that: a worker that dies in between would be woken by
   * nobody, and what waits with it. It stays, too, where the change failed.
   */
  whileChanging(change: () => Promise<void>): Promise<void>;
}

export interface WakeUpOptions extends KeepAliveOptions {
  readonly store: Pick<ConversationStore, 'openConversations'>;
  /** The workspace in use; made on first use. */
  readonly currentWorkspace: () => Promise<Pick<Workspace, 'wake'>>;
  /** The one made last; null: none yet. */
  readonly latestWorkspace: () => Pick<Workspace, 'need'> | null;
  readonly log: Log;
}

export function createWakeUp({
  store,
  currentWorkspace,
  latestWorkspace,
  log,
  ...watch
}: WakeUpOptions): WakeUp {
  const keepAlive = createKeepAlive(watch);
  let hasWoken = false;
  let changes = 0;

  function needsChanged(): void {
    const need = latestWorkspace()?.need() ?? noNeed;
    // Until all that was under way is taken up again, an alarm of the last worker's may be there for the rest.
    if ((hasWoken && changes === 0) || need.lookAgain !== null) keepAlive.watch(need);
  }

  return {
    needsChanged,
    async whileChanging(change) {
      changes += 1;
      try {
        await change();
      } finally {
        changes -= 1;
      }
      needsChanged();
    },
    async wake() {
      try {
        // Without anything under way there is nothing to build, and no profile to read.
        if ((await store.openConversations()).length > 0) await (await currentWorkspace()).wake();
        hasWoken = true;
        needsChanged();
      } catch (error) {
        // Storage that can't be read now is said to the user by the first panel that needs it.
        log({ event: 'wake-failed', error: errorName(error) });
      }
    },
  };
}
