import { english } from './grammar.ts';

const { plural } = english;

/** The words of *Data* in the settings. Apart from the others, which the panel has to load too. */
export const dataWords = {
  title: 'Data',
  /** null: not known yet. */
  held: (count: number | null) => {
    if (count === null) return 'Your conversations are kept on this computer.';
    if (count === 0) return 'No conversations are kept on this computer.';
    return plural(count, {
      one: '# conversation is kept on this computer.',
      other: '# conversations are kept on this computer.',
    });
  },
  keep: 'Keep conversations for',
  keepHelp:
    'Counted from the last question in each. What is older is deleted when you press Apply, and from then on as it grows old. One that is open in a panel, or still waiting for an answer, stays.',
  period: (days: number | null) => {
    if (days === null) return 'Forever';
    return days === 365
      ? plural(1, { one: '# year', other: '# years' })
      : plural(days, { one: '# day', other: '# days' });
  },
  apply: 'Apply',
  applying: 'Applying…',
  applied: (deleted: number) => {
    if (deleted === 0) return 'Applied. There was nothing to delete.';
    return plural(deleted, {
      one: 'Applied. # conversation deleted.',
      other: 'Applied. # conversations deleted.',
    });
  },
  erase: 'Delete everything',
  eraseHelp: 'Conversations, drafts and attached pages, of every tenant. Your settings stay.',
  erasing: 'Deleting…',
  /** null: deleted, but not counted. */
  erased: (count: number | null) => {
    // None may still mean a draft.
    if (count === null || count === 0) return 'Everything was deleted.';
    return plural(count, {
      one: '# conversation deleted, with all that belonged to it.',
      other: '# conversations deleted, with all that belonged to them.',
    });
  },
  confirm: {
    title: 'Delete everything?',
    goes: (count: number | null) => {
      const conversations =
        count === null || count === 0
          ? 'All conversations'
          : plural(count, { one: '# conversation', other: '# conversations' });
      return `${conversations} on this computer, of every tenant, with your drafts and the text of the pages you attached. An answer that is being written is broken off, and what waits to be sent is not sent. This cannot be undone.`;
    },
    stays: 'Your settings stay. What the platform keeps of your chats is not touched.',
    yes: 'Delete for good',
    no: 'Cancel',
  },
} as const;
