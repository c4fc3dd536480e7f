import { z } from 'zod/mini';
import { recordOf } from '../shared/record-of.ts';
import { settingsFields, type SettingsField } from './settings-record.ts';

/** Such as `https://api.example.org`; where no host can be made out, `https://…`. */
const example = z.string();
/** With its colon. */
const scheme = z.string();

/**
 * Why a typed setting is refused; the sentences are lib/view/words/refusal-words.ts. Of what was typed it holds the scheme
 * and the host alone: a pasted password or token must not be shown again, nor stored with a problem.
 */
export const settingRefusal = z.discriminatedUnion('code', [
  z.object({
    code: z.enum([
      'address-spaced',
      'tenant-empty',
      'tenant-characters',
      'client-id-empty',
      'scopes-malformed',
      'set-by-organisation',
    ]),
  }),
  z.object({
    code: z.enum(['address-too-long', 'tenant-too-long', 'client-id-malformed']),
    /** Characters. */
    limit: z.number(),
  }),
  z.object({
    code: z.enum([
      'address-empty',
      'address-malformed',
      'address-user',
      'address-query',
      'address-fragment',
      'address-path',
    ]),
    example,
  }),
  /** `scheme`: the one that it has to begin with. */
  z.object({ code: z.literal('address-unschemed'), scheme, example }),
  z.object({ code: z.literal('address-scheme'), typed: scheme, scheme, example }),
  /** `scheme`: the one that only this computer may be reached by. */
  z.object({ code: z.literal('address-unencrypted'), scheme, example }),
]);
export type SettingRefusal = z.infer<typeof settingRefusal>;

const optionalRefusal = z.exactOptional(settingRefusal);
/** One for each refused field. */
export const settingsErrors = z.object(
  recordOf<Record<SettingsField, typeof optionalRefusal>>(settingsFields, () => optionalRefusal),
);
export type SettingsErrors = z.infer<typeof settingsErrors>;
