import type { Inline } from '../../lib/markdown/tree.ts';
import { words } from '../../lib/view/words/panel-words.ts';

/** What inlines read as once they are drawn. */
export function drawnWords(inlines: readonly Inline[]): string {
  return inlines.map(wordsOf).join('');
}

function wordsOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.text;
    case 'math':
      return inline.tex;
    case 'image':
      return words.markdown.image(inline.alt.trim());
    case 'break':
      return ' ';
    default:
      return drawnWords(inline.children);
  }
}
