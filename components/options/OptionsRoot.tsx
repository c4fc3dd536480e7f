import { useSyncExternalStore, type ReactElement } from 'react';
import type { DataStore } from '../../lib/view/data-store.ts';
import type { OptionsStore } from '../../lib/view/options-store.ts';
import { words } from '../../lib/view/words.ts';
import { BrandMark } from '../common/BrandMark.tsx';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import { ProblemAlert } from '../common/ProblemAlert.tsx';
import { ConnectionForm } from './ConnectionForm.tsx';
import { DataSection } from './DataSection.tsx';
import { TestReport } from './TestReport.tsx';

interface OptionsRootProps {
  store: OptionsStore;
  data: DataStore;
  restart: () => void;
}

/** The whole settings page. */
export function OptionsRoot({ store, data, restart }: OptionsRootProps): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const dataState = useSyncExternalStore(data.subscribe, data.state);
  const problem = state.trouble ?? state.problem ?? dataState.problem;
  const dismiss = (): void => {
    store.dismiss();
    data.dismiss();
  };
  return (
    <ErrorBoundary restart={restart}>
      <main className="options">
        <header className="options-header">
          <BrandMark size={40} />
          <div>
            <h1>{words.options.title}</h1>
            <p>{words.options.intro}</p>
          </div>
        </header>
        {problem && (
          <ProblemAlert
            problem={problem}
            onAction={(action) => (action === 'restart' ? restart() : dismiss())}
            onDismiss={state.trouble ? undefined : dismiss}
          />
        )}
        <ConnectionForm store={store} state={state} />
        <TestReport store={store} state={state} />
        <DataSection store={data} state={dataState} />
      </main>
    </ErrorBoundary>
  );
}
