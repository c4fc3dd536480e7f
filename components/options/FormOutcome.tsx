import type { ReactElement } from 'react';
import type { OptionsState } from '../../lib/view/options-state.ts';
import type { OptionsStore } from '../../lib/view/options-store.ts';
import { isChanged } from '../../lib/view/profile-draft.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';

interface FormOutcomeProps {
  store: OptionsStore;
  state: OptionsState;
  /** That what is typed was tested, and works. */
  isGood: boolean;
}

/** Beside *Save*: what became of it, and what is still to be saved. */
export function FormOutcome({ store, state, isGood }: FormOutcomeProps): ReactElement {
  const { view, draft, saving } = state;
  const isUnsaved = view !== null && draft !== null && isChanged(draft, view) && saving !== 'running';
  const isBad = saving === 'refused' || saving === 'untested';
  const marks = ['form-outcome', isBad && 'is-bad', isUnsaved && !isBad && !isGood && 'is-open'];
  return (
    <div className="form-outcomes">
      <p className={marks.filter(Boolean).join(' ')} role="status">
        {words(saving, isUnsaved, isGood)}
      </p>
      {isUnsaved && !draft.isNew && (
        <button
          type="button"
          className="link-button"
          onClick={({ currentTarget: { form } }) => {
            store.undo();
            // It is gone with what it was for.
            form?.querySelector<HTMLElement>('[type="submit"]')?.focus();
          }}
        >
          {optionsWords.undo}
        </button>
      )}
    </div>
  );
}

function words(saving: OptionsState['saving'], isUnsaved: boolean, isGood: boolean): string {
  if (saving === 'saved' && !isUnsaved) return optionsWords.saved;
  if (saving === 'refused') return optionsWords.refused;
  if (saving === 'untested') return optionsWords.untested;
  if (!isUnsaved) return '';
  return isGood ? optionsWords.worksUnsaved : optionsWords.unsaved;
}
