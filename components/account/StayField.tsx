import type { ReactElement } from 'react';
import { accountWords } from '../../lib/view/words/account-words.ts';
import { Field } from '../common/Field.tsx';

/** Whether one is still signed in after the browser was closed. */
export function StayField({
  isStaying,
  onTurn,
}: {
  isStaying: boolean;
  onTurn: (isStaying: boolean) => void;
}): ReactElement {
  return (
    <Field name="stay" label={accountWords.stay} help={accountWords.stayHelp} isCheck>
      {(attributes) => (
        <input
          {...attributes}
          type="checkbox"
          checked={isStaying}
          onChange={(event) => onTurn(event.target.checked)}
        />
      )}
    </Field>
  );
}
