import type { CapturedPage } from '../page-context/captured-page.ts';
import { readPdfTab, type PdfTab } from './read-pdf-tab.ts';

/**
 * The PDF that a viewer of the browser's shows, asked for by the extension itself. Never rejects. The address in the tab is
 * where all redirections have ended: one more would lead to where nobody has said that we may ask.
 */
export function readViewedPdf(
  { address, title }: Pick<PdfTab, 'address' | 'title'>,
  fetch: typeof globalThis.fetch,
  now: () => number,
): Promise<CapturedPage> {
  return readPdfTab({ address: withoutName(address), title, fetch: asked, now });

  async function asked(...[url, init]: Parameters<typeof fetch>): Promise<Response> {
    const response = await fetch(url, { ...init, ...anew });
    if (isPdf(response)) return response;
    // Nothing of it is wanted: a page that asks to sign in, a film.
    await response.body?.cancel();
    return new Response(null, { status: 415 });
  }
}

/** What a tab has shown is not in the cache that Firefox gives us: there would be what we read before, or a copy from now on. */
const anew: RequestInit = { cache: 'no-store', credentials: 'include', redirect: 'error' };

const isPdf = ({ headers }: Response): boolean =>
  /^\s*application\/pdf\s*(;|$)/i.test(headers.get('content-type') ?? '');

/** An address that says who asks is one that browsers fetch for nobody. */
function withoutName(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}
