import type { preferencesRows } from '../../messaging/preferences-rows.ts';
import { ok } from '../../shared/result.ts';
import type { PreferenceStore } from '../preferences/preference-store.ts';
import type { CommandHandlers } from './command-handlers.ts';

/** What a person has their own way. */
export function createPreferencesCommands(
  preferences: Pick<PreferenceStore, 'read' | 'change'>,
): Pick<CommandHandlers, keyof typeof preferencesRows> {
  return {
    'preferences/read': async () => ok(await preferences.read()),
    'preferences/change': async ({ changed }) => ok(await preferences.change(changed)),
  };
}
