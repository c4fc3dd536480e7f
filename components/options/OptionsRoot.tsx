import { useSyncExternalStore, type ReactElement } from 'react';
import type { OptionsStore } from '../../lib/view/options-store.ts';
import { words } from '../../lib/view/words.ts';
import { BrandMark } from '../common/BrandMark.tsx';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import { ProblemAlert } from '../common/ProblemAlert.tsx';
import { ConnectionForm } from './ConnectionForm.tsx';
import { TestReport } from './TestReport.tsx';

interface OptionsRootProps {
  store: OptionsStore;
  restart: () => void;
}

/** The whole settings page. */
export function OptionsRoot({ store, restart }: OptionsRootProps): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const problem = state.silent ? ({ code: 'background-silent' } as const) : state.problem;
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
            onAction={(action) => (action === 'restart' ? restart() : store.dismiss())}
            onDismiss={state.silent ? undefined : store.dismiss}
          />
        )}
        <ConnectionForm store={store} state={state} />
        <TestReport store={store} state={state} />
      </main>
    </ErrorBoundary>
  );
}
