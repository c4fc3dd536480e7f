import type { ReactElement } from 'react';
import { accountWords } from '../../lib/view/words/account-words.ts';

/** A platform's own words about a field that it refused, for whoever can make something of them. */
export function FieldSaid({ quotation }: { quotation: string }): ReactElement {
  return (
    <details className="field-said">
      <summary>{accountWords.said}</summary>
      <blockquote dir="auto">{quotation}</blockquote>
    </details>
  );
}
