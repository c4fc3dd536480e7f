import { createContext, useContext, type ReactNode } from 'react';
import { words } from '../../lib/view/words/panel-words.ts';
import { citationsIn } from './citations-in.ts';
import { WithinLink } from './SafeLink.tsx';
import { useDrawnText } from './shown-masks.ts';

/** What the numbers in an answer's text stand for. */
export interface CitedSources {
  /** The accessible names of its sources. */
  readonly titles: readonly string[];
  /** The id of the element that tells of a source, a popover. @param number from 1 */
  readonly target: (number: number) => string;
}

/** Null: the answer has none, and `[1]` is what it says. */
export const CurrentSources = createContext<CitedSources | null>(null);

/** Text of an answer, its citations as buttons that show the source. */
export function CitedText({ text }: { text: string }): ReactNode {
  const sources = useContext(CurrentSources);
  const isWithin = useContext(WithinLink);
  const draw = useDrawnText();
  if (sources === null || isWithin || !/[[【]/.test(text)) return draw(text);
  return citationsIn(text, sources.titles.length).map((piece, index) =>
    typeof piece === 'string' ? (
      <span key={index}>{draw(piece)}</span>
    ) : (
      <sup key={index} className="citation">
        {piece.map((number) => (
          <button
            key={number}
            type="button"
            aria-label={words.message.source(number, sources.titles[number - 1] ?? '')}
            popoverTarget={sources.target(number)}
            onClick={({ currentTarget }) => {
              // Pressed before the source is there (Sources.tsx): it is pressed again then.
              if (!document.getElementById(sources.target(number))) currentTarget.dataset['early'] = '';
            }}
          >
            {number}
          </button>
        ))}
      </sup>
    ),
  );
}

/** Code within a line: nothing in it is a citation. */
export function CodeText({ text }: { text: string }): ReactNode {
  return useDrawnText()(text);
}
