import type { Message } from '../shared/conversation.ts';

interface AttachedText {
  readonly title: string;
  readonly source?: string | undefined;
  readonly text?: string | undefined;
}

type Said = Pick<Message, 'text'> & {
  readonly attachments?: readonly AttachedText[] | undefined;
};

/**
 * What of a message is searched, and shown as its place: its words, those that were pasted beside them, and the titles of
 * the pages that went along.
 */
export function searchedText(message: Said): string {
  const pages =
    message.attachments?.map(({ source, title, text = '' }) => (source === 'paste' ? text : title)) ?? [];
  return [message.text, ...pages].filter((text) => text !== '').join('\n');
}
