import type { Preferences } from '../../config/preferences-record.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { ConversationRecord } from '../../storage/database.ts';
import { isDrafted } from '../../storage/draft-parts.ts';

/** Whether a panel that opens goes on with a conversation. */
export type ResumeRule = (record: ConversationRecord, isOnScreen: boolean) => Promise<boolean>;

export interface ResumeRuleOptions {
  readonly store: Pick<ConversationStore, 'open' | 'draft'>;
  readonly resume: () => Preferences['resume'];
  readonly now: () => number;
}

/** After a day the question is most likely another one. */
const freshForMs = 24 * 60 * 60 * 1000;

export function createResumeRule({ store, resume, now }: ResumeRuleOptions): ResumeRule {
  /** What is under way, waits or was typed in it must not be hidden by a new one. */
  async function isUnfinished(id: string): Promise<boolean> {
    const [open, draft] = await Promise.all([store.open(id), store.draft(id)]);
    return open.length > 0 || isDrafted(draft);
  }

  return async (record, isOnScreen) => {
    // A page that has it on screen has not been closed since: its worker died, or other settings took the place of these.
    if (isOnScreen || resume() === 'always') return true;
    const isFresh = resume() === 'day' && now() - usedAt(record) <= freshForMs;
    return isFresh || isUnfinished(record.id);
  };
}

/** Epoch ms. One that was opened from the list is looked at, however old its words are. */
function usedAt({ updatedAt, openedAt = 0 }: ConversationRecord): number {
  return Math.max(updatedAt, openedAt);
}
