import type { ReactElement } from 'react';
import { periodsWith, type DataState, type DataStore } from '../../lib/view/data-store.ts';
import { dataWords } from '../../lib/view/words/data-words.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import type { TransferTools } from '../../lib/view/transfer-tools.ts';
import { transferActionWords } from '../../lib/view/words/transfer-action-words.ts';
import { TransferActions } from '../chats/TransferActions.tsx';
import { ConfirmErasure } from './ConfirmErasure.tsx';
import { Field } from '../common/Field.tsx';

/** An option's value: days, or nothing for ever. */
const toValue = (days: number | null): string => String(days ?? '');
const fromValue = (value: string): number | null => (value === '' ? null : Number(value));

interface DataSectionProps {
  store: DataStore;
  state: DataState;
  transfer: TransferTools;
}

/** *Data*: how long conversations stay on this computer, how to carry them along, and how to be rid of them all. */
export function DataSection({ store, state, transfer }: DataSectionProps): ReactElement {
  const { view, days, keeping, erasing } = state;
  return (
    <section className="card" aria-labelledby="data">
      <div className="card-head">
        <h2 id="data">{dataWords.title}</h2>
        <p>{dataWords.held(view?.conversations ?? null)}</p>
      </div>
      <form
        className="data-part"
        onSubmit={(event) => {
          event.preventDefault();
          void store.apply();
        }}
      >
        <Field
          name="keepDays"
          label={dataWords.keep}
          help={dataWords.keepHelp}
          lock={view?.isLocked === true ? profileWords.locked : undefined}
        >
          {(attributes) => (
            <select
              {...attributes}
              disabled={view === null || view.isLocked}
              value={toValue(days)}
              onChange={(event) => store.choose(fromValue(event.target.value))}
            >
              {periodsWith(view?.keepDays ?? null).map((period) => (
                <option key={toValue(period)} value={toValue(period)}>
                  {dataWords.period(period)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {view?.isLocked !== true && (
          <div className="form-actions">
            <button type="submit" className="button">
              {keeping.at === 'running' ? dataWords.applying : dataWords.apply}
            </button>
            <p className="form-outcome" role="status">
              {keeping.at === 'done' && dataWords.applied(keeping.deleted)}
            </p>
          </div>
        )}
      </form>
      <div className="data-part">
        <p className="field-help">{transferActionWords.help}</p>
        <div className="form-actions">
          <TransferActions tools={transfer} onImported={() => void store.refresh()} />
        </div>
      </div>
      <div className="data-part">
        <p className="field-help" id="erase-help">
          {dataWords.eraseHelp}
        </p>
        <div className="form-actions">
          <button
            type="button"
            className="button is-danger"
            aria-describedby="erase-help"
            onClick={() => store.ask()}
          >
            {dataWords.erase}
          </button>
          <p className="form-outcome" role="status">
            {erasing.at === 'running' && dataWords.erasing}
            {erasing.at === 'done' && dataWords.erased(erasing.conversations)}
          </p>
        </div>
      </div>
      {erasing.at === 'asking' && (
        <ConfirmErasure
          conversations={view?.conversations ?? null}
          onYes={() => void store.erase()}
          onNo={store.cancel}
        />
      )}
    </section>
  );
}
