import { untitledChat } from './chat-names.ts';
import { english } from './grammar.ts';

/** The words of the chats that were begun elsewhere. Only the dialog that lists them loads them. */
export const platformChatWords = {
  title: 'On the platform',
  hint: 'Chats of yours that this browser does not have. Opening one reads it back and keeps it here.',
  listing: 'Asking the platform…',
  none: 'None that this browser does not have.',
  untitled: untitledChat,
  opening: 'Reading it back…',
  isPart: 'The platform has more than it lists.',
  again: 'Try again',
  day: english.date,
} as const;
