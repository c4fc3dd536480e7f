/** As typed, or with the scheme that it lacks: only this computer is reached without encryption. */
export function withScheme(typed: string): string {
  const text = typed.trim();
  if (text === '' || /^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text;
  return `${isHere(text.split(/[:/]/, 1)[0] ?? '') ? 'http' : 'https'}://${text}`;
}

const isHere = (host: string): boolean => /(^|\.)localhost$|^127(\.\d{1,3}){3}$/i.test(host);

/**
 * An address that somebody may be through with typing: its host is this computer, a number, or has a name and an end, as in
 * `api.example.com`. A host of one word may be the beginning of another: it is asked when its owner says so. null: not yet.
 */
export function wholeAddress(typed: string): URL | null {
  const text = withScheme(typed);
  if (!/^(https?|wss?):/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  const { hostname } = url;
  return isHere(hostname) || hostname === '[::1]' || /\.[^.\d][^.]+$|(\.\d+){3}$/.test(hostname) ? url : null;
}
