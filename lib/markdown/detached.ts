/**
 * A copy that shares no memory with the whole text. Engines make slices that point into their origin: blocks cut from
 * the text of 200 frames would keep 200 whole texts alive (measured: 48 MB for 100,000 characters).
 */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}
