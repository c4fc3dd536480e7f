import { plainInline } from '../../lib/markdown/inline-tree.ts';
import type { Inline } from '../../lib/markdown/tree.ts';
import { words } from '../../lib/view/words/panel-words.ts';

/** What inlines read as once they are drawn. */
export function drawnWords(inlines: readonly Inline[]): string {
  return plainInline(inlines, { image: (alt) => words.markdown.image(alt.trim()), lineEnd: ' ' });
}
