import { unreadableTold } from './unreadable-page-words.ts';
import { attachAgain, dismiss, replacePage, type ProblemTable } from './problem-telling.ts';

/** The page the user reads. */
export const pageWords = {
  'page-access-needed': ({ the }) => [
    `No access to ${the('this page')} yet`,
    'The browser lets the panel read a page only after you ask on it. Click the MIPTech button in the toolbar while the page is in front, then attach it. Sites that you allow in Settings, Page access, need no click.',
    attachAgain,
  ],
  'page-unreadable': (about) => unreadableTold(about),
  'page-forbidden': ({ the }) => [
    `Your organisation does not let ${the('this page')} be read`,
    'Its policy keeps such pages closed to the panel, so nothing was attached or sent.',
    dismiss,
  ],
  'page-empty': ({ the }) => [
    `There is no text on ${the('this page')}`,
    'Nothing was attached. What it shows may be pictures, or drawn without letters. If words appear later, attach it then.',
    attachAgain,
  ],
  'page-edited': () => [
    'You have changed the attached page',
    'Nothing was replaced. Keep your version, or attach the page as it is now in its place: your changes would be gone.',
    replacePage,
  ],
  'page-tabs-full': ({ count = 0 }) => [
    `${count} tabs are attached already`,
    'More do not fit in one question. Remove one of them, then attach this one.',
    dismiss,
  ],
  'page-changed': ({ the }) => [
    'The attached page has changed',
    `What is on screen for ${the('the page')} is not what would have been sent, so nothing was. Look at the preview, then send again.`,
    dismiss,
  ],
} satisfies ProblemTable;
