import type { Attachment } from '../../shared/conversation.ts';
import { maskedCount } from '../../masking/attached-masks.ts';
import { english, percentOf } from './grammar.ts';

const characters = (length: number): string =>
  english.plural(length, { one: '# character', other: '# characters' });

const posts = (count: number): string => english.plural(count, { one: '# post', other: '# posts' });

/** Of a chip, a preview and a question: what a long paste is called. */
export const pasteName = 'Pasted text';

const sources: { readonly [Source in Attachment['source']]: string } = {
  selection: 'Selection',
  article: 'Article',
  thread: 'Thread',
  visible: 'Whole page',
  pdf: 'PDF',
  text: 'Text file',
  paste: pasteName,
};

/** The words of attached pages, which the panel loads on demand. */
export const attachedWords = {
  /** How much of the page goes along; never a share, or a count, of what isn't from the page. */
  extent(page: Attachment): string {
    const { source, text, pageLength, captured, isEdited, unreadFrames = 0 } = page;
    const length = characters(text.length);
    if (isEdited === true) return `Edited by you, ${length}`;
    if (captured !== undefined) {
      const share = english.count(percentOf(text.length, captured));
      return page.posts === undefined
        ? `First ${share} % only, ${length}`
        : `First ${share} % of ${posts(page.posts)} only, ${length}`;
    }
    if (source === 'selection') return `Selection, ${length}`;
    if (source === 'paste') return length;
    const counted = page.posts === undefined ? '' : `${posts(page.posts)}, `;
    if (unreadFrames > 0)
      return `${counted}${length}, without ${english.plural(unreadFrames, {
        one: '# frame of the page that can’t be read',
        other: '# frames of the page that can’t be read',
      })}`;
    const share = percentOf(text.length, Math.max(pageLength, text.length));
    return `${counted}${english.count(share)} % of the page, ${length}`;
  },
  group: (title: string) => `Page: ${title}`,
  preview: 'Preview',
  remove: 'Remove',
  source: (page: Attachment): string => sources[page.source],
  /** What was left out on purpose; empty where nothing was. */
  leftOut(page: Attachment): string[] {
    const { removed = 0, hidden = 0 } = page;
    const masked = maskedCount(page);
    return [
      ...(masked > 0 ? [attachedWords.masked(masked)] : []),
      ...(removed > 0
        ? [
            english.plural(removed, {
              one: '# invisible character taken out',
              other: '# invisible characters taken out',
            }),
          ]
        : []),
      ...(hidden > 0
        ? [
            english.plural(hidden, {
              one: '# character that can’t be seen left out',
              other: '# characters that can’t be seen left out',
            }),
          ]
        : []),
    ];
  },
  masked: (values: number) => english.plural(values, { one: '# masked', other: '# masked' }),
  /** Of a value in an answer, in the place of its placeholder. */
  unmasked: (placeholder: string) => `Shown on this computer only: the assistant wrote ${placeholder}`,
  /** How the page stands to the tab in front. */
  freshness: {
    same: '',
    unknown: '',
    changed: 'The page has changed since.',
    moved: 'Its tab shows another page now.',
    behind: 'Another tab is in front.',
  },
  update: { changed: 'Update', moved: 'Attach that one' },
  sent: (title: string) => `Sent page: ${title}`,
  pasted: pasteName,
  untitled: 'Untitled page',
} as const;
