import type { ReactElement } from 'react';
import { preferenceNames } from '../../lib/config/preferences-record.ts';
import type { PreferencesState, PreferencesStore } from '../../lib/view/preferences-store.ts';
import { behaviourWords } from '../../lib/view/words/preference-words.ts';
import { PreferenceField } from './PreferenceField.tsx';

interface BehaviourSectionProps {
  store: PreferencesStore;
  state: PreferencesState;
}

/** *Behaviour*: what people have their own way. */
export function BehaviourSection({ store, state }: BehaviourSectionProps): ReactElement {
  return (
    <section className="card" aria-labelledby="behaviour">
      <div className="card-head">
        <h2 id="behaviour">{behaviourWords.title}</h2>
        <p>{behaviourWords.intro}</p>
      </div>
      <div className="data-part">
        {preferenceNames.map((name) => (
          <PreferenceField
            key={name}
            name={name}
            preferences={state.preferences}
            onChoose={(choice) => void store.choose({ [name]: choice })}
          />
        ))}
      </div>
    </section>
  );
}
