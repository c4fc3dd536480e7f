import { Fragment, useState, useSyncExternalStore, type ReactElement } from 'react';
import { lookNames, preferenceNames, type Preferences } from '../../lib/config/preferences-record.ts';
import type { NotifyAccess } from '../../lib/view/notify-access.ts';
import type { PreferencesState, PreferencesStore } from '../../lib/view/preferences-store.ts';
import { behaviourWords } from '../../lib/view/words/preference-words.ts';
import { NotifyNote } from './NotifyNote.tsx';
import { PreferenceField } from './PreferenceField.tsx';

interface BehaviourSectionProps {
  store: PreferencesStore;
  state: PreferencesState;
  notifyAccess: NotifyAccess;
}

const looks: readonly string[] = lookNames;
const behaviours = preferenceNames.filter((name) => !looks.includes(name));

/** *Behaviour*: what people have their own way. */
export function BehaviourSection({ store, state, notifyAccess }: BehaviourSectionProps): ReactElement {
  const access = useSyncExternalStore(notifyAccess.subscribe, notifyAccess.state);
  const kept = state.preferences?.notify ?? 'off';
  /** What was asked for last, allowed or not. */
  const [wanted, setWanted] = useState<Preferences['notify']>('on');

  /** Asked for here and nowhere else, and in the turn of the choice: kept only where the browser says yes. */
  const chooseNotify = (notify: Preferences['notify']): void => {
    if (notify === 'off') return void store.choose({ notify });
    setWanted(notify);
    void notifyAccess.ask().then((isAllowed) => {
      if (isAllowed) void store.choose({ notify });
    });
  };

  return (
    <section className="card" aria-labelledby="behaviour">
      <div className="card-head">
        <h2 id="behaviour">{behaviourWords.title}</h2>
        <p>{behaviourWords.intro}</p>
      </div>
      <div className="data-part">
        {behaviours.map((name) =>
          name === 'notify' ? (
            <Fragment key={name}>
              <PreferenceField name={name} preferences={state.preferences} onChoose={chooseNotify} />
              <NotifyNote
                access={access}
                isChosen={kept !== 'off'}
                onAsk={() => chooseNotify(kept === 'off' ? wanted : kept)}
              />
            </Fragment>
          ) : (
            <PreferenceField
              key={name}
              name={name}
              preferences={state.preferences}
              onChoose={(choice) => void store.choose({ [name]: choice })}
            />
          ),
        )}
      </div>
    </section>
  );
}
