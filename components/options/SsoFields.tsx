import { useEffect, useRef, type ReactElement } from 'react';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { CopyButton } from '../common/CopyButton.tsx';
import { Field } from '../common/Field.tsx';
import { TextSettingField, type SettingProps } from './SettingField.tsx';

/** *Single sign-on*: folded away where the profile has none. */
export function SsoFields({ store, state }: SettingProps): ReactElement {
  const { view, draft, errors } = state;
  const stored = draft?.isNew === true ? view?.blank : view?.settings;
  const isRefused = Boolean(errors.ssoIssuer ?? errors.ssoClientId ?? errors.ssoScopes);
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
        <TextSettingField store={store} state={state} field="ssoIssuer" />
        <TextSettingField store={store} state={state} field="ssoClientId" />
        <TextSettingField store={store} state={state} field="ssoScopes" />
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
