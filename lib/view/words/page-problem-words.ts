import { attachAgain, dismiss, replacePage, type ProblemTable } from './problem-telling.ts';

/** The page the user reads. */
export const pageWords = {
  'page-access-needed': ({ the }) => [
    `No access to ${the('this page')} yet`,
    'The browser lets the panel read a page only after you ask on it. Click the MIPTech button in the toolbar while the page is in front, then attach it.',
    attachAgain,
  ],
  'page-unreadable': ({ the }) => [
    `${the('This page')} cannot be read`,
    'Browsers keep their own pages, extension stores and some viewers closed to all extensions. You can copy the text and paste it into the message.',
    dismiss,
  ],
  'page-forbidden': ({ the }) => [
    `Your organisation does not let ${the('this page')} be read`,
    'Its policy keeps such pages closed to the panel, so nothing was attached or sent.',
    dismiss,
  ],
  'page-empty': ({ the }) => [
    `There is no text on ${the('this page')}`,
    'Nothing was attached. If the page is still loading, wait and attach it again, or select the part you mean.',
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
