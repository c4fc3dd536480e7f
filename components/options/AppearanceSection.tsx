import { useLayoutEffect, type ReactElement } from 'react';
import { lookNames } from '../../lib/config/preferences-record.ts';
import { looksOf, showLooks } from '../../lib/view/looks.ts';
import type { PreferencesState, PreferencesStore } from '../../lib/view/preferences-store.ts';
import { appearanceWords } from '../../lib/view/words/preference-words.ts';
import { PreferenceField } from './PreferenceField.tsx';

interface AppearanceSectionProps {
  store: PreferencesStore;
  state: PreferencesState;
}

/** *Appearance*: what the pages look like, this one at once. */
export function AppearanceSection({ store, state: { preferences } }: AppearanceSectionProps): ReactElement {
  const looks = preferences && looksOf(preferences);
  useLayoutEffect(() => {
    if (looks !== null) showLooks(looks);
  }, [looks]);
  return (
    <section className="card" aria-labelledby="appearance">
      <div className="card-head">
        <h2 id="appearance">{appearanceWords.title}</h2>
        <p>{appearanceWords.intro}</p>
      </div>
      <div className="data-part">
        {lookNames.map((name) => (
          <PreferenceField
            key={name}
            name={name}
            preferences={preferences}
            onChoose={(choice) => void store.choose({ [name]: choice })}
          />
        ))}
      </div>
    </section>
  );
}
