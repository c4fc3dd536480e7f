import type { SettingsErrors, SettingsField } from '../../lib/messaging/settings-shapes.ts';
import { fields } from '../../lib/view/profile-draft.ts';
import { refusalWords } from '../../lib/view/words/refusal-words.ts';

/** What a person reads of it, by field. */
export function sentencesOf(errors: SettingsErrors): Partial<Record<SettingsField, string>> {
  const sentences: Partial<Record<SettingsField, string>> = {};
  for (const field of fields) {
    const refusal = errors[field];
    if (refusal !== undefined) sentences[field] = refusalWords(field, refusal);
  }
  return sentences;
}
