import { newConversation } from './new-conversation.ts';
import type { ResumeRule } from './resume-rule.ts';
import { createSingleFlight } from '../../shared/single-flight.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { ConversationRecord } from '../../storage/database.ts';

/** Which conversation of a partition a panel goes on with. */
export interface PickConversation {
  /** `preferred` if it is this partition's, else the latest, as far as one goes on with it; else a new one. */
  current(preferred: string | null, isOnScreen?: boolean): Promise<ConversationRecord>;
  /** An empty conversation; the latest itself where that is empty already. */
  create(): Promise<ConversationRecord>;
}

export interface PickConversationOptions {
  readonly store: ConversationStore;
  readonly partition: string;
  readonly newId: () => string;
  readonly now: () => number;
  readonly mayResume: ResumeRule;
}

export function createPickConversation({
  store,
  partition,
  newId,
  now,
  mayResume,
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
    async current(preferred, isOnScreen = false) {
      const wished = preferred === null ? null : await store.get(preferred);
      const record = wished?.partition === partition ? wished : await store.latest(partition);
      return record !== null && (await mayResume(record, isOnScreen)) ? record : create();
    },
  };
}
