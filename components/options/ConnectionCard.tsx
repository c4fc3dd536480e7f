import { useEffect, type ReactElement } from 'react';
import { settingsFields, type SettingsField } from '../../lib/config/settings-record.ts';
import { connectionReport } from '../../lib/view/connection-report.ts';
import type { ConnectionTest, ConnectionTestState, TestStage } from '../../lib/view/connection-test.ts';
import type { OptionsState } from '../../lib/view/options-state.ts';
import type { OptionsStore } from '../../lib/view/options-store.ts';
import { lockedOnScreen } from '../../lib/view/profile-draft.ts';
import { faultsOf, isOfTyped, isProven } from '../../lib/view/test-verdict.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { profileWords } from '../../lib/view/words/profile-words.ts';
import { ConnectionForm } from './ConnectionForm.tsx';
import { PolicyMistakes } from './PolicyMistakes.tsx';
import { ProfileBar } from './ProfileBar.tsx';
import { ProfileQuestion } from './ProfileQuestion.tsx';
import { TestReport } from './TestReport.tsx';
import { toSetting } from './to-setting.ts';

interface ConnectionCardProps {
  store: OptionsStore;
  state: OptionsState;
  test: ConnectionTest;
  testState: ConnectionTestState;
  /** Of the extension. */
  version: string;
  /** Asks the browser for access to an origin, and tests again with it. */
  onAllow: (origin: string) => void;
}

/** *Connection*: the profiles, the one on screen, and whether it works. */
export function ConnectionCard(props: ConnectionCardProps): ReactElement {
  const { store, state, test, testState, version, onAllow } = props;
  const { view, draft, asking, errors, saving } = state;

  const toRefused = (refused: SettingsField | null): void => {
    if (refused !== null) toSetting(refused);
  };

  useEffect(() => {
    if (saving === 'untested') toRefused(settingsFields.find((field) => errors[field] !== undefined) ?? null);
  }, [saving, errors]);

  const shown = draft?.id;
  // What was tested of one profile says nothing of the next.
  useEffect(() => () => test.forget(), [shown, test]);

  const add = async (): Promise<void> => {
    await store.add();
    if (store.state().draft?.isNew === true) toSetting('apiUrl');
  };
  const leave = async (how: 'save' | 'discard'): Promise<void> => {
    toRefused(await store.leave(how));
    if (store.state().draft?.isNew === true) toSetting('apiUrl');
  };
  const remove = async (): Promise<void> => {
    // Its button may be gone with it.
    if (await store.remove()) toProfiles();
  };
  const cancel = (): void => {
    store.cancel();
    toProfiles();
  };

  const locked = view === null || draft === null ? [] : lockedOnScreen(draft, view);
  return (
    <div className="card">
      <div className="connection-head">
        <h2>{optionsWords.connection}</h2>
        <ProfileBar store={store} state={state} onAdd={() => void add()} />
      </div>
      <PolicyMistakes mistakes={view?.policyMistakes ?? []} />
      <ConnectionForm
        store={store}
        state={state}
        faults={draft === null ? {} : faultsOf(testState, draft.settings)}
        isGood={draft !== null && isProven(testState, draft.settings)}
        onSave={() => void store.save().then(toRefused)}
        onTest={() => void test.run()}
        onCancel={cancel}
      >
        <TestReport
          test={test}
          state={testState}
          report={() =>
            connectionReport({
              stages: testState.stages,
              locked,
              policyMistakes: view?.policyMistakes ?? [],
              version,
              browser: navigator.userAgent,
              now: Date.now(),
            })
          }
          isCurrent={draft !== null && isOfTyped(testState, draft.settings)}
          place={testedPlace(testState.stages)}
          onAllow={onAllow}
          locked={locked}
          onUse={({ field, value }) => {
            store.type(field, value);
            toSetting(field);
          }}
        />
      </ConnectionForm>
      <ProfileQuestion
        store={store}
        asking={asking}
        profileName={draft?.settings.name.trim() || profileWords.unsaved}
        onLeave={(how) => void leave(how)}
        onRemove={() => void remove()}
      />
    </div>
  );
}

/** To the choice of a profile; where there is none left, to where one is made. */
function toProfiles(): void {
  // Not before it is drawn: until then the other of the two is there.
  queueMicrotask(() => {
    const bar = document.querySelector('.profile-bar');
    (bar?.querySelector('select') ?? bar?.querySelector('button'))?.focus();
  });
}

/** What was tested as the API URL; null: it broke a rule. */
function testedPlace(stages: readonly TestStage[]): string | null {
  const note = stages[0]?.note;
  return note?.code === 'addresses' ? note.apiUrl : null;
}
