import { untitledChat } from './chat-names.ts';
import { english } from './grammar.ts';

const { plural, count } = english;

/** Of what is found in messages, which the panel loads with the list of chats. */
export const searchWords = {
  found: 'In messages',
  untitled: untitledChat,
  role: { user: 'You', assistant: 'Assistant' },
  day: english.date,
  /** Messages of a chat that are not shown. */
  more: (messages: number) => plural(messages, { one: '# more message', other: '# more messages' }),
  chats: (total: number) => plural(total, { one: '# chat', other: '# chats' }),
  best: (shown: number, total: number) =>
    `The best ${count(shown)} of ${count(total)} chats. More words find fewer.`,
  none: 'No message has these words.',
  searching: 'Searching messages…',
  failed: 'Messages can’t be searched now. Titles can.',
} as const;
