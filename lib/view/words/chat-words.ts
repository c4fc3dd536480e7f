import type { ChatHeading } from '../chat-groups.ts';
import { untitledChat } from './chat-names.ts';
import { english } from './grammar.ts';

const { plural } = english;

/** The words of the dialog *Chats*, which the panel loads on demand. Its accessible names are literally those of the specification. */
export const chatWords = {
  title: 'Chats',
  close: 'Close',
  search: 'Search chats',
  list: 'Chats',
  loading: 'Loading…',
  untitled: untitledChat,
  none: 'No chats yet. What you ask is kept here.',
  noMatch: 'No chat has these words in its title.',
  rename: 'Rename',
  newTitle: 'New title',
  pin: 'Pin',
  remove: 'Delete',
  undo: 'Undo',
  find: 'Find in this chat',
  print: 'Print this chat',
  current: 'Shown here',
  elsewhere: 'Open in another window',
  gone: 'That chat is not here any more.',
  waiting: (count: number) => plural(count, { one: '# unsent', other: '# unsent' }),
  removed: (title: string) => `“${title || untitledChat}” was deleted.`,
  unsent: (count: number) =>
    plural(count, { one: '# message in it will not be sent.', other: '# messages in it will not be sent.' }),
  failed: 'That did not work, and nothing has changed. Try again.',
} as const;

const group = { pinned: 'Pinned', today: 'Today', yesterday: 'Yesterday', week: 'Previous 7 days' } as const;

/** "Today", "March", "March 2024". */
export function headingWords(heading: ChatHeading): string {
  if (heading.kind !== 'month') return group[heading.kind];
  return english.month(heading.month, heading.year);
}

/** Of today and yesterday the time, of all others the day: the year stands in the heading. @param at epoch ms */
export function chatTime(at: number, kind: ChatHeading['kind'], now: number): string {
  const isRecent = kind === 'today' || kind === 'yesterday';
  const isToday = kind === 'pinned' && new Date(at).toDateString() === new Date(now).toDateString();
  return isRecent || isToday ? english.clock(at) : english.day(at);
}
