import type { KeyboardEvent } from 'react';
import type { Panel } from '../../lib/view/panel.ts';

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

/** Loads what such a key leads to beyond the messages that are there; null: there is nothing beyond, or it leads nowhere. */
export function walkBeyond({ key, target }: Step, { actions, store }: Panel): Promise<void> | null {
  if (!(target instanceof HTMLElement) || target.localName !== 'article') return null;
  const { hasEarlier, gap } = store.state();
  if (key === 'ArrowUp' && hasEarlier) return actions.loadEarlier();
  if (key === 'ArrowDown' && gap !== null) return actions.loadLater();
  return null;
}
