import { plainToHtml } from '../../lib/markdown/html.ts';

/* What *Copy* puts on the clipboard beside the text as it is: loaded when it is pressed (on-demand.tsx). */

/** A question's words stand for themselves: no markdown is read in them. */
export function richQuestion(text: string): string {
  return plainToHtml(text);
}
