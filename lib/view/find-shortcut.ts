type Press = Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'code' | 'key'>;

function isLetter({ key, code }: Press, letter: 'f' | 'g'): boolean {
  // By its place where the keyboard types another script, as browsers have it.
  return /^[a-z]$/i.test(key) ? key.toLowerCase() === letter : code === `Key${letter.toUpperCase()}`;
}

function hasCommand({ ctrlKey, metaKey, altKey }: Press, isMac: boolean): boolean {
  return !altKey && (isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey);
}

/** What opens the search within a chat from the keyboard: Ctrl+F, ⌘F on a Mac, as for any page. */
export function isFindShortcut(press: Press, isMac: boolean): boolean {
  return isLetter(press, 'f') && hasCommand(press, isMac) && !press.shiftKey;
}

/** As for any page, F3 and Ctrl+G (⌘G): the next place; with Shift, the one before. null: it is none of these. */
export function findStep(press: Press, isMac: boolean): 'next' | 'previous' | null {
  const isStep =
    (press.key === 'F3' && !press.altKey && !press.ctrlKey && !press.metaKey) ||
    (isLetter(press, 'g') && hasCommand(press, isMac));
  if (!isStep) return null;
  return press.shiftKey ? 'previous' : 'next';
}
