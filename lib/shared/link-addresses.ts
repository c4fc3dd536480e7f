/*
 * Where a page's links lead, for whoever asks for it: behind the words of each, as ` (https://…)`. An address has neither
 * spaces nor brackets of its own, so that it ends where it seems to.
 */

/** An address as it stands in a text, masked values in it and all. */
const written = / \((?:https?:\/\/|mailto:|tel:)(?:\[[a-z]+ \d+\]|[^\s()])*\)/g;

/** The text without what `linkAddress` has put into it. */
export function withoutLinkAddresses(text: string): string {
  return text.replace(written, '');
}
