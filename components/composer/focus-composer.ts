/** Of the box that words are written in. */
export const composerId = 'composer-message';

/** Where the focus goes when what had it goes away. */
export function focusComposer(): void {
  document.getElementById(composerId)?.focus();
}
