import type { AnswerSource } from '../assistant.ts';
import type { AttachedPage } from './page-context.ts';
import type { Passage } from './passages.ts';
import { shortened } from './words.ts';

/** Numbers the passages that an answer refers to, in the order of their first mention. */
export interface Citations {
  /** `[2]` */
  refer(passage: Passage): string;
  readonly sources: readonly AnswerSource[];
}

/** The heading in front of a quotation; none where it only repeats the page's title. */
export const headingLabel = (page: AttachedPage, { heading }: Passage): string =>
  heading === '' || heading === page.title ? '' : `**${heading}:** `;

const snippetLength = 240;

export const createCitations = (page: AttachedPage): Citations => {
  const cited: Passage[] = [];
  const title = page.title || page.url;
  return {
    refer: (passage) => {
      if (!cited.includes(passage)) cited.push(passage);
      return `[${cited.indexOf(passage) + 1}]`;
    },
    get sources() {
      return cited.map(({ heading, sentences }) => ({
        title: heading === '' || heading === title ? title : `${heading} – ${title}`,
        url: page.url,
        snippet: shortened(sentences.join(' '), snippetLength),
      }));
    },
  };
};
