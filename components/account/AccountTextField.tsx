import type { ReactElement } from 'react';
import type { AccountField } from '../../lib/view/account-store.ts';
import { accountWords } from '../../lib/view/words/account-words.ts';
import { Field } from '../common/Field.tsx';

interface AccountTextFieldProps {
  name: Exclude<AccountField, 'password'>;
  value: string;
  isStill: boolean;
  error: string | undefined;
  /** What else there is to know of the error. */
  offer: ReactElement | undefined;
  onType: (value: string) => void;
}

/** The address of an account, or a person's name. */
export function AccountTextField(props: AccountTextFieldProps): ReactElement {
  const { name, value, isStill, error, offer, onType } = props;
  const kind =
    name === 'email'
      ? ({ type: 'email', dir: 'ltr', autoComplete: 'username', autoCapitalize: 'off' } as const)
      : ({ type: 'text', dir: 'auto', autoComplete: 'name' } as const);
  return (
    <Field name={name} label={accountWords.labels[name]} error={error} offer={offer}>
      {(attributes) => (
        <input
          {...attributes}
          {...kind}
          spellCheck={false}
          aria-required
          readOnly={isStill}
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}
