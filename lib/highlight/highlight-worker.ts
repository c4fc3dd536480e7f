import { z } from 'zod/mini';
import type { SideReply } from '../shared/side-job.ts';
import { codeTokens } from './code-tokens.ts';

const job = z.object({
  id: z.number(),
  job: z.object({ code: z.string(), language: z.string() }),
});

/** What the worker answers to what a page has said; null: nothing that it could read. The value: `CodeTokens`, or null. */
export function highlighted(said: unknown): SideReply | null {
  const parsed = job.safeParse(said);
  if (!parsed.success) return null;
  const { code, language } = parsed.data.job;
  return { id: parsed.data.id, value: codeTokens(code, language) };
}
