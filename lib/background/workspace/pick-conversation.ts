import { newConversation } from './new-conversation.ts';
import { createSingleFlight } from '../../shared/single-flight.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { ConversationRecord } from '../../storage/database.ts';

/** Which conversation of a partition a panel goes on with. */
export interface PickConversation {
  /** `preferred` if it is this partition's and fresh, else the latest, else a new one. */
  current(preferred: string | null): Promise<ConversationRecord>;
  /** An empty conversation; the latest itself where that is empty already. */
  create(): Promise<ConversationRecord>;
}

export interface PickConversationOptions {
  readonly store: ConversationStore;
  readonly partition: string;
  readonly newId: () => string;
  readonly now: () => number;
}

/** After a day the question is most likely another one. */
const freshForMs = 24 * 60 * 60 * 1000;

export function createPickConversation({
  store,
  partition,
  newId,
  now,
}: PickConversationOptions): PickConversation {
  async function isEmpty(record: ConversationRecord): Promise<boolean> {
    return (await store.messages(record.id, Infinity, 1)).messages.length === 0;
  }

  async function createNow(): Promise<ConversationRecord> {
    const latest = await store.latest(partition);
    // One that a person has named is theirs, and no new one.
    if (latest !== null && latest.title === '' && (await isEmpty(latest))) return latest;
    const record = newConversation(newId(), partition, now());
    await store.create(record);
    return record;
  }

  // Two panels that open at once on an empty partition share one conversation, instead of making one each.
  const { join: create } = createSingleFlight(createNow);

  return {
    create,
    async current(preferred) {
      const wished = preferred === null ? null : await store.get(preferred);
      const record = wished?.partition === partition ? wished : await store.latest(partition);
      return record === null || now() - usedAt(record) > freshForMs ? create() : record;
    },
  };
}

/** Epoch ms. One that was opened from the list is looked at, however old its words are. */
function usedAt({ updatedAt, openedAt = 0 }: ConversationRecord): number {
  return Math.max(updatedAt, openedAt);
}
