import { afterSpace, linkName, readDestination, readTitle } from '../../lib/markdown/link-parts.ts';
import type { Definitions } from '../../lib/markdown/tree.ts';

const definition = /^ {0,3}\[((?:\\.|[^[\]\\])+)\]:\s*(\S.*)?$/gm;

export interface SuiteParagraph {
  readonly text: string;
  readonly definitions: Definitions;
}

/** An example of a suite about what is in a line: its text, without the definitions around it. */
export function suiteParagraph(markdown: string): SuiteParagraph {
  const definitions = new Map<string, { href: string; title: string }>();
  const text = markdown.replace(definition, (whole, name: string, behind: string) => {
    const destination = readDestination(`${behind}\n`, 0);
    if (destination === null || destination === 'open') return whole;
    const title = readTitle(behind, afterSpace(behind, destination.end));
    const key = linkName(name);
    const own = title !== null && title !== 'open' ? title.value : '';
    if (!definitions.has(key)) definitions.set(key, { href: destination.value, title: own });
    return '';
  });
  return { text: text.trim(), definitions };
}
