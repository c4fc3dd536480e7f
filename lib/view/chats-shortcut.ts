type Press = Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'code'>;

/**
 * What opens the list of chats from the keyboard: Alt+Shift+J; on a Mac, where that types an "Ô", Control+Shift+J. Chrome,
 * Edge and Firefox have no use of their own for either, as Chromium has for Alt+Shift and A, B, C, I, N, P, R, T, W, X and Z
 * (C adds a tab to a group); nor has Orca, which lists things of a page by Alt+Shift and most letters, but D, J, N, W, Y and Z.
 * Firefox gives Alt+Shift to a page's access keys, of which ours has none. By the key's place, so that it is the same one
 * in every script.
 */
export function isChatsShortcut(
  { altKey, ctrlKey, metaKey, shiftKey, code }: Press,
  isMac: boolean,
): boolean {
  return code === 'KeyJ' && shiftKey && !metaKey && (isMac ? ctrlKey && !altKey : altKey && !ctrlKey);
}

/** As `aria-keyshortcuts` names it. */
export function chatsShortcut(isMac: boolean): string {
  return isMac ? 'Control+Shift+J' : 'Alt+Shift+J';
}
