import { noNeed, type Need } from '../../session/wakefulness.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Log } from '../../shared/log.ts';
import { errorName } from '../../shared/report.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { ChatStore, HiddenChat } from '../../storage/chat-store.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';

/**
 * *Delete* and *Undo*. Hidden in one transaction, and from then on nobody finds it: not the list, no panel, no worker that
 * takes up what was under way, no frame that comes late. So a worker that dies anywhere behind that has deleted it, and one
 * that dies before has not. Gone for good when the time for *Undo* is over, by whichever worker is there then.
 */
export interface ChatDeletion {
  /**
   * Nothing more of it is sent, and panels that show it go on with another chat. Resolves when they do. False: there is no
   * such chat.
   */
  remove(id: string): Promise<boolean>;
  /** As it was; what waited in it is sent. False: it is gone for good. */
  restore(id: string): Promise<boolean>;
  /** Takes up what the last worker left to be deleted. Never rejects. */
  look(): Promise<void>;
  /** A worker that sleeps or dies in between has to come back. */
  need(): Need;
}

export interface ChatDeletionOptions {
  readonly chats: Pick<ChatStore, 'hide' | 'bringBack' | 'hidden' | 'purge'>;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'current' | 'leave'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The list is another one. */
  readonly changed: () => void;
  /** `need` may say something else now. */
  readonly needsChanged: () => void;
}

/** ms. As long as the line with *Undo* stands there. */
export const undoMs = 10_000;
/** minutes: the shortest period that browsers grant an alarm. */
const lookAgain = 0.5;

export function createChatDeletion(options: ChatDeletionOptions): ChatDeletion {
  const { chats, activeWorkspace, clock, log, changed, needsChanged } = options;
  /** By chat: when it was deleted, and the timer of its end. */
  const expected = new Map<string, { readonly deletedAt: number; readonly timer: unknown }>();
  // What *Undo* brings back must not be closed by the deletion that it undoes.
  const inOrder = createSerialQueue();

  function expect(chat: HiddenChat, ms: number): void {
    clock.clearTimeout(expected.get(chat.id)?.timer);
    expected.set(chat.id, {
      deletedAt: chat.deletedAt,
      timer: clock.setTimeout(() => void purge(chat), ms),
    });
  }

  async function purge(chat: HiddenChat): Promise<void> {
    try {
      await chats.purge(chat);
    } catch (error) {
      log({ event: 'sweep-failed', error: errorName(error) });
      return expect(chat, undoMs);
    }
    // Deleted anew since, it is expected anew.
    if (expected.get(chat.id)?.deletedAt === chat.deletedAt) expected.delete(chat.id);
    changed();
    needsChanged();
  }

  async function look(): Promise<void> {
    try {
      for (const chat of await chats.hidden()) {
        if (expected.get(chat.id)?.deletedAt === chat.deletedAt) continue;
        // A clock that was set back must not put it off for as long.
        expect(chat, Math.min(undoMs, Math.max(0, chat.deletedAt + undoMs - clock.now())));
      }
    } catch (error) {
      log({ event: 'sweep-failed', error: errorName(error) });
    }
    needsChanged();
  }

  return {
    look,
    need: () => (expected.size === 0 ? noNeed : { awake: false, lookAgain }),
    remove: (id) =>
      inOrder(async () => {
        const at = await activeWorkspace.current();
        if (!(await chats.hide(at.partition, id, clock.now()))) return false;
        changed();
        await look();
        await activeWorkspace.leave(id);
        return true;
      }),
    restore: (id) =>
      inOrder(async () => {
        const at = await activeWorkspace.current();
        if (!(await chats.bringBack(at.partition, id))) return false;
        clock.clearTimeout(expected.get(id)?.timer);
        expected.delete(id);
        changed();
        needsChanged();
        await at.wake();
        return true;
      }),
  };
}
