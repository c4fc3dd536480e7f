import type { ShownPlace } from '../../messaging/place-rows.ts';

const shown: { readonly [Outcome in ShownPlace]: string } = {
  found: 'Shown on the page.',
  near: 'The page has changed. The nearest place is shown.',
  hidden: 'It’s on the page, but in a part that can’t be seen now.',
  gone: 'It’s not on the page any more.',
  opened: 'Opened in a new tab. The browser shows the place if it finds it.',
};

/** The words of *Show on page*, which the panel loads with the first answer that has a page. */
export const placeWords = { show: 'Show on page', shown } as const;
