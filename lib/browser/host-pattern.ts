/** The match pattern of all that an origin has. */
export function hostPattern(origin: string): string {
  const { protocol, host, hostname } = new URL(origin);
  // Firefox's patterns know no port, and mean every one. In Chromium no more is asked for than is needed.
  const where = location.protocol === 'moz-extension:' ? hostname : host;
  return `${protocol}//${where}/*`;
}
