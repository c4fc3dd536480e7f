import { z } from 'zod/mini';

/** A profile to choose. A module of its own: the panel is spared what a profile is made of (settings-shapes.ts). */
export const profileChoice = z.object({
  id: z.string(),
  name: z.string(),
  /** Set by the organisation: to be used, not changed. */
  isManaged: z.boolean(),
});
export type ProfileChoice = z.infer<typeof profileChoice>;
