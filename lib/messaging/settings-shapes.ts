import { z } from 'zod/mini';
import { settingsErrors } from '../config/setting-refusal.ts';
import { settingsInput } from '../config/settings-input.ts';
import { settingsFields, settingsRecord } from '../config/settings-record.ts';
import { profileChoice } from './profile-choice.ts';

export type { SettingRefusal, SettingsErrors } from '../config/setting-refusal.ts';
export type { SettingsField, SettingsInput } from '../config/settings-record.ts';
export type { TestNote, TestStage } from './test-stage.ts';

const settingsField = z.enum(settingsFields);

/** The profile in use, and what else there is. */
export const settingsView = z.object({
  profileId: z.string(),
  profiles: z.array(profileChoice),
  settings: settingsInput,
  /** What an empty WebSocket URL stands for, by API URL. */
  derivedWsUrl: z.string(),
  /** Where *automatic* has found its socket instead; null: there, or nowhere. */
  foundWsUrl: z.nullable(z.string()),
  /** What a new profile begins with. */
  blank: settingsInput,
  /** Fields that the organisation has set: of a managed profile all. */
  locked: z.array(settingsField),
  /** The same of a new profile. */
  blankLocked: z.array(settingsField),
  /** Whether a person may have profiles of their own. */
  mayAdd: z.boolean(),
  /** Dialects that the organisation allows, of those there are. */
  protocols: z.array(z.enum(settingsRecord.protocol.choices)),
  /** Which pages it lets be attached (lib/config/site-rules.ts). */
  pageRules: z.object({
    enabled: z.boolean(),
    allow: z.nullable(z.array(z.string())),
    block: z.array(z.string()),
  }),
  /** Where in the organisation's policy something could not be understood, such as `profiles[1].apiUrl`. */
  policyMistakes: z.array(z.string()),
  /** To be registered with the OpenID provider; empty where the browser has none. */
  redirectUrl: z.string(),
});
export type SettingsView = z.infer<typeof settingsView>;

/** `errors` empty: it was saved, as `view` says (trimmed). */
export const settingsSaved = z.object({ errors: settingsErrors, view: settingsView });
export type SettingsSaved = z.infer<typeof settingsSaved>;
