import { newConversation } from './new-conversation.ts';
import type { ResumeRule } from './resume-rule.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import { isTemporary, temporaryId } from '../../shared/temporary-chat.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { ConversationRecord } from '../../storage/database.ts';

/** Which conversation of a partition a panel goes on with. */
export interface PickConversation {
  /**
   * `preferred` if it is this partition's, else the latest, unless it is taken, as far as one goes on with it; else a new one.
   */
  current(preferred: string | null, asked?: Wish): Promise<ConversationRecord>;
  /** An empty conversation: `shown` or the latest itself, where that is empty already and not taken. */
  create(shown?: string | null, isTaken?: Wish['isTaken']): Promise<ConversationRecord>;
  /** An empty temporary one; `shown` itself where it is that already. */
  createTemporary(shown: string | null): Promise<ConversationRecord>;
}

export interface Wish {
  /** A person has asked for the preferred one, however old it is. */
  readonly isAsked: boolean;
  /** The panel's page shows the preferred one already. */
  readonly isOnScreen: boolean;
  /** It is shown in another window, which is to have it for itself. */
  readonly isTaken: (conversationId: string) => boolean;
}

const noWish: Wish = { isAsked: false, isOnScreen: false, isTaken: () => false };

export interface PickConversationOptions {
  readonly store: ConversationStore;
  readonly partition: string;
  readonly newId: () => string;
  readonly now: () => number;
  readonly mayResume: ResumeRule;
  /** Aborts when the workspace is left. */
  readonly signal: AbortSignal;
  /** Whether all are temporary. */
  readonly isPrivate?: boolean;
}

export function createPickConversation({
  store,
  partition,
  newId,
  now,
  mayResume,
  signal,
  isPrivate = false,
}: PickConversationOptions): PickConversation {
  async function ours(id: string | null): Promise<ConversationRecord | null> {
    const found = id === null ? null : await store.get(id);
    return found?.partition === partition ? found : null;
  }

  async function isEmpty(record: ConversationRecord): Promise<boolean> {
    return (await store.messages(record.id, Infinity, 1)).messages.length === 0;
  }

  async function createNow(shown: string | null, isTaken: Wish['isTaken']): Promise<ConversationRecord> {
    for (const record of [await ours(shown), await store.latest(partition)]) {
      // One that a person has named is theirs, and no new one; and whoever asks for one that stays gets that.
      if (record === null || record.title !== '' || isTemporary(record.id) !== isPrivate) continue;
      if (!isTaken(record.id) && (await isEmpty(record))) return record;
    }
    return begin(isPrivate ? temporaryId(newId()) : newId());
  }

  async function begin(id: string): Promise<ConversationRecord> {
    const record = newConversation(id, partition, now());
    // Of a workspace that was left nothing is shown, and *Delete everything* may have emptied the store by now.
    if (!signal.aborted) await store.create(record);
    return record;
  }

  // Two panels that open at once on an empty partition share one conversation, unless each is to have its own.
  const inOrder = createSerialQueue();
  const create: PickConversation['create'] = (shown = null, isTaken = noWish.isTaken) =>
    inOrder(() => createNow(shown, isTaken));

  return {
    create,
    async createTemporary(shown) {
      const found = await ours(shown);
      const isReady = found !== null && isTemporary(found.id) && (await isEmpty(found));
      return isReady ? found : begin(temporaryId(newId()));
    },
    async current(preferred, { isAsked, isOnScreen, isTaken } = noWish) {
      const wished = await ours(preferred);
      if (wished !== null && isAsked) return wished;
      const record = wished ?? (await store.latest(partition));
      if (record === null || !(await mayResume(record, isOnScreen))) return create(null, isTaken);
      // What the window itself showed is its own, whoever shows it besides.
      return wished === null && isTaken(record.id) ? create(null, isTaken) : record;
    },
  };
}
