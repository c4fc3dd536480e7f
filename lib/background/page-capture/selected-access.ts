import { longestTitle, longestUrl } from '../../page-context/limits.ts';
import type { CapturedPage } from '../../page-context/captured-page.ts';
import { textCharacters } from '../../page-context/characters.ts';
import { isObject } from '../../shared/is-object.ts';
import type { SelectedText } from '../../shared/hand-off.ts';
import { hostOf } from '../../shared/host-of.ts';
import type { PageAccess } from '../../shared/page-access.ts';

type Reading = Pick<PageAccess, 'runReader'>;

/**
 * Access to a page of which a person has chosen a selection. What the reader finds selected is taken, for it knows lines
 * and lists; where it finds none, as in a viewer or a frame, the words that the browser's menu told.
 */
export function selectedAccess(access: Reading, selected: SelectedText): Reading {
  return {
    async runReader(tabId) {
      // Why it can't be read matters no more: what was asked for is there.
      const read: unknown = selected.isOfFrame ? null : await access.runReader(tabId).catch(() => null);
      return isObject(read) && read['source'] === 'selection' ? read : told(selected);
    },
  };
}

function told({ text, url, title, isOfField }: SelectedText): CapturedPage {
  const clean = textCharacters(text).trim();
  // What stands in fields is never read.
  if (isOfField || clean === '') return { unreadable: 'empty' };
  return {
    title: textCharacters(title).replaceAll(/\s+/g, ' ').trim().slice(0, longestTitle) || hostOf(url),
    url: url.slice(0, longestUrl),
    text: clean,
    pageLength: clean.length,
    source: 'selection',
  };
}
