/**
 * Makes a box as tall as its text, up to the stylesheet's limit. Browsers that do so themselves are left to it:
 * measuring costs a layout per key.
 */
export function growToFit(box: HTMLTextAreaElement | null, text: string): void {
  if (!box || globalThis.CSS?.supports?.('field-sizing', 'content')) return;
  box.style.height = 'auto';
  if (text !== '') box.style.height = `${box.scrollHeight}px`;
}
