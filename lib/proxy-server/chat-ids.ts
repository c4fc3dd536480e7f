import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Chats as clients know them. All chats of a proxy belong to one key, so to the platform they are one caller's: that nobody
 * reads another's by trying ids has to be seen to here. An id is the platform's own and a proof that this proxy has given it
 * to that origin; without its proof, which nobody can guess or make, it opens nothing.
 */
export interface ChatIds {
  /** null: the platform's id is longer than any of ours may be. */
  issue(origin: string, platformId: string): string | null;
  /** The platform's id; null: not given by us, or not to that origin. */
  open(origin: string, chatId: string): string | null;
}

/** Bytes. */
const longestId = 128;
const proofBytes = 16;

const shape = /^([\w-]{1,171})\.([\w-]{22})$/;

/** @param key null: of this process's own; then no chat outlives it, and no other process knows its chats */
export function createChatIds(key: string | null, tenantId: string): ChatIds {
  const secret = key ?? randomBytes(32);

  function proofOf(origin: string, platformId: string): Buffer {
    const proven = JSON.stringify(['chat', tenantId, origin, platformId]);
    return createHmac('sha256', secret).update(proven).digest().subarray(0, proofBytes);
  }

  return {
    issue(origin, platformId) {
      const id = Buffer.from(platformId, 'utf8');
      if (id.length === 0 || id.length > longestId) return null;
      return `${id.toString('base64url')}.${proofOf(origin, platformId).toString('base64url')}`;
    },
    open(origin, chatId) {
      const [, id = '', proof = ''] = shape.exec(chatId) ?? [];
      const platformId = Buffer.from(id, 'base64url').toString('utf8');
      // Several spellings decode alike; only the one that was given counts.
      if (platformId === '' || Buffer.from(platformId, 'utf8').toString('base64url') !== id) return null;
      const given = Buffer.from(proof, 'base64url');
      if (given.length !== proofBytes || given.toString('base64url') !== proof) return null;
      return timingSafeEqual(given, proofOf(origin, platformId)) ? platformId : null;
    },
  };
}
