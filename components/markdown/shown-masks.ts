import { createContext, useContext, type ReactNode } from 'react';
import { WithinLink } from './SafeLink.tsx';
import { splitText } from './split-text.ts';

/** What placeholders in an answer stand for is put in as it is drawn, on this computer only. */
export interface ShownMasks {
  readonly draw: (text: string) => ReactNode;
  /** The same where there is no more than text, as in code. */
  readonly plain: (text: string) => string;
  /** As it is to be copied. */
  readonly copied: (text: string) => string;
}

/** Null: nothing was masked in this chat, or what draws it is still to come. */
export const CurrentMasks = createContext<ShownMasks | null>(null);

/** Draws text. Never within a link: an answer could lead what it was never told to where it wants. */
export function useDrawnText(): (text: string) => ReactNode {
  const masks = useContext(CurrentMasks);
  return useContext(WithinLink) || masks === null ? splitText : masks.draw;
}
