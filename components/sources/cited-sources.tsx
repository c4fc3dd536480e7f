import type { AssistantMessage, Source } from '../../lib/shared/conversation.ts';
import { sourceWords } from '../../lib/view/words/source-words.ts';
import { citationsIn } from '../markdown/citations-in.ts';
import type { DrawCited } from '../markdown/CitedText.tsx';
import { safeUrl } from '../markdown/safe-url.ts';

/** The id of the card of a source. @param number from 1 */
export function sourceTarget(messageId: string, number: number): string {
  return `source-${messageId}-${number}`;
}

/** What a source is called: by its title, or else by where it is. */
export function sourceTitle({ title, url }: Source): string {
  return title.trim() || (safeUrl(url)?.host ?? url);
}

/** Draws what the text of that answer points to. */
export function drawCitedOf({ id, sources }: Pick<AssistantMessage, 'id' | 'sources'>): DrawCited {
  const titles = sources.map(sourceTitle);
  return (text, draw) =>
    citationsIn(text, titles.length).map((piece, index) =>
      typeof piece === 'string' ? (
        <span key={index}>{draw(piece)}</span>
      ) : (
        <sup key={index} className="citation">
          {piece.map((number) => (
            <button
              key={number}
              type="button"
              aria-label={sourceWords.source(number, titles[number - 1] ?? '')}
              popoverTarget={sourceTarget(id, number)}
            >
              {number}
            </button>
          ))}
        </sup>
      ),
    );
}
