import type { ReactElement } from 'react';
import { impliedWsUrl, fields, lockedOnScreen } from '../../lib/view/profile-draft.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { CompatibilityField, ProtocolField, TextSettingField, type SettingProps } from './SettingField.tsx';
import { SsoFields } from './SsoFields.tsx';

interface ConnectionFormProps extends SettingProps {
  onSave: () => void;
  /** Back from a new profile. */
  onCancel: () => void;
}

/** The profile on screen. */
export function ConnectionForm({ store, state, onSave, onCancel }: ConnectionFormProps): ReactElement {
  const { view, draft, saving } = state;
  const setting = { store, state };
  const isLocked = view !== null && draft !== null && lockedOnScreen(draft, view).length === fields.length;

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
      <TextSettingField {...setting} field="name" />
      <TextSettingField {...setting} field="apiUrl" />
      <TextSettingField
        {...setting}
        field="wsUrl"
        placeholder={(view !== null && draft !== null && impliedWsUrl(draft, view)) || ''}
      />
      <TextSettingField {...setting} field="tenantId" />
      <ProtocolField {...setting} />
      <SsoFields key={draft?.id} {...setting} />
      <details className="fold" open={view?.settings.compatibilityHeaders === true}>
        <summary>{profileWords.advanced}</summary>
        <div className="fold-content">
          <CompatibilityField {...setting} />
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
