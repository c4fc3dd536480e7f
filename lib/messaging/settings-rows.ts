import { z } from 'zod/mini';
import { empty, nothing, type CommandReplies, type CommandRows } from './command-row.ts';
import { settingsInput } from '../config/settings-input.ts';
import { stageName } from './stage-name.ts';
import { settingsSaved, settingsView } from './settings-shapes.ts';

/** What the settings page asks, and the panel before anything is set: over a port of the settings' own. */
export const settingsRows = {
  /** `afresh`: the browser is asked again first what the organisation has set. */
  'settings/read': { ports: ['options'], input: () => z.object({ afresh: z.optional(z.boolean()) }) },
  /**
   * `profileId`: which profile it was on screen; one that doesn't exist is made, and used. Made by the page, so that a
   * repeated command makes no second one.
   */
  'settings/save': {
    ports: ['options'],
    input: () =>
      z.object({
        profileId: z.string().check(z.refine((id) => id !== '' && id.length <= 400)),
        settings: settingsInput,
      }),
  },
  /**
   * Stages arrive as `test/stage` pushes; the reply comes after the last. Tests what is typed, saved or not. `only`: that
   * stage alone, and untold what it needs of those before it; `message` is sent only where that one is asked for.
   */
  'settings/test': {
    ports: ['options'],
    input: () => z.object({ settings: settingsInput, only: z.optional(stageName) }),
  },
  /** Ends the test that this page is waiting for, if any: its stages end as stopped. */
  'settings/stop-test': { ports: ['options'], input: empty },
  /** The profile that all panels use from then on. */
  'profile/use': { ports: ['options'], input: () => z.object({ profileId: z.string() }) },
  /** What was said in it stays stored, and is there again with the same addresses. */
  'settings/remove': { ports: ['options'], input: () => z.object({ profileId: z.string() }) },
} as const satisfies CommandRows;

export const settingsReplies = {
  'settings/read': { shape: settingsView },
  'settings/save': { shape: settingsSaved },
  'settings/test': { shape: nothing, isSlow: true },
  'settings/stop-test': { shape: nothing },
  'profile/use': { shape: settingsView },
  'settings/remove': { shape: settingsView },
} as const satisfies CommandReplies<typeof settingsRows>;
