import type { ReactElement } from 'react';
import {
  preferencesRecord,
  type PreferenceName,
  type Preferences,
} from '../../lib/config/preferences-record.ts';
import { preferenceWords } from '../../lib/view/words/preference-words.ts';
import { Field } from '../common/Field.tsx';

const rows: { readonly [Name in PreferenceName]: { readonly choices: readonly Preferences[Name][] } } =
  preferencesRecord;

interface PreferenceFieldProps<Name extends PreferenceName> {
  name: Name;
  /** Null until read. */
  preferences: Preferences | null;
  onChoose: (choice: Preferences[Name]) => void;
}

/** One preference, as a list of its choices. */
export function PreferenceField<Name extends PreferenceName>(
  props: PreferenceFieldProps<Name>,
): ReactElement {
  const { name, preferences, onChoose } = props;
  const words = preferenceWords[name];
  const { choices } = rows[name];
  return (
    <Field name={name} label={words.label} help={words.help}>
      {(attributes) => (
        <select
          {...attributes}
          disabled={preferences === null}
          value={preferences?.[name] ?? preferencesRecord[name].byDefault}
          onChange={(event) => {
            const choice = choices.find((each) => each === event.target.value);
            if (choice !== undefined) onChoose(choice);
          }}
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {words.choices[choice]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
