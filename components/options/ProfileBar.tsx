import type { ReactElement } from 'react';
import type { OptionsState } from '../../lib/view/options-state.ts';
import type { OptionsStore } from '../../lib/view/options-store.ts';
import { mayRemove, type ProfileChoice } from '../../lib/view/profile-draft.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { Field } from '../common/Field.tsx';

interface ProfileBarProps {
  store: OptionsStore;
  state: OptionsState;
  onAdd: () => void;
}

/** Which profile is in use, and how there come to be more or fewer of them. */
export function ProfileBar({ store, state, onAdd }: ProfileBarProps): ReactElement {
  const { view, draft, coming } = state;
  const managed = view?.profiles.filter(({ isManaged }) => isManaged) ?? [];
  const own = view?.profiles.filter(({ isManaged }) => !isManaged) ?? [];
  const hasChoice = managed.length > 0 || own.length > 1 || draft?.isNew === true;
  return (
    <div className={hasChoice ? 'profile-bar' : 'profile-bar is-single'}>
      {hasChoice && (
        <Field name="profile" label={profileWords.profile} help={profileWords.profileHelp}>
          {(attributes) => (
            <select
              {...attributes}
              disabled={view === null}
              value={coming ?? draft?.id ?? ''}
              onChange={(event) => void store.use(event.target.value)}
            >
              <Choices label={profileWords.fromOrganisation} choices={managed} />
              <Choices label={managed.length > 0 ? profileWords.own : null} choices={own} />
              {draft?.isNew === true && <option value={draft.id}>{profileWords.unsaved}</option>}
            </select>
          )}
        </Field>
      )}
      {view?.mayAdd === true && draft?.isNew === false && (
        <div className="form-actions">
          <button type="button" className="button is-small" onClick={onAdd}>
            {profileWords.add}
          </button>
          {mayRemove(draft, view) && (
            <button type="button" className="button is-small is-danger" onClick={() => store.askRemoval()}>
              {profileWords.remove}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

interface ChoicesProps {
  /** Null: they need no heading. */
  label: string | null;
  choices: readonly ProfileChoice[];
}

function Choices({ label, choices }: ChoicesProps): ReactElement | null {
  if (choices.length === 0) return null;
  const options = choices.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
  return label === null ? <>{options}</> : <optgroup label={label}>{options}</optgroup>;
}
