import type { ReactElement } from 'react';
import type { SettingsField } from '../../lib/view/profile-draft.ts';

interface OfferProps {
  /** Why. */
  words?: string;
  label: string;
  /** Where it goes, and the focus with it: the button is gone once it was pressed. */
  field: SettingsField;
  onTake: () => void;
}

/** Something that a person may have meant, put into its field at a press. */
export function Offer({ words, label, field, onTake }: OfferProps): ReactElement {
  return (
    <p className="field-offer" role={words === undefined ? undefined : 'status'}>
      {words !== undefined && <>{words} </>}
      <button
        type="button"
        className="link-button"
        onClick={({ currentTarget }) => {
          onTake();
          currentTarget.form?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
        }}
      >
        {label}
      </button>
    </p>
  );
}
