import type { AssistantMessage, Source } from '../../lib/shared/conversation.ts';
import type { CitedSources } from '../markdown/CitedText.tsx';
import { safeUrl } from '../markdown/safe-url.ts';

/** The id of the card of a source. @param number from 1 */
export function sourceTarget(messageId: string, number: number): string {
  return `source-${messageId}-${number}`;
}

/** What a source is called: by its title, or else by where it is. */
export function sourceTitle({ title, url }: Source): string {
  return title.trim() || (safeUrl(url)?.host ?? url);
}

/** What the text of an answer may point to. */
export function citedSources({ id, sources }: Pick<AssistantMessage, 'id' | 'sources'>): CitedSources | null {
  if (sources.length === 0) return null;
  return { titles: sources.map(sourceTitle), target: (number) => sourceTarget(id, number) };
}
