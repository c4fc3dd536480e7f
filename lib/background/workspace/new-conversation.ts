import type { ConversationRecord } from '../../storage/database.ts';

export function newConversation(id: string, partition: string, at: number): ConversationRecord {
  return { id, partition, title: '', chatId: null, accepted: 0, createdAt: at, updatedAt: at };
}
