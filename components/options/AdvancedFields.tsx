import { Fragment, useEffect, useRef, type ReactElement } from 'react';
import type { FieldFaults } from '../../lib/view/test-verdict.ts';
import { advancedFields, fieldsOf, impliedWsUrl, isAdvanced } from '../../lib/view/profile-draft.ts';
import { readableAddress } from '../../lib/view/readable-address.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { Offer } from './Offer.tsx';
import { SettingField, type SettingProps } from './SettingField.tsx';
import { SsoFields } from './SsoFields.tsx';

interface AdvancedFieldsProps extends SettingProps {
  faults: FieldFaults;
}

/** *Advanced*: what most profiles need nothing of. It opens by itself where something in it is set, refused or found. */
export function AdvancedFields({ store, state, faults }: AdvancedFieldsProps): ReactElement {
  const { view, draft, errors } = state;
  const fold = useRef<HTMLDetailsElement>(null);
  const isWanted =
    advancedFields.some((field) => errors[field] !== undefined || faults[field] !== undefined) ||
    (view !== null && draft !== null && isAdvanced(draft, view));
  useEffect(() => {
    // Only opened, never shut again: it would be shut over the first letter of a correction.
    if (isWanted && fold.current) fold.current.open = true;
  }, [isWanted, draft?.id]);
  const implied = (view !== null && draft !== null && impliedWsUrl(draft, view)) || '';
  const setting = { store, state };
  return (
    <details ref={fold} className="fold">
      <summary>{profileWords.advanced}</summary>
      <div className="fold-content">
        {fieldsOf('advanced').map((field) => (
          <Fragment key={field}>
            <SettingField
              {...setting}
              field={field}
              fault={faults[field]}
              placeholder={field === 'wsUrl' ? implied : ''}
            />
            {field === 'wsUrl' && <FoundAddress {...setting} />}
          </Fragment>
        ))}
        <SsoFields {...setting} />
      </div>
    </details>
  );
}

/** *Automatic* has found the socket at another path: kept in the settings, it is there for everybody who gets them. */
function FoundAddress({ store, state: { view, draft, coming } }: SettingProps): ReactElement | null {
  if (view === null || draft === null || draft.isNew || coming !== null) return null;
  const { foundWsUrl } = view;
  if (foundWsUrl === null || draft.settings.wsUrl !== '' || view.locked.includes('wsUrl')) return null;
  const found = readableAddress(foundWsUrl);
  return (
    <Offer
      words={profileWords.addressFound}
      label={profileWords.takeAddress(found)}
      field="wsUrl"
      onTake={() => store.type('wsUrl', found)}
    />
  );
}
