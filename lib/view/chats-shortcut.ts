type Press = Pick<KeyboardEvent, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'code'>;

/**
 * What opens the list of chats from the keyboard: Alt+Shift+C; on a Mac, where that types a "Ç", Control+Shift+C. Neither
 * is taken by Chrome, Edge or Firefox, as Ctrl+K, Ctrl+H and Ctrl+Shift+C are; Firefox gives Alt+Shift to a page's access
 * keys, of which ours has none. By the key's place, so that it is the same one in every script.
 */
export function isChatsShortcut(
  { altKey, ctrlKey, metaKey, shiftKey, code }: Press,
  isMac: boolean,
): boolean {
  return code === 'KeyC' && shiftKey && !metaKey && (isMac ? ctrlKey && !altKey : altKey && !ctrlKey);
}

/** As `aria-keyshortcuts` names it. */
export function chatsShortcut(isMac: boolean): string {
  return isMac ? 'Control+Shift+C' : 'Alt+Shift+C';
}
