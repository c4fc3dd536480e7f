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
  /** The control goes before its label, as a checkbox does. */
  isCheck?: boolean;
  children: (attributes: FieldAttributes) => ReactNode;
}

/** A labelled control with its help, and what is wrong with it beside it. */
export function Field(props: FieldProps): ReactElement {
  const { name, label, help, lock, error, isCheck = false, children } = props;
  const id = useId();
  const refused = error !== undefined;
  const aside = lock ?? help;
  const described = [...(refused ? [`${id}-error`] : []), ...(aside === undefined ? [] : [`${id}-aside`])];
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
      {aside !== undefined && (
        <p className="field-help" id={`${id}-aside`}>
          {lock !== undefined && <Lock size={13} strokeWidth={2} aria-hidden="true" />}
          {aside}
        </p>
      )}
    </div>
  );
}
