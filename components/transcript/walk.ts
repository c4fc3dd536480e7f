import type { KeyboardEvent } from 'react';
import type { Panel } from '../../lib/view/panel.ts';
import { readOn } from './read-on.ts';

type Step = Pick<KeyboardEvent, 'key' | 'currentTarget' | 'target'>;

/** Where an arrow key leads from a focused message; null where the key is none of ours. */
export function walkTarget(event: Step): HTMLElement | null {
  const from = event.target;
  if (!(from instanceof HTMLElement) || from.localName !== 'article') return null;
  const articles = [...event.currentTarget.querySelectorAll<HTMLElement>('article')];
  const at = articles.indexOf(from);
  switch (event.key) {
    case 'ArrowUp':
      return articles[at - 1] ?? null;
    case 'ArrowDown':
      return articles[at + 1] ?? null;
    case 'Home':
      return articles[0] ?? null;
    case 'End':
      return articles.at(-1) ?? null;
    default:
      return null;
  }
}

/** Where such a key leads beyond the messages that are there: loads what is there. null: nothing is, or it is none of these keys. */
export function walkBeyond({ key, target }: Step, panel: Panel): Promise<void> | null {
  if (!(target instanceof HTMLElement) || target.localName !== 'article') return null;
  const { hasEarlier, gap } = panel.store.state();
  if (hasEarlier && (key === 'ArrowUp' || key === 'Home')) return readOn(panel, 'earlier');
  if (gap === Infinity) return null;
  if (key === 'ArrowDown') return readOn(panel, 'later');
  // The very end, as it is for somebody who scrolls: the newest are there.
  return key === 'End' ? Promise.resolve(panel.actions.showNewest()) : null;
}
