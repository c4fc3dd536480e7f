import type { ReactElement } from 'react';
import type { ActivityState, ActivityStore } from '../../lib/view/activity-store.ts';
import { activityWords } from '../../lib/view/words/activity-words.ts';
import { ActivityEntries } from './ActivityEntries.tsx';
import { LogPart } from './LogPart.tsx';

interface ActivitySectionProps {
  store: ActivityStore;
  state: ActivityState;
}

/** *Activity*: what has left the browser, and the log for support. */
export function ActivitySection({ store, state }: ActivitySectionProps): ReactElement {
  const { list, done } = state;
  return (
    <section className="card" aria-labelledby="activity">
      <div className="card-head">
        <h2 id="activity">{activityWords.title}</h2>
        <p>{activityWords.intro}</p>
      </div>
      <div className="data-part">
        {list !== null && list.hosts.length === 0 && <p className="activity-empty">{activityWords.empty}</p>}
        {list !== null && list.hosts.length > 0 && <ActivityEntries list={list} />}
        <div className="form-actions">
          <button
            type="button"
            className="button"
            disabled={list === null || list.hosts.length === 0}
            onClick={() => void store.clear()}
          >
            {activityWords.clear}
          </button>
          <p className="form-outcome" role="status">
            {done === 'cleared' && activityWords.cleared}
          </p>
        </div>
      </div>
      <LogPart store={store} state={state} />
    </section>
  );
}
