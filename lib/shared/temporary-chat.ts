/*
 * A temporary chat is told by its id: whoever has that knows, without a look at what is stored, that nothing of it may get
 * to a disk, into a list or an index, or into what is shown of it elsewhere.
 */
const mark = 'temporary-';

/** @param id a UUID */
export function temporaryId(id: string): string {
  return mark + id;
}

export function isTemporary(conversationId: string): boolean {
  return conversationId.startsWith(mark);
}

/** What a platform is told that we call the conversation (R20): that it is a temporary one is none of its business. */
export function sessionIdOf(conversationId: string): string {
  return isTemporary(conversationId) ? conversationId.slice(mark.length) : conversationId;
}
