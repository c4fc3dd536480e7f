import { fence } from '../page-context/fence.ts';
import type { Attachment, UserMessage } from '../shared/conversation.ts';

/** Of the page that goes along; undefined: none does, or none of the web. */
export function pageUrlOf(attachments: readonly Attachment[] = []): string | undefined {
  return attachments.find(({ url }) => url.startsWith('http'))?.url;
}

/** The whole text of a message as it leaves: pages and pasted text in their fences, then the user's words (P39). */
export function wireText(message: Pick<UserMessage, 'attachments' | 'text'>): string {
  return fence(message.attachments, message.text);
}
