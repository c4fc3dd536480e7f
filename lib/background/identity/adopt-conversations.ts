import type { ConversationStore } from '../../storage/conversation-store.ts';
import { partitionOf } from '../../storage/partition.ts';
import type { Place } from '../../auth/sign-in.ts';
import { partitionFor, type KeptSignIn } from './sign-in-store.ts';

/**
 * Before the issuer stood in the partition, a person of an OpenID provider had the same one as the platform's own of that
 * id. Whoever has been signed in since then takes theirs along. A worker that dies in between leaves the rest to the next.
 */
export async function adoptConversations(
  store: Pick<ConversationStore, 'latest' | 'move'>,
  place: Place,
  kept: KeptSignIn | null,
): Promise<void> {
  if (kept === null || kept.signIn.sso === null || kept.signIn.hosts !== undefined) return;
  const before = partitionOf(place.apiUrl, place.tenantId, kept.signIn.user.id);
  const now = partitionFor(place, kept);
  for (let found = await store.latest(before); found !== null; found = await store.latest(before)) {
    await store.move(found.id, now);
  }
}
