import { dismiss, restart, settings, type ProblemTable } from './problem-telling.ts';

/** Ourselves, and the browser we live in. */
export const extensionWords = {
  'storage-full': () => [
    'This browser’s storage is full',
    'New messages cannot be kept, so they are not sent. Free some disk space, or delete old conversations in the settings under Data. What you typed is still here.',
    settings,
  ],
  'temporary-full': () => [
    'This temporary chat is full',
    'It is kept in memory only, where there is no room for more of it, so nothing more is sent in it. Copy what you need and begin another chat. What you typed is still here.',
    dismiss,
  ],
  'storage-failed': () => [
    'The browser could not store the conversation',
    'A message that can’t be kept is not sent. What you typed is still here. Restart the panel, then try again.',
    restart,
  ],
  'part-missing': () => [
    'A part of the extension could not be loaded',
    'Nothing was sent. Try again. If it lasts, restart the browser; if that does not help, install the extension again.',
    dismiss,
  ],
  'background-silent': () => [
    'The extension is not responding',
    'Its background part gives no answer. What you type stays here. Restart the panel to bring it back.',
    restart,
  ],
  internal: ({ subject }) => [
    'Something went wrong in the extension',
    `That is our fault, not yours${subject ? ` (${subject})` : ''}. What you typed is kept. Try again, and restart the panel if it happens once more.`,
    restart,
  ],
} satisfies ProblemTable;
