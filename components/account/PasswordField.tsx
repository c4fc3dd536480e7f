import { useState, type ReactElement, type RefObject } from 'react';
import { accountWords } from '../../lib/view/words/account-words.ts';
import { emptyFieldWords } from '../../lib/view/words/field-refusal-words.ts';
import { Field } from '../common/Field.tsx';

interface PasswordFieldProps {
  box: RefObject<HTMLInputElement | null>;
  /** Of a new account: it says what is asked of a password before it is asked. */
  isNew: boolean;
  isStill: boolean;
  error: string | undefined;
  /** What else there is to know of the error. */
  offer: ReactElement | undefined;
  /** What the platform itself has said of passwords; null: nothing yet. */
  rule: string | null;
  onType: () => void;
}

/** Not in React's hands: of what it controls it writes the value into the document, as an attribute. */
export function PasswordField({
  box,
  isNew,
  isStill,
  error,
  offer,
  rule,
  onType,
}: PasswordFieldProps): ReactElement {
  const [isShown, setShown] = useState(false);
  // What the platform says of it stands beside the field then, and says more.
  const isToldOf = error !== undefined && error !== emptyFieldWords.password;
  return (
    <div className="password-field">
      <Field
        name="password"
        label={accountWords.labels.password}
        error={error}
        offer={offer}
        help={isNew && !isToldOf ? (rule ?? accountWords.passwordRule) : undefined}
      >
        {(attributes) => (
          <input
            {...attributes}
            ref={box}
            type={isShown ? 'text' : 'password'}
            dir="ltr"
            autoComplete={isNew ? 'new-password' : 'current-password'}
            autoCapitalize="off"
            spellCheck={false}
            aria-required
            readOnly={isStill}
            onChange={onType}
          />
        )}
      </Field>
      <button type="button" className="link-button" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
        {accountWords.showPassword}
      </button>
    </div>
  );
}
