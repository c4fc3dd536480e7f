import type { HandedOver } from '../../messaging/handed-over.ts';
import { typedEntry, type HandOff } from '../../shared/hand-off.ts';
import type { Prompt } from '../../shared/prompt.ts';
import { promptEntry } from './menu-entries.ts';

/** Of the menu; the commands of the manifest have their names there. */
const kinds = {
  page: 'ask',
  selection: 'ask',
  'attach-page': 'ask',
  explain: 'explain',
  summarise: 'summarise',
  translate: 'translate',
} as const satisfies Record<string, HandedOver['kind']>;

const isKnown = (entry: string): entry is keyof typeof kinds => Object.hasOwn(kinds, entry);

/**
 * What the panel is told of a request. An entry that nobody knows any more, as of a prompt that was deleted since, or of
 * another version of ours, asks about the page without words.
 */
export function handOffView(
  id: string,
  { entry, typed = '', selected }: Pick<HandOff, 'entry' | 'typed' | 'selected'>,
  prompts: readonly Prompt[],
): HandedOver {
  if (entry === typedEntry) return { id, kind: 'typed', about: null, text: typed };
  if (entry === 'new-chat') return { id, kind: 'new-chat', about: null };
  const about = selected === undefined ? 'page' : 'selection';
  const prompt = prompts.find((each) => promptEntry + each.id === entry);
  if (prompt !== undefined) return { id, kind: 'prompt', about, text: prompt.text };
  return { id, kind: isKnown(entry) ? kinds[entry] : 'ask', about };
}
