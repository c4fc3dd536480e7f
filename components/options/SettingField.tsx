import type { ReactElement } from 'react';
import {
  isChoiceField,
  isTextField,
  settingsRecord,
  type ChoiceField,
  type SettingsField,
  type SwitchField,
  type TextField,
} from '../../lib/config/settings-record.ts';
import { completionOf } from '../../lib/view/meant-settings.ts';
import type { OptionsState } from '../../lib/view/options-state.ts';
import type { OptionsStore } from '../../lib/view/options-store.ts';
import { choicesOf, lockedOnScreen, type SettingRefusal } from '../../lib/view/profile-draft.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { readableAddress } from '../../lib/view/readable-address.ts';
import { refusalWords } from '../../lib/view/words/refusal-words.ts';
import { settingWords } from '../../lib/view/words/setting-words.ts';
import { Field, type FieldAttributes } from '../common/Field.tsx';
import { Offer } from './Offer.tsx';

export interface SettingProps {
  store: OptionsStore;
  state: OptionsState;
}

interface SettingFieldProps extends SettingProps {
  field: SettingsField;
  /** What an empty text stands for. */
  placeholder?: string;
  /** What a test has found wrong with it. */
  fault?: string | undefined;
}

/** A setting of the profile on screen, by the control that its record names. */
export function SettingField(all: SettingFieldProps): ReactElement {
  const { field, placeholder = '', fault, ...props } = all;
  const { view, draft, coming, errors } = props.state;
  const { label, help } = settingWords[field];
  const refusal = errors[field];
  const isLocked = view !== null && draft !== null && lockedOnScreen(draft, view).includes(field);
  const isStill = isLocked || draft === null || coming !== null;
  const completion = isStill ? null : completionOf(field, draft.settings);
  const meant = refusal && !isStill && isTextField(field) ? meantBy(field, refusal) : null;
  return (
    <Field
      name={field}
      label={label}
      help={help}
      lock={isLocked ? profileWords.locked : undefined}
      error={refusal ? refusalWords(field, refusal) : fault}
      note={completion === null ? undefined : profileWords.completed(completion)}
      offer={
        meant !== null && (
          <Offer
            label={profileWords.takeAddress(meant)}
            field={field}
            onTake={() => isTextField(field) && props.store.type(field, meant)}
          />
        )
      }
      isCheck={settingsRecord[field].control === 'switch'}
    >
      {(attributes) => {
        const control = { ...props, attributes, isStill };
        if (isTextField(field)) return <TextControl {...control} field={field} placeholder={placeholder} />;
        if (isChoiceField(field)) return <ChoiceControl {...control} field={field} />;
        return <SwitchControl {...control} field={field} />;
      }}
    </Field>
  );
}

/** The address that was probably meant, to be taken by a press; of an issuer no letter is guessed. */
function meantBy(field: TextField, refusal: SettingRefusal): string | null {
  if (field === 'ssoIssuer' || !('example' in refusal) || refusal.example.endsWith('…')) return null;
  return readableAddress(refusal.example);
}

interface ControlProps<Field> extends SettingProps {
  field: Field;
  attributes: FieldAttributes;
  /** It can't be changed, now or at all. */
  isStill: boolean;
}

interface TextControlProps extends ControlProps<TextField> {
  placeholder: string;
}

function TextControl(props: TextControlProps): ReactElement {
  const { store, state, field, attributes, isStill, placeholder } = props;
  const { control } = settingsRecord[field];
  return (
    <input
      {...attributes}
      type="text"
      inputMode={control === 'url' ? 'url' : 'text'}
      dir={control === 'text' ? 'auto' : 'ltr'}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      readOnly={isStill}
      placeholder={placeholder}
      value={state.draft?.settings[field] ?? ''}
      onChange={(event) => store.type(field, event.target.value)}
    />
  );
}

function ChoiceControl(props: ControlProps<ChoiceField>): ReactElement {
  const { store, state, field, attributes, isStill } = props;
  const choices = state.view === null ? [] : choicesOf(field, state.view);
  const words: Readonly<Record<string, string>> = settingWords[field].choices;
  return (
    <select
      {...attributes}
      disabled={isStill}
      value={state.draft?.settings[field] ?? ''}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice === event.target.value);
        if (chosen !== undefined) store.type(field, chosen);
      }}
    >
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {words[choice]}
        </option>
      ))}
    </select>
  );
}

function SwitchControl(props: ControlProps<SwitchField>): ReactElement {
  const { store, state, field, attributes, isStill } = props;
  return (
    <input
      {...attributes}
      type="checkbox"
      disabled={isStill}
      checked={state.draft?.settings[field] ?? false}
      onChange={(event) => store.type(field, event.target.checked)}
    />
  );
}
