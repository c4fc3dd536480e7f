import { newConversation } from './new-conversation.ts';
import type { ResumeRule } from './resume-rule.ts';
import { createSingleFlight } from '../../shared/single-flight.ts';
import { isTemporary, temporaryId } from '../../shared/temporary-chat.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { ConversationRecord } from '../../storage/database.ts';

/** Which conversation of a partition a panel goes on with. */
export interface PickConversation {
  /** `preferred` if it is this partition's, else the latest, as far as one goes on with it; else a new one. */
  current(preferred: string | null, isOnScreen?: boolean): Promise<ConversationRecord>;
  /** An empty conversation; the latest itself where that is empty already. */
  create(): Promise<ConversationRecord>;
  /** An empty temporary one; `shown` itself where it is that already. */
  createTemporary(shown: string | null): Promise<ConversationRecord>;
}

export interface PickConversationOptions {
  readonly store: ConversationStore;
  readonly partition: string;
  readonly newId: () => string;
  readonly now: () => number;
  readonly mayResume: ResumeRule;
  /** Whether all are temporary. */
  readonly isPrivate?: boolean;
}

export function createPickConversation({
  store,
  partition,
  newId,
  now,
  mayResume,
  isPrivate = false,
}: PickConversationOptions): PickConversation {
  async function isEmpty(record: ConversationRecord): Promise<boolean> {
    return (await store.messages(record.id, Infinity, 1)).messages.length === 0;
  }

  async function createNow(): Promise<ConversationRecord> {
    const latest = await store.latest(partition);
    if (latest !== null && (await isEmpty(latest))) return latest;
    return begin(isPrivate ? temporaryId(newId()) : newId());
  }

  async function begin(id: string): Promise<ConversationRecord> {
    const record = newConversation(id, partition, now());
    await store.create(record);
    return record;
  }

  // Two panels that open at once on an empty partition share one conversation, instead of making one each.
  const { join: create } = createSingleFlight(createNow);

  return {
    create,
    async createTemporary(shown) {
      const found = shown !== null && isTemporary(shown) ? await store.get(shown) : null;
      const isReady = found?.partition === partition && (await isEmpty(found));
      return isReady ? found : begin(temporaryId(newId()));
    },
    async current(preferred, isOnScreen = false) {
      const wished = preferred === null ? null : await store.get(preferred);
      const record = wished?.partition === partition ? wished : await store.latest(partition);
      return record !== null && (await mayResume(record, isOnScreen)) ? record : create();
    },
  };
}
