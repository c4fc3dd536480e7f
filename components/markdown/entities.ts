import { characterReference } from '../../lib/markdown/character-reference.ts';

/** Text with its character references resolved; names that nobody knows stay as written. */
export function withEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&[#\da-zA-Z]{2,33};/g, (whole) => characterReference(whole, 0)?.text ?? whole);
}
