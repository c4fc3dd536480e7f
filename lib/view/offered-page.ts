import type { Attachment, Message } from '../shared/conversation.ts';

/** Without what leads to a place within it. */
const withoutPlace = (url: string): string => url.replace(/#.*$/s, '');

/**
 * Whether the page in front is worth an offer: one of the web, and none of those that are attached; with none attached, not the one
 * that went along last in this chat either.
 */
export function isOffered(
  url: string,
  attached: readonly Attachment[],
  messages: readonly Message[],
): boolean {
  if (!/^https?:\/\//i.test(url)) return false;
  const known = attached.length > 0 ? attached : lastSentPages(messages);
  return !known.some((page) => withoutPlace(page.url) === withoutPlace(url));
}

function lastSentPages(messages: readonly Message[]): readonly Attachment[] {
  for (const message of messages.toReversed()) {
    const pages = message.role === 'user' ? message.attachments.filter(({ url }) => url !== '') : [];
    if (pages.length > 0) return pages;
  }
  return [];
}
