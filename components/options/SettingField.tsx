import type { ReactElement } from 'react';
import type { OptionsState } from '../../lib/view/options-state.ts';
import type { OptionsStore } from '../../lib/view/options-store.ts';
import { lockedOnScreen, type SettingsField } from '../../lib/view/profile-draft.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { Field } from '../common/Field.tsx';

type TextSetting = Exclude<SettingsField, 'protocol' | 'compatibilityHeaders'>;

export interface SettingProps {
  store: OptionsStore;
  state: OptionsState;
}

/** The attributes of a setting's label and help, and whether the organisation has set it. */
function about(field: SettingsField, { view, draft, errors }: OptionsState) {
  const isLocked = view !== null && draft !== null && lockedOnScreen(draft, view).includes(field);
  return {
    isLocked,
    labelled: {
      name: field,
      label: profileWords.labels[field],
      help: profileWords.help[field],
      lock: isLocked ? profileWords.locked : undefined,
      error: errors[field],
    },
  };
}

interface TextSettingProps extends SettingProps {
  field: TextSetting;
  placeholder?: string;
}

export function TextSettingField({ store, state, field, placeholder = '' }: TextSettingProps): ReactElement {
  const { labelled, isLocked } = about(field, state);
  const isAddress = field === 'apiUrl' || field === 'wsUrl' || field === 'ssoIssuer';
  return (
    <Field {...labelled}>
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          inputMode={isAddress ? 'url' : 'text'}
          dir={field === 'name' ? 'auto' : 'ltr'}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          readOnly={isLocked || state.draft === null || state.coming !== null}
          placeholder={placeholder}
          value={state.draft?.settings[field] ?? ''}
          onChange={(event) => store.type(field, event.target.value)}
        />
      )}
    </Field>
  );
}

export function ProtocolField({ store, state }: SettingProps): ReactElement {
  const { labelled, isLocked } = about('protocol', state);
  const protocols = state.view?.protocols ?? [];
  return (
    <Field {...labelled}>
      {(attributes) => (
        <select
          {...attributes}
          disabled={isLocked || state.draft === null || state.coming !== null}
          value={state.draft?.settings.protocol ?? ''}
          onChange={(event) => {
            const chosen = protocols.find((protocol) => protocol === event.target.value);
            if (chosen !== undefined) store.type('protocol', chosen);
          }}
        >
          {protocols.map((protocol) => (
            <option key={protocol} value={protocol}>
              {profileWords.protocols[protocol]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CompatibilityField({ store, state }: SettingProps): ReactElement {
  const { labelled, isLocked } = about('compatibilityHeaders', state);
  return (
    <Field {...labelled} isCheck>
      {(attributes) => (
        <input
          {...attributes}
          type="checkbox"
          disabled={isLocked || state.draft === null || state.coming !== null}
          checked={state.draft?.settings.compatibilityHeaders ?? false}
          onChange={(event) => store.type('compatibilityHeaders', event.target.checked)}
        />
      )}
    </Field>
  );
}
