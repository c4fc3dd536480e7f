import { formatCount } from './grammar.ts';

const conversations = (count: number): string =>
  count === 1 ? '1 conversation' : `${formatCount(count)} conversations`;

/** The words of *Data* in the settings. Apart from the others, which the panel has to load too. */
export const dataWords = {
  title: 'Data',
  /** null: not known yet. */
  held: (count: number | null) => {
    if (count === null) return 'Your conversations are kept on this computer.';
    return count === 0
      ? 'No conversations are kept on this computer.'
      : `${conversations(count)} ${count === 1 ? 'is' : 'are'} kept on this computer.`;
  },
  keep: 'Keep conversations for',
  keepHelp:
    'Counted from the last question in each. What is older is deleted when you press Apply, and from then on as it grows old. One that is open in a panel, or still waiting for an answer, stays.',
  period: (days: number | null) => {
    if (days === null) return 'Forever';
    return days === 365 ? '1 year' : `${formatCount(days)} ${days === 1 ? 'day' : 'days'}`;
  },
  apply: 'Apply',
  applying: 'Applying…',
  applied: (deleted: number) =>
    deleted === 0 ? 'Applied. There was nothing to delete.' : `Applied. ${conversations(deleted)} deleted.`,
  erase: 'Delete everything',
  eraseHelp: 'Conversations, drafts and attached pages, of every tenant. Your settings stay.',
  erasing: 'Deleting…',
  /** null: deleted, but not counted. */
  erased: (count: number | null) => {
    // None may still mean a draft.
    if (count === null || count === 0) return 'Everything was deleted.';
    return `${conversations(count)} deleted, with all that belonged to ${count === 1 ? 'it' : 'them'}.`;
  },
  confirm: {
    title: 'Delete everything?',
    goes: (count: number | null) =>
      `${count === null || count === 0 ? 'All conversations' : conversations(count)} on this computer, of every tenant, with your drafts and the text of the pages you attached. An answer that is being written is broken off, and what waits to be sent is not sent. This cannot be undone.`,
    stays: 'Your settings stay. What the platform keeps of your chats is not touched.',
    yes: 'Delete for good',
    no: 'Cancel',
  },
} as const;
