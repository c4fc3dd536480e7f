/** Why a tab cannot be read, told from its URL alone, before anything is asked of it. */
export type TabReadability = 'ok' | 'browser-page' | 'store' | 'pdf' | 'file';

/** Extension galleries: browsers keep every extension out of the pages that install extensions. */
const stores: readonly { readonly host: string; readonly path: RegExp }[] = [
  { host: 'chromewebstore.google.com', path: /^\// },
  { host: 'chrome.google.com', path: /^\/webstore(\/|$)/ },
  { host: 'addons.mozilla.org', path: /^\// },
  { host: 'microsoftedge.microsoft.com', path: /^\/(?:[a-z]{2}-[a-z]{2}\/)?addons(\/|$)/i },
];

/** Web pages *about* a PDF whose address ends like one: wiki file pages, code hosts. They are read like any page. */
const pagesAboutFiles = /\/(wiki|blob)\//;

/**
 * A tab whose URL the browser keeps from us (no access yet) counts as 'ok': the gesture grants the access, and the
 * attempt tells. A PDF at an address without `.pdf` is found out by the reader itself (`unreadable: 'pdf'`).
 */
export function tabReadability(url: string | undefined): TabReadability {
  if (url === undefined || url === '') return 'ok';
  if (!URL.canParse(url)) return 'browser-page';
  const address = new URL(url);
  if (address.protocol === 'file:') return 'file';
  // Everything else that is not the web: chrome:, edge:, about:, devtools:, view-source:, extensions, data:, blob:, …
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return 'browser-page';
  const host = address.hostname.replace(/\.$/, '');
  if (stores.some((store) => store.host === host && store.path.test(address.pathname))) return 'store';
  if (/\.pdf$/i.test(address.pathname) && !pagesAboutFiles.test(address.pathname)) return 'pdf';
  return 'ok';
}
