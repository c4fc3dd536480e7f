import type { Problem } from '../shared/problem.ts';

/** What a rejected write means to the user. IndexedDB and extension storage both name the full disk by a quota. */
export function storageProblem(error: unknown): Problem {
  const text = error instanceof Error ? `${error.name} ${error.message}` : '';
  return { code: /quota/i.test(text) ? 'storage-full' : 'storage-failed' };
}
