import type { Problem } from '../shared/problem.ts';
import { ConversationGone } from './conversation-gone.ts';

/** What a rejected write means to the user. IndexedDB and extension storage both name the full disk by a quota. */
export function storageProblem(error: unknown): Problem {
  if (error instanceof ConversationGone) return { code: 'conversation-changed' };
  const text = error instanceof Error ? `${error.name} ${error.message}` : '';
  return { code: /quota/i.test(text) ? 'storage-full' : 'storage-failed' };
}

export function isOfStorage(problem: Problem | null): boolean {
  return problem?.code === 'storage-full' || problem?.code === 'storage-failed';
}
