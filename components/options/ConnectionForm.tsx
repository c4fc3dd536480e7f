import type { ReactElement, ReactNode } from 'react';
import { settingsFields } from '../../lib/config/settings-record.ts';
import { keysOf } from '../../lib/shared/record-of.ts';
import { fieldsOf, lockedOnScreen, namedTenant } from '../../lib/view/profile-draft.ts';
import type { FieldFaults } from '../../lib/view/test-verdict.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { AdvancedFields } from './AdvancedFields.tsx';
import { FormOutcome } from './FormOutcome.tsx';
import { Offer } from './Offer.tsx';
import { SettingField, type SettingProps } from './SettingField.tsx';

interface ConnectionFormProps extends SettingProps {
  /** What a test has found wrong. */
  faults: FieldFaults;
  /** That what is typed was tested, and works. */
  isGood: boolean;
  onSave: () => void;
  onTest: () => void;
  /** Back from a new profile. */
  onCancel: () => void;
  /** What a test says, below its button. */
  children: ReactNode;
}

/** The profile on screen: where to and as whom, *Save* and *Test connection*, and all else below them. */
export function ConnectionForm(props: ConnectionFormProps): ReactElement {
  const { store, state, faults, isGood, onSave, onTest, onCancel, children } = props;
  const { view, draft, saving } = state;
  const setting = { store, state };
  const isLocked =
    view !== null && draft !== null && lockedOnScreen(draft, view).length === settingsFields.length;

  return (
    <form
      className="connection-form"
      aria-label={optionsWords.connection}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isLocked) onSave();
      }}
    >
      {draft?.isNew === true && <Presets store={store} />}
      {fieldsOf('connection').map((field) => (
        <SettingField {...setting} key={field} field={field} fault={faults[field]} />
      ))}
      <NamedTenant {...setting} />
      <div className="form-actions">
        {!isLocked && (
          <button type="submit" className="button is-primary">
            {saving === 'running' ? optionsWords.saving : optionsWords.save}
          </button>
        )}
        <button type="button" className="button" onClick={onTest}>
          {optionsWords.test}
        </button>
        {draft?.isNew === true && (
          <button type="button" className="button" onClick={onCancel}>
            {profileWords.cancel}
          </button>
        )}
        {!isLocked && <FormOutcome {...setting} isGood={isGood} />}
      </div>
      {children}
      <AdvancedFields key={draft?.id} {...setting} faults={faults} />
    </form>
  );
}

/** A pasted address may say which tenant it is of: what is saved of it says so no more. */
function NamedTenant({ store, state: { view, draft, coming, named } }: SettingProps): ReactElement | null {
  if (view === null || draft === null || coming !== null) return null;
  const tenant = namedTenant(draft, view, named);
  if (tenant === null) return null;
  return (
    <Offer
      words={profileWords.tenantNamed(tenant)}
      label={profileWords.takeTenant}
      field="tenantId"
      onTake={() => store.type('tenantId', tenant)}
    />
  );
}

/** Where a new profile most often leads. */
function Presets({ store }: Pick<SettingProps, 'store'>): ReactElement {
  return (
    <div className="form-actions" role="group" aria-labelledby="start-with">
      <span className="field-help" id="start-with">
        {profileWords.startWith}
      </span>
      {keysOf(profileWords.presets).map((preset) => (
        <button key={preset} type="button" className="button is-small" onClick={() => store.fill(preset)}>
          {profileWords.presets[preset]}
        </button>
      ))}
    </div>
  );
}
