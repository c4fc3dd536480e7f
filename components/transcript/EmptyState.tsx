import type { ReactElement } from 'react';
import { ArrowUpRight } from 'lucide-react';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { currentProblem } from '../chat/current-problem.ts';
import { needsPage } from '../chat/on-demand.tsx';
import { focusComposer } from '../composer/focus-composer.ts';

export function EmptyState(): ReactElement {
  const { actions } = usePanel();
  const { welcomeMessage, suggestions } = usePanelState((state) => state.branding);
  // The alert below says what one may do now, and that what is written is kept.
  const isTroubled = usePanelState((state) => currentProblem(state) !== null);
  return (
    // Where nothing in it can be reached, it can itself: a low window scrolls it.
    <div className="empty" tabIndex={suggestions.length > 0 ? undefined : 0}>
      <h2 dir="auto">{welcomeMessage ?? words.panel.welcome}</h2>
      {!isTroubled && <p>{words.panel.welcomeHint}</p>}
      {suggestions.length > 0 && (
        <ul className="suggestions">
          {suggestions.map((suggestion) => (
            <li key={suggestion}>
              <button
                type="button"
                className="suggestion"
                dir="auto"
                onClick={() => {
                  focusComposer();
                  void needsPage(suggestion).then((isOfPage) => actions.suggest(suggestion, isOfPage));
                }}
              >
                <span>{suggestion}</span>
                <ArrowUpRight size={16} strokeWidth={1.75} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
