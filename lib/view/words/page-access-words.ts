import { english } from './grammar.ts';

const { plural } = english;

/** *Page access* in the settings. */
export const pageAccessWords = {
  title: 'Page access',
  intro:
    'No page is read before you attach it. Most need a click on the toolbar button first; those of sites that you allow here do not.',
  allowed: 'Sites always allowed',
  none: 'You have allowed none. Pages are read after a click on the toolbar button only.',
  server: 'Your platform’s own server. Without it, the panel may not reach the platform.',
  site: 'Site',
  siteHelp: 'Such as example.com. The browser asks you once more.',
  allow: 'Always allow',
  privately: 'Private windows can allow no site: it would still be allowed when they are closed.',
  remove: (site: string) => `Remove ${site}`,
  noSite: 'That is not the address of a site. Type it like example.com.',
  outcome: {
    refused: (site: string) => `The browser did not allow ${site}.`,
    allowed: (site: string) => `${site} is allowed.`,
    withdrawn: (site: string) => `${site} is not allowed any more.`,
    kept: (site: string) =>
      `The browser keeps ${site} allowed. Its own settings for extensions can change that.`,
    forgotten: (host: string) => `You are told again before the next page of ${host} is sent.`,
  },
  agreed: 'Sites you send pages of',
  agreedTo: (where: string) =>
    `To ${where}, as who you are there. Removed from here, you are told once more before the next page of that site is sent.`,
  forget: (host: string) => `Ask again about ${host}`,
  organisation: 'Set by your organisation',
  off: 'It lets no page be read.',
  only: 'Only pages of these sites may be read',
  block: 'Pages of these sites may not be read',
  noSites: 'none',
  more: (count: number) => plural(count, { one: 'and # more', other: 'and # more' }),
} as const;
