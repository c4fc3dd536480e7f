/**
 * Puts text on the clipboard, and what other programs show in its place beside it. That may still have to be loaded: browsers
 * take promises, so the press that asked for it counts.
 * @param html null: there is nothing but the text
 */
export async function copyToClipboard(
  text: string,
  html: (() => string | Promise<string>) | null,
): Promise<void> {
  const { clipboard } = navigator;
  if (html !== null && 'write' in clipboard && typeof ClipboardItem === 'function') {
    const typed = (type: string, words: string): Blob => new Blob([words], { type });
    try {
      const rich = Promise.resolve(html()).then((words) => typed('text/html', words));
      await clipboard.write([
        new ClipboardItem({ 'text/plain': typed('text/plain', text), 'text/html': rich }),
      ]);
      return;
    } catch {
      // Of an extension that was removed under its page, or refused: the text alone may still be taken.
    }
  }
  await clipboard.writeText(text);
}
