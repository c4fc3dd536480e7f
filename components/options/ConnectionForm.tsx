import { Fragment, type ReactElement } from 'react';
import { settingsFields } from '../../lib/config/settings-record.ts';
import {
  fieldsOf,
  impliedWsUrl,
  isAdvanced,
  lockedOnScreen,
  namedTenant,
} from '../../lib/view/profile-draft.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { keysOf } from '../../lib/shared/record-of.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { SettingField, type SettingProps } from './SettingField.tsx';
import { SsoFields } from './SsoFields.tsx';

interface ConnectionFormProps extends SettingProps {
  onSave: () => void;
  /** Back from a new profile. */
  onCancel: () => void;
}

/** The profile on screen. */
export function ConnectionForm({ store, state, onSave, onCancel }: ConnectionFormProps): ReactElement {
  const { view, draft, saving } = state;
  const derived = (view !== null && draft !== null && impliedWsUrl(draft, view)) || '';
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
        <Fragment key={field}>
          <SettingField {...setting} field={field} placeholder={field === 'wsUrl' ? derived : ''} />
          {field === 'wsUrl' && <FoundAddress {...setting} />}
          {field === 'wsUrl' && <NamedTenant {...setting} />}
        </Fragment>
      ))}
      <SsoFields key={draft?.id} {...setting} />
      <details className="fold" open={view !== null && isAdvanced(view.settings)}>
        <summary>{profileWords.advanced}</summary>
        <div className="fold-content">
          {fieldsOf('advanced').map((field) => (
            <SettingField {...setting} key={field} field={field} />
          ))}
        </div>
      </details>
      {!isLocked && (
        <div className="form-actions">
          <button type="submit" className="button is-primary">
            {saving === 'running' ? optionsWords.saving : optionsWords.save}
          </button>
          {draft?.isNew === true && (
            <button type="button" className="button" onClick={onCancel}>
              {profileWords.cancel}
            </button>
          )}
          <p className={saving === 'refused' ? 'form-outcome is-bad' : 'form-outcome'} role="status">
            {saving === 'saved' && optionsWords.saved}
            {saving === 'refused' && optionsWords.refused}
          </p>
        </div>
      )}
    </form>
  );
}

/** *Automatic* has found the socket at another path: kept in the settings, it is there for everybody who gets them. */
function FoundAddress({ store, state: { view, draft, coming } }: SettingProps): ReactElement | null {
  if (view === null || draft === null || draft.isNew || coming !== null) return null;
  const { foundWsUrl } = view;
  if (foundWsUrl === null || draft.settings.wsUrl !== '' || view.locked.includes('wsUrl')) return null;
  return (
    <p className="field-help" role="status">
      {profileWords.addressFound}{' '}
      <button type="button" className="link-button" onClick={() => store.type('wsUrl', foundWsUrl)}>
        {profileWords.takeAddress(foundWsUrl)}
      </button>
    </p>
  );
}

/** A pasted WebSocket address may say which tenant it is of: what is saved of it says so no more. */
function NamedTenant({ store, state: { view, draft, coming, named } }: SettingProps): ReactElement | null {
  if (view === null || draft === null || coming !== null) return null;
  const tenant = namedTenant(draft, view, named);
  if (tenant === null) return null;
  return (
    <p className="field-help" role="status">
      {profileWords.tenantNamed(tenant)}{' '}
      <button type="button" className="link-button" onClick={() => store.type('tenantId', tenant)}>
        {profileWords.takeTenant}
      </button>
    </p>
  );
}

/** Where a new profile most often leads. */
function Presets({ store }: Pick<SettingProps, 'store'>): ReactElement {
  return (
    <div className="form-actions" role="group" aria-label={profileWords.startWith}>
      {keysOf(profileWords.presets).map((preset) => (
        <button key={preset} type="button" className="button is-small" onClick={() => store.fill(preset)}>
          {profileWords.presets[preset]}
        </button>
      ))}
    </div>
  );
}
