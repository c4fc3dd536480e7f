import type { ReactElement } from 'react';
import type { OptionsState } from '../../lib/view/options-state.ts';
import type { OptionsStore } from '../../lib/view/options-store.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { Confirmation } from './Confirmation.tsx';

interface ProfileQuestionProps {
  store: OptionsStore;
  asking: OptionsState['asking'];
  /** Of the profile on screen. */
  profileName: string;
  onLeave: (how: 'save' | 'discard') => void;
  onRemove: () => void;
}

/** What is asked before changes, or a whole profile, are lost. */
export function ProfileQuestion(props: ProfileQuestionProps): ReactElement | null {
  const { store, asking, profileName, onLeave, onRemove } = props;
  const { removal, leaving } = profileWords;
  const stay = (): void => void store.leave('stay');
  switch (asking?.about) {
    case undefined:
      return null;
    case 'removal':
      return (
        <Confirmation
          title={removal.title(profileName)}
          says={[removal.goes, removal.stays]}
          no={removal.no}
          onNo={stay}
        >
          <button type="button" className="button is-danger is-meant" onClick={onRemove}>
            {removal.yes}
          </button>
        </Confirmation>
      );
    case 'leaving':
      return (
        <Confirmation title={leaving.title} says={[leaving.body(profileName)]} no={leaving.stay} onNo={stay}>
          <button type="button" className="button is-danger" onClick={() => onLeave('discard')}>
            {leaving.discard}
          </button>
          <button type="button" className="button is-primary" onClick={() => onLeave('save')}>
            {leaving.save}
          </button>
        </Confirmation>
      );
    default:
      return asking satisfies never;
  }
}
