import { newConversation } from '../workspace/new-conversation.ts';
import { isTemporary, temporaryId } from '../../shared/temporary-chat.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import { isDrafted } from '../../storage/draft-parts.ts';

export interface MoveDraftsOptions {
  readonly store: ConversationStore;
  readonly newId: () => string;
  readonly now: () => number;
}

const nothingTyped = { text: '', attachment: null, paste: null, tabs: [] };

export interface DraftMove {
  readonly from: string;
  readonly to: string;
  /** What the open panels show. */
  readonly shown: ReadonlySet<string>;
  /** Conversation → the one that took its place; added to with each, so that a failure leaves nothing unaccounted for. */
  readonly moved: Map<string, string>;
}

/**
 * What a person typed before they signed in goes with them; what was said signed out stays there. Only of what is on
 * screen: they see that it is theirs. A conversation that no server has seen goes as it is, with its draft and its
 * queue; of any other one the draft goes, into a new conversation.
 */
export async function moveDrafts(
  { store, newId, now }: MoveDraftsOptions,
  { from, to, shown, moved }: DraftMove,
): Promise<void> {
  for (const id of shown) {
    const record = await store.get(id);
    if (record?.partition !== from) continue;
    const draft = await store.draft(id);
    const hasDraft = isDrafted(draft);
    const isWaiting = (await store.open(id)).length > 0;
    if (record.chatId === null) {
      if (!hasDraft && !isWaiting) continue;
      await store.move(id, to);
      moved.set(id, id);
    } else if (hasDraft) {
      // What was typed where nothing is kept stays where nothing is.
      const created = newConversation(isTemporary(id) ? temporaryId(newId()) : newId(), to, now());
      await store.create(created);
      // Twice for a moment rather than nowhere: a worker may die between any two lines.
      await store.saveDraft(created.id, draft);
      moved.set(id, created.id);
      await store.saveDraft(id, nothingTyped);
    }
  }
}

/** All of it back to where it was, as far as storage still takes it. Never rejects. */
export async function moveDraftsBack(
  store: MoveDraftsOptions['store'],
  { from, moved }: Pick<DraftMove, 'from' | 'moved'>,
): Promise<void> {
  // Each for itself: it is for the sake of what is thrown already, and told, that they go back.
  await Promise.allSettled(
    [...moved].map(async ([before, now]) => {
      if (before === now) return store.move(now, from);
      await store.saveDraft(before, await store.draft(now));
      await store.saveDraft(now, nothingTyped);
    }),
  );
}
