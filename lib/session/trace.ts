/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}

/** Tells a text from what it becomes when anything is changed. */
export function fingerprint(text: string): string {
  return `${text.length.toString(36)}-${hash(text).toString(36)}`;
}

/**
 * Tells texts apart in a few characters, and takes for one what a platform may make of a text: composed characters, other
 * line ends, no white space around it. Small, since it is stored for each message; it protects nothing.
 */
export function traceOf(text: string): string {
  const plain = text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  return fingerprint(plain);
}
