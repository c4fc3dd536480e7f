import { createContext, useContext, type ReactNode } from 'react';
import { WithinLink } from './SafeLink.tsx';
import { useDrawnText } from './shown-masks.ts';

/** Draws text whose citations are buttons that show a source. @param draw what is none */
export type DrawCited = (text: string, draw: (words: string) => ReactNode) => ReactNode;

/** Null: the answer has no sources, or what draws them isn't loaded; `[1]` is what it says. */
export const CurrentSources = createContext<DrawCited | null>(null);

/** Text of an answer. */
export function CitedText({ text }: { text: string }): ReactNode {
  const cited = useContext(CurrentSources);
  const isWithin = useContext(WithinLink);
  const draw = useDrawnText();
  return cited === null || isWithin || !/[[【]/.test(text) ? draw(text) : cited(text, draw);
}

/** Code within a line: nothing in it is a citation. */
export function CodeText({ text }: { text: string }): ReactNode {
  return useDrawnText()(text);
}
