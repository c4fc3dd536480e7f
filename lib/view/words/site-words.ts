/** Beside an attached page: where pages of its site go, and how they are come by. */
export const siteWords = {
  goes: (site: string, host: string, tenant: string) =>
    tenant === ''
      ? `Pages of ${site} go to ${host} when you send.`
      : `Pages of ${site} go to ${host} (tenant ${tenant}) when you send.`,
  files: 'your computer',
  ok: 'OK',
  more: 'More about this page',
  always: (site: string) => `Always allow on ${site}`,
  alwaysHint: 'Attaches its pages without a click on the toolbar button first. Nothing is read by itself.',
  allowed: (site: string) => `${site} is always allowed.`,
  change: 'Change in Settings',
  refused: (site: string) => `The browser did not allow ${site}.`,
  follow: 'Offer pages as I change tabs',
  followHint:
    'In this chat, as far as the browser tells which page it is. Nothing is read before you attach it.',
  links: 'Include link addresses',
  linksHint: 'Reads the page anew, and puts where each link leads behind its words. The preview shows them.',
  linksEdited: 'Not of a text that you have changed: it would be read anew.',
  linksIncluded: 'Link addresses are included.',
  linksLeftOut: 'Link addresses are left out.',
  offer: 'The page in front',
  attach: (title: string) => `Attach “${title}”`,
  stop: 'Stop offering pages',
} as const;
