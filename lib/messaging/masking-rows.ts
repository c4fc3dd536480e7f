import { z } from 'zod/mini';
import { maskKinds } from '../shared/mask-kind.ts';
import { empty, type CommandReplies, type CommandRows } from './command-row.ts';

const maskKind = z.enum(maskKinds);

const maskingView = z.object({
  /** What is masked now. */
  masked: z.array(maskKind),
  /** What the organisation has set, one way or the other. */
  locked: z.array(maskKind),
});
export type MaskingView = z.infer<typeof maskingView>;

/** Which values are masked in pages and pasted texts. Each is replied to as it is then. */
export const maskingRows = {
  'masking/read': { ports: ['options'], input: empty },
  'masking/choose': { ports: ['options'], input: () => z.object({ kind: maskKind, isMasked: z.boolean() }) },
} as const satisfies CommandRows;

export const maskingReplies = {
  'masking/read': { shape: maskingView },
  'masking/choose': { shape: maskingView },
} as const satisfies CommandReplies<typeof maskingRows>;
