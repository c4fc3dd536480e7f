import { untitledChat } from './chat-names.ts';
import { english } from './grammar.ts';

/** The words of the chats that were begun elsewhere. Only the dialog that lists them loads them. */
export const platformChatWords = {
  title: 'On the platform',
  hint: 'Your other chats there. Opening one keeps it here, too.',
  listing: 'Asking the platform…',
  none: 'No others.',
  untitled: untitledChat,
  opening: 'Reading it back…',
  isPart: 'The platform has more than it lists.',
  again: 'Try again',
  day: english.date,
} as const;
