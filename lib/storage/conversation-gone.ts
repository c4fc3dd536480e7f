import { StorageError } from '../shared/storage-error.ts';
import type { ConversationRecord } from './database.ts';

/**
 * Thrown where something is to be written into a conversation that was deleted. Frames of its socket, its draft, a page
 * that was being read for it: whatever arrives late must not bring any of it back.
 */
export class ConversationGone extends StorageError {
  override readonly name = 'ConversationGone';

  constructor() {
    super('gone');
  }
}

/** Not deleted. A chat on its way out is gone for everybody but *Undo*: nothing finds it, shows it, or writes into it. */
export function isThere(record: ConversationRecord | undefined): record is ConversationRecord {
  return record !== undefined && record.deletedAt === undefined;
}
