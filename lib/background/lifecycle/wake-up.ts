import { noNeed } from '../../session/wakefulness.ts';
import type { Log } from '../../shared/log.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { Desk } from '../workspace/workspace.ts';
import { createVigil, type VigilOptions } from './keep-alive.ts';

/** How a worker begins, and when it may end (architecture, law 7). */
export interface WorkerLife {
  /** Takes up what the last worker left under way. Never rejects. */
  wake(): Promise<void>;
  /** What the sessions need may be something else now. */
  needsChanged(): void;
}

export interface WorkerLifeOptions extends VigilOptions {
  readonly store: Pick<ConversationStore, 'openConversations'>;
  /** The desk in use; made on first use. */
  readonly desk: () => Promise<Pick<Desk, 'wake'>>;
  /** The one made last; null: none yet. */
  readonly latestDesk: () => Pick<Desk, 'need'> | null;
  readonly log: Log;
}

export function createWorkerLife({ store, desk, latestDesk, log, ...watch }: WorkerLifeOptions): WorkerLife {
  const vigil = createVigil(watch);
  let hasWoken = false;

  function needsChanged(): void {
    const need = latestDesk()?.need() ?? noNeed;
    // Until all that was under way is taken up again, an alarm of the last worker's may be there for the rest.
    if (hasWoken || need.lookAgain !== null) vigil.watch(need);
  }

  return {
    needsChanged,
    async wake() {
      try {
        // Without anything under way there is nothing to build, and no profile to read.
        if ((await store.openConversations()).length > 0) await (await desk()).wake();
        hasWoken = true;
        needsChanged();
      } catch {
        // Storage that can't be read now is said to the user by the first panel that needs it.
        log({ event: 'wake-failed' });
      }
    },
  };
}
