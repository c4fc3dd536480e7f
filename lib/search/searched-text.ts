import type { Message } from '../shared/conversation.ts';

type Said = Pick<Message, 'text'> & {
  readonly attachments?: readonly { readonly title: string }[] | undefined;
};

/** What of a message is searched, and shown as its place: its words, and the titles of the pages that went along. */
export function searchedText(message: Said): string {
  const pages = message.attachments?.map(({ title }) => title) ?? [];
  return [message.text, ...pages].filter((text) => text !== '').join('\n');
}
