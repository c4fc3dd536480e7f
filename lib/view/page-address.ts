/**
 * The address of a page, whichever place in it is meant; where a fragment is a route, it is another page. What is no address
 * stays as it is.
 */
export function pageAddress(written: string): string {
  const url = URL.parse(written);
  if (url === null) return written;
  if (!/^#[!/]/.test(url.hash)) url.hash = '';
  return url.href;
}
