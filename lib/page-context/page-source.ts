import type { ReadablePage } from './captured-page.ts';
import type { SeenPage } from './seen-page.ts';

/** One way to take text from a page. */
export interface PageSource {
  readonly name: ReadablePage['source'];
  /** Whether it could have something to say, told without much work. */
  accepts(page: SeenPage): boolean;
  /** Undefined, or an empty text: this page has nothing of the kind after all. */
  read(page: SeenPage): ReadText | undefined;
}

/** What a source has taken from a page. */
export interface ReadText {
  readonly text: string;
  /** How many people's posts it is, where it is a thread. */
  readonly posts?: number;
}
