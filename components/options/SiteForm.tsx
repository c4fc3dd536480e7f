import type { ReactElement } from 'react';
import type { PageAccessList } from '../../lib/view/page-access.ts';
import { pageAccessWords as words } from '../../lib/view/words/page-access-words.ts';
import { Field } from '../common/Field.tsx';

interface SiteFormProps {
  store: PageAccessList;
  typed: string;
  /** What was typed is none. */
  isNoSite: boolean;
}

/** A site to be allowed; the browser asks about it, in the turn of the press. */
export function SiteForm({ store, typed, isNoSite }: SiteFormProps): ReactElement {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void store.allow();
      }}
    >
      <Field name="site" label={words.site} help={words.siteHelp} error={isNoSite ? words.noSite : undefined}>
        {(attributes) => (
          <input
            {...attributes}
            type="text"
            inputMode="url"
            dir="ltr"
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => store.type(event.target.value)}
          />
        )}
      </Field>
      <div className="form-actions">
        <button type="submit" className="button">
          {words.allow}
        </button>
      </div>
    </form>
  );
}
