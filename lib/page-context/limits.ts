/** Bounds that the reader keeps inside the page and the background checks outside it. Characters (UTF-16 units). */

/** Beyond these a title or an address is no longer one; both stand in the preview and the fence. */
export const longestTitle = 300;
export const longestUrl = 2_048;

/** Twice the most that a person can choose to attach. Of a longer page, the part that matters can be selected. */
export const longestPage = 120_000;
