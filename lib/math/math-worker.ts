import { z } from 'zod/mini';
import type { SideReply } from '../shared/side-job.ts';
import { mathOf } from './typeset.ts';

const job = z.object({
  id: z.number(),
  job: z.object({ tex: z.string(), isDisplay: z.boolean() }),
});

/** What the worker answers to what a page has said; null: nothing that it could read. The value: a `MathNode`, or null. */
export function typeset(said: unknown): SideReply | null {
  const parsed = job.safeParse(said);
  if (!parsed.success) return null;
  const { tex, isDisplay } = parsed.data.job;
  return { id: parsed.data.id, value: mathOf(tex, isDisplay) };
}
