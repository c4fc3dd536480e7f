import type { ReactElement } from 'react';
import { fieldsOf } from '../../lib/view/profile-draft.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { CopyButton } from '../common/CopyButton.tsx';
import { Field } from '../common/Field.tsx';
import { SettingField, type SettingProps } from './SettingField.tsx';

const fields = fieldsOf('sso');

/** *Single sign-on*. */
export function SsoFields({ store, state }: SettingProps): ReactElement {
  const redirectUrl = state.view?.redirectUrl ?? '';
  return (
    <div className="field-group" role="group" aria-labelledby="sso" aria-describedby="sso-help">
      <h3 id="sso">{profileWords.sso}</h3>
      <p className="field-help" id="sso-help">
        {profileWords.ssoHelp}
      </p>
      {fields.map((field) => (
        <SettingField key={field} store={store} state={state} field={field} />
      ))}
      {redirectUrl !== '' && (
        <div className="copied-field">
          <Field name="redirectUrl" label={profileWords.redirect} help={profileWords.redirectHelp}>
            {(attributes) => (
              <input
                {...attributes}
                type="text"
                dir="ltr"
                readOnly
                value={redirectUrl}
                onFocus={(event) => event.target.select()}
              />
            )}
          </Field>
          <CopyButton label={profileWords.copyRedirect} text={() => redirectUrl} />
        </div>
      )}
    </div>
  );
}
