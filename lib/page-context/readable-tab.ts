/** Why a tab cannot be read, told from its URL alone, before anything is asked of it. */
export type TabReadability = 'ok' | 'browser-page' | 'store' | 'closed';

/** Extension galleries: browsers keep every extension out of the pages that install extensions. */
const stores: readonly { readonly host: string; readonly path: RegExp }[] = [
  { host: 'chromewebstore.google.com', path: /^\// },
  { host: 'chrome.google.com', path: /^\/webstore(\/|$)/ },
  { host: 'addons.mozilla.org', path: /^\// },
  { host: 'microsoftedge.microsoft.com', path: /^\/(?:[a-z]{2}-[a-z]{2}\/)?addons(\/|$)/i },
];

/** Made or shown inside the browser, by no page of its own. */
const inside = /^(data|blob|view-source|filesystem|javascript|ftp):/;

/**
 * A tab whose URL the browser keeps from us (no access yet) counts as 'ok': the gesture grants the access, and the
 * attempt tells. So it does of a PDF, whatever its address, and of a local file: the browser says where that is only if we may
 * read it.
 */
export function tabReadability(url: string | undefined): TabReadability {
  if (url === undefined || url === '') return 'ok';
  if (!URL.canParse(url)) return 'browser-page';
  const address = new URL(url);
  if (address.protocol === 'file:') return 'ok';
  if (inside.test(address.protocol)) return 'closed';
  // Everything else that is not the web: chrome:, edge:, about:, devtools:, extensions, …
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return 'browser-page';
  const host = address.hostname.replace(/\.$/, '');
  return stores.some((store) => store.host === host && store.path.test(address.pathname)) ? 'store' : 'ok';
}
