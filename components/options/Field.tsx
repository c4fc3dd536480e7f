import type { ReactElement, ReactNode } from 'react';

interface FieldAttributes {
  id: string;
  name: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
}

interface FieldProps {
  name: string;
  label: string;
  help: string;
  error?: string | undefined;
  children: (attributes: FieldAttributes) => ReactNode;
}

/** A labelled control with its help, and what is wrong with it beside it. */
export function Field({ name, label, help, error, children }: FieldProps): ReactElement {
  const id = `field-${name}`;
  const refused = error !== undefined;
  return (
    <div className={refused ? 'field is-refused' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        name,
        'aria-describedby': refused ? `${id}-error ${id}-help` : `${id}-help`,
        'aria-invalid': refused,
      })}
      {refused && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <p className="field-help" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}
