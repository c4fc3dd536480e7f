/** DNS: 253, and room for a scheme, a port and a path that came along with a copied address. */
const longestSite = 2_000;

/**
 * What a person typed or pasted as a site → its origin, `https://example.com`; without a scheme, the secure one. Null for what
 * is no site of the web.
 */
export function siteOrigin(written: string): string | null {
  const text = written.trim();
  if (text === '' || text.length > longestSite || /[\s*]/.test(text)) return null;
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, origin, username, password } = new URL(address);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  // `bank.example@evil.example` is not what it looks like.
  return isWeb && hostname !== '' && username === '' && password === '' ? origin : null;
}

/** A match pattern as people read it: `https://example.com`. What covers more than one site stays as the browser has it. */
export function patternSite(pattern: string): string {
  return pattern.replace(/\/\*$/, '');
}
