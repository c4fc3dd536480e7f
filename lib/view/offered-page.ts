import type { Attachment, Message } from '../shared/conversation.ts';

/** Without what leads to a place within it. */
const withoutPlace = (url: string): string => url.replace(/#.*$/s, '');

/**
 * Whether the page in front is worth an offer: one of the web, and not the one that is attached, nor the one that went along last
 * in this chat.
 */
export function isOffered(url: string, attachment: Attachment | null, messages: readonly Message[]): boolean {
  if (!/^https?:\/\//i.test(url)) return false;
  const last = attachment ?? lastSentPage(messages);
  return last === null || withoutPlace(last.url) !== withoutPlace(url);
}

function lastSentPage(messages: readonly Message[]): Attachment | null {
  for (const message of messages.toReversed()) {
    const page = message.role === 'user' ? message.attachments.find(({ url }) => url !== '') : undefined;
    if (page !== undefined) return page;
  }
  return null;
}
