import { useSyncExternalStore } from 'react';

/** For all code of the page, as long as it lives; the stylesheet reads it off the document. */
const mark = 'wrapsCode';
const listeners = new Set<() => void>();

const isWrapped = (): boolean => mark in document.documentElement.dataset;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useWrappedLines(): boolean {
  return useSyncExternalStore(subscribe, isWrapped);
}

export function toggleWrappedLines(): void {
  const { dataset } = document.documentElement;
  if (isWrapped()) delete dataset[mark];
  else dataset[mark] = '';
  for (const listener of listeners) listener();
}
