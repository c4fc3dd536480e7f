import { english } from './grammar.ts';

const count = english.count;

/** The words for a question that is changed, and for the versions of a turn, which the panel loads on demand. */
export const turnWords = {
  editing: 'Editing a queued message',
  editingSent: 'Sends as a new question',
  editingLast: 'Editing your last question',
  attachAgain: 'Attach the same page again',
  attachTextAgain: 'Attach the same text again',
  cancelEdit: 'Cancel editing',
  noSelection: 'The page itself is attached: nothing was selected on it.',
  editTooLate: 'That message has gone out already. Your changes are kept here as a new message.',
  versions: 'Versions',
  version: (at: number, of: number) => `${count(at)} of ${count(of)}`,
  earlierVersion: 'Earlier version',
  laterVersion: 'Later version',
  versionsNote: 'The assistant still sees the earlier versions.',
} as const;
