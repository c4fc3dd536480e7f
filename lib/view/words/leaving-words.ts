import type { LeavingName } from '../leaving-record.ts';

/** What leaves the browser, and when: on the first card, and in the notice after an update that has changed it. */
export const leavingWords = {
  title: 'What leaves your browser, and when',
  what: {
    questions: 'What you write: to that address, when you press Send.',
    pages: 'A page: when you attach it and press Send. Preview shows every character of it before.',
    connection:
      'While the panel is open: a connection to that address, as whoever is signed in. Nothing goes anywhere else.',
    links:
      'The addresses of a page’s links: where you choose so in the menu of an attached page. Preview shows them.',
  } satisfies Record<LeavingName, string>,
  news: {
    title: 'More can leave your browser since this update',
    rest: 'All else is as before.',
    activity: 'See what has left',
    dismiss: 'Got it',
  },
} as const;
