import { fence } from '../page-context/fence.ts';
import type { UserMessage } from '../shared/conversation.ts';

/** The whole text of a message as it leaves: the pages in their fences, then the user's words (P39). */
export function wireText(message: Pick<UserMessage, 'attachments' | 'text'>): string {
  return fence(message.attachments, message.text);
}
