import { useEffect, useRef, type ReactElement } from 'react';
import { fieldsOf } from '../../lib/view/profile-draft.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { CopyButton } from '../common/CopyButton.tsx';
import { Field } from '../common/Field.tsx';
import { SettingField, type SettingProps } from './SettingField.tsx';

const fields = fieldsOf('sso');

/** *Single sign-on*: folded away where the profile has none. */
export function SsoFields({ store, state }: SettingProps): ReactElement {
  const { view, draft, errors } = state;
  const stored = draft?.isNew === true ? view?.blank : view?.settings;
  const isRefused = fields.some((field) => errors[field] !== undefined);
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // Only opened, never shut again: it would be shut over the first letter of the correction.
    if (isRefused && fold.current) fold.current.open = true;
  }, [isRefused]);
  const redirectUrl = view?.redirectUrl ?? '';
  return (
    <details ref={fold} className="fold" open={Boolean(stored?.ssoIssuer)}>
      <summary>{profileWords.sso}</summary>
      <div className="fold-content">
        <p className="field-help">{profileWords.ssoHelp}</p>
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
    </details>
  );
}
