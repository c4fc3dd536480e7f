import type { Problem } from '../shared/problem.ts';

export function isOfStorage(problem: Problem | null): boolean {
  return (
    problem?.code === 'storage-full' ||
    problem?.code === 'storage-failed' ||
    problem?.code === 'temporary-full'
  );
}
