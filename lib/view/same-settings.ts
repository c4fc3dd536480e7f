import { settingsFields, type SettingsInput } from '../config/settings-record.ts';

/** Whether nothing is typed or chosen otherwise. */
export function isSame(one: SettingsInput, other: SettingsInput): boolean {
  return settingsFields.every((field) => one[field] === other[field]);
}
