import { useId, type ReactElement, type ReactNode } from 'react';
import { Lock } from 'lucide-react';

export interface FieldAttributes {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}

interface FieldProps {
  name: string;
  label: string;
  help?: string | undefined;
  /** Why it can't be changed; in the place of the help, which would tell how to. */
  lock?: string | undefined;
  error?: string | undefined;
  /** What is to be known of what stands there now. */
  note?: string | undefined;
  /** What can be done about it at the press of a button. */
  offer?: ReactNode;
  /** The control goes before its label, as a checkbox does. */
  isCheck?: boolean;
  children: (attributes: FieldAttributes) => ReactNode;
}

/** A labelled control with its help, and what is wrong with it beside it. */
export function Field(props: FieldProps): ReactElement {
  const { name, label, help, lock, error, note, offer, isCheck = false, children } = props;
  const id = useId();
  const refused = error !== undefined;
  const aside = lock ?? help;
  const described = [
    error !== undefined && `${id}-error`,
    note !== undefined && `${id}-note`,
    aside !== undefined && `${id}-aside`,
  ].filter(Boolean);
  const marks = [isCheck ? 'field is-check' : 'field', refused && 'is-refused', lock && 'is-locked'];
  return (
    <div className={marks.filter(Boolean).join(' ')}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        name,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': refused,
      })}
      {refused && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {note !== undefined && (
        <p className="field-note" id={`${id}-note`}>
          {note}
        </p>
      )}
      {offer}
      {aside !== undefined && (
        <p className="field-help" id={`${id}-aside`}>
          {lock !== undefined && <Lock size={13} strokeWidth={2} aria-hidden="true" />}
          {aside}
        </p>
      )}
    </div>
  );
}
