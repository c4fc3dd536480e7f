import { StorageError } from '../shared/storage-error.ts';

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
