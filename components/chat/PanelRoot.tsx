import { useEffect, useLayoutEffect, type ReactElement, type ReactNode } from 'react';
import { isTemporary } from '../../lib/shared/temporary-chat.ts';
import { brandColours } from '../../lib/view/brand-colour.ts';
import { isLeavingTold } from '../../lib/view/leaving-news.ts';
import { isUnsetPanel } from '../../lib/view/panel-state.ts';
import type { Panel } from '../../lib/view/panel.ts';
import { CurrentPanel, useDestination, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import { currentProblem } from './current-problem.ts';
import { Composer } from '../composer/Composer.tsx';
import { FindInChat } from '../find/FindInChat.tsx';
import { Header } from './Header.tsx';
import { LazyAccountDialog, LazyLeavingNews, LazyLeftWaiting } from './on-demand.tsx';
import { OnDemand } from './OnDemand.tsx';
import { LazyPanelProblem } from './problems-on-demand.tsx';
import { Transcript } from '../transcript/Transcript.tsx';

interface PanelRootProps {
  panel: Panel;
  /** What comes once the panel stands. */
  children?: ReactNode;
}

/** The whole side panel. */
export function PanelRoot({ panel, children }: PanelRootProps): ReactElement {
  useEffect(() => {
    // The last moments of a page in which it may still speak.
    const { flush } = panel.draft;
    addEventListener('pagehide', flush);
    return () => removeEventListener('pagehide', flush);
  }, [panel]);

  return (
    <CurrentPanel value={panel}>
      <ErrorBoundary restart={panel.restart}>
        <BrandColour />
        <main className="panel">
          <Header />
          <FindInChat />
          <ErrorBoundary restart={panel.restart}>
            <Transcript />
          </ErrorBoundary>
          <div className="dock">
            <News />
            <Problem />
            <TemporaryNote />
            <LeftWaiting />
            <Composer />
            <Account />
          </div>
          <OnDemand>{children}</OnDemand>
        </main>
      </ErrorBoundary>
    </CurrentPanel>
  );
}

function Problem(): ReactElement | false {
  // What the first card is about needs no alert.
  const isThere = usePanelState((state) => {
    const problem = currentProblem(state);
    return problem !== null && !(problem.code === 'not-set-up' && isUnsetPanel(state));
  });
  return (
    isThere && (
      <OnDemand>
        <LazyPanelProblem />
      </OnDemand>
    )
  );
}

/** After an update that changes what leaves the browser. A private window is a first installation each time. */
function News(): ReactElement | false {
  const isKnown = usePanelState((state) => state.conversation !== null);
  const { transfer } = usePanel();
  return (
    isKnown &&
    !transfer.isPrivate &&
    !isLeavingTold(() => localStorage) && (
      <OnDemand>
        <LazyLeavingNews />
      </OnDemand>
    )
  );
}

/** To sign in, or out. */
function Account(): ReactElement | false {
  const isOpen = usePanelState((state) => state.isAccountOpen);
  const profileId = usePanelState((state) => state.profileId);
  const destination = useDestination();
  return (
    isOpen && (
      <OnDemand>
        {/* Switched in another window: a password that was typed for one platform must not go to the next. */}
        <LazyAccountDialog key={`${profileId} ${destination}`} />
      </OnDemand>
    )
  );
}

/** As long as it is shown: what is written here is kept by nobody on this side. */
function TemporaryNote(): ReactElement | false {
  const isShown = usePanelState(({ conversation }) => conversation !== null && isTemporary(conversation.id));
  return (
    isShown && (
      <p className="temporary-note" role="status">
        <span className="badge">{words.panel.temporaryBadge}</span>
        <span>{words.panel.temporaryNote}</span>
      </p>
    )
  );
}

/** In an empty chat: that what waits in the one before is not forgotten. */
function LeftWaiting(): ReactElement | false {
  const chatId = usePanelState(({ leftWaiting, conversation, messages }) =>
    messages.length === 0 && leftWaiting !== conversation?.id ? leftWaiting : null,
  );
  return (
    chatId !== null && (
      <OnDemand>
        <LazyLeftWaiting key={chatId} chatId={chatId} />
      </OnDemand>
    )
  );
}

/** The tenant's colour, as far as it can be read, as custom properties of the document. */
function BrandColour(): null {
  const color = usePanelState((state) => state.branding.primaryColor);
  useLayoutEffect(() => {
    const colours = brandColours(color);
    if (!colours) return;
    const { style } = document.documentElement;
    const properties = {
      '--brand-light': colours.light,
      '--brand-light-ink': colours.lightInk,
      '--brand-dark': colours.dark,
      '--brand-dark-ink': colours.darkInk,
    };
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, value);
    return () => Object.keys(properties).forEach((name) => style.removeProperty(name));
  }, [color]);
  return null;
}
