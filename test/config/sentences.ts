import { settingsFields, type SettingsField } from '../../lib/config/settings-record.ts';
import type { SettingsErrors } from '../../lib/config/setting-refusal.ts';
import { refusalWords } from '../../lib/view/words/refusal-words.ts';

/** What a person reads of it, by field. */
export function sentencesOf(errors: SettingsErrors): Partial<Record<SettingsField, string>> {
  const sentences: Partial<Record<SettingsField, string>> = {};
  for (const field of settingsFields) {
    const refusal = errors[field];
    if (refusal !== undefined) sentences[field] = refusalWords(field, refusal);
  }
  return sentences;
}
