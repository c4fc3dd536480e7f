import { plainText } from './plain-text.ts';

/** A note at the end of a text, and what stands for it in the text. */
export interface Footnote {
  /** As `[1]`. */
  readonly label: string;
  readonly text: string;
}

const mostNotes = 1_000;
const longestLabel = 8;
/** Longer is no note but a part of the page that somebody links to. */
const longestNote = 2_000;

const backwards = /^(?:[\s↩↑⤴↵⏎⬆↥^]\p{Variation_Selector}?)+$/u;

/**
 * Writes `[1]` for every raised link to a note, so that it neither runs into its word nor is taken for a power, and takes
 * the arrows out that lead back. Returns the notes, whose texts an extractor may drop.
 */
export function shapeNotes(root: Element): readonly Footnote[] {
  const links = [...root.querySelectorAll('a[href^="#"]')];
  if (links.length === 0) return [];
  const targets = new Map([...root.querySelectorAll('[id]')].map((element) => [element.id, element]));
  const notes = new Map<Element, string>();
  for (const link of links) {
    const text = link.textContent?.trim() ?? '';
    if (text !== '' && backwards.test(text)) {
      link.remove();
      continue;
    }
    const raised = link.closest('sup') ?? link.querySelector('sup');
    if (text === '' || text.length > longestLabel || !(raised !== null || isCalledNote(link))) continue;
    const target = targets.get(decoded(link.getAttribute('href')?.slice(1) ?? ''));
    if (target === undefined) continue;
    const label = `[${text.replace(/^[[(]|[\])]$/g, '')}]`;
    const whole = raised?.contains(link) && raised.textContent?.trim() === text ? raised : link;
    whole.replaceWith(label);
    if (notes.size < mostNotes) notes.set(target.closest('li, p, dd') ?? target, label);
  }
  return [...notes].flatMap(([element, label]) => {
    const text = plainText(element).replace(/^(?:- |\[?\d+[\].)]+)\s*/, '');
    return text === '' || text.length > longestNote ? [] : [{ label, text }];
  });
}

function isCalledNote(link: Element): boolean {
  const called = `${link.getAttribute('role') ?? ''} ${link.getAttribute('class') ?? ''} ${link.getAttribute('rel') ?? ''}`;
  return /noteref|footnote|fnref|citation|\bfn\b/i.test(called);
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // A fragment that is written badly leads to whatever is called the same.
    return fragment;
  }
}

/** `text`, with the notes at its end that it names but does not hold. */
export function withNotes(text: string, notes: readonly Footnote[]): string {
  const missing = notes.filter((note) => text.includes(note.label) && !text.includes(firstWords(note.text)));
  return [text, ...missing.map((note) => `${note.label} ${note.text}`)].join('\n\n');
}

function firstWords(note: string): string {
  return note.split('\n', 1)[0]?.slice(0, 40) ?? '';
}
