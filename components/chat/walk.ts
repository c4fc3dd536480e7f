import type { KeyboardEvent } from 'react';

/** Where an arrow key leads from a focused message; null where the key is none of ours. */
export function walkTarget(event: KeyboardEvent): HTMLElement | null {
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
