import type { ReactElement } from 'react';
import { logLevelRecord } from '../../lib/config/settings-record.ts';
import type { ActivityState, ActivityStore } from '../../lib/view/activity-store.ts';
import { activityWords } from '../../lib/view/words/activity-words.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { Field } from '../common/Field.tsx';

const words = activityWords.log;

/** How much is logged for support, and the file that support asks for. */
export function LogPart({ store, state }: { store: ActivityStore; state: ActivityState }): ReactElement {
  const { log, done } = state;
  const isOn = log !== null && log.level !== 'off';
  return (
    <div className="data-part">
      <Field
        name="logLevel"
        label={words.label}
        help={words.help}
        lock={log?.isLocked === true ? profileWords.locked : undefined}
      >
        {(attributes) => (
          <select
            {...attributes}
            disabled={log === null || log.isLocked}
            value={log?.level ?? logLevelRecord.byDefault}
            onChange={(event) => {
              const level = logLevelRecord.choices.find((choice) => choice === event.target.value);
              if (level !== undefined) void store.setLevel(level);
            }}
          >
            {logLevelRecord.choices.map((level) => (
              <option key={level} value={level}>
                {words.level(level)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {isOn && (
        <div className="form-actions">
          <button type="button" className="button" onClick={() => void store.save()}>
            {words.save}
          </button>
          <p className="form-outcome" role="status">
            {done === 'saved' && `${words.saved} ${words.lines(log.lines.length)}`}
          </p>
        </div>
      )}
    </div>
  );
}
