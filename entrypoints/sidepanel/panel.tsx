import '../../lib/shared/no-eval.ts';
import { useEffect, useState, type ReactElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { handOffTo, keepPlaceOf, LazyPanelKeys } from '../../components/chat/on-demand.tsx';
import { prefetchProblems } from '../../components/chat/problems-on-demand.tsx';
import { PanelRoot } from '../../components/chat/PanelRoot.tsx';
import { browser } from '../../lib/browser/browser.ts';
import { requestHostAccess } from '../../lib/browser/host-access.ts';
import { connectToBackground, currentWindowId } from '../../lib/browser/background-port.ts';
import { askForLastingStorage } from '../../lib/browser/lasting-storage.ts';
import { extensionVersion, openOptions } from '../../lib/browser/pages.ts';
import { sideWorkerStart } from '../../lib/browser/side-worker-start.ts';
import { isPrivateContext } from '../../lib/browser/private-windows.ts';
import { saveFile } from '../../lib/browser/save-file.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import type { CommandOf } from '../../lib/messaging/commands.ts';
import { messageReplies } from '../../lib/messaging/message-rows.ts';
import { holdBack } from '../../lib/messaging/held-back.ts';
import { createPagePort } from '../../lib/messaging/page-port.ts';
import { panelReplies } from '../../lib/messaging/panel-rows.ts';
import { portReplies } from '../../lib/messaging/port-rows.ts';
import { composerKey } from '../../lib/view/composer-key.ts';
import { createPanel, type Panel } from '../../lib/view/panel.ts';
import type { AskEnter } from './early-gestures.ts';

/**
 * Brings the page to life that the build has drawn (components/chat/prerender.tsx); what was typed into it so far stays
 * in its box, and is taken by the composer. Resolves once it hears, with who knows what Enter means.
 * @param kept of the place in the page before; null: there was none
 */
export async function mount(root: HTMLElement, kept: string | null): Promise<AskEnter> {
  const { port, release } = holdBack(
    createPagePort({
      connect: () => connectToBackground('panel'),
      greeting,
      replies: {
        ...portReplies,
        ...panelReplies,
        ...messageReplies,
      },
      laterReplies: async () =>
        (await import('../../lib/messaging/panel-later-replies.ts')).panelLaterReplies,
      setTimeout: systemClock.setTimeout,
      clearTimeout: systemClock.clearTimeout,
    }),
  );
  const panel = createPanel({
    port,
    openOptions: (setting) => void openOptions(setting),
    openSettingsPort: (replies) =>
      createPagePort({
        connect: () => connectToBackground('options'),
        greeting: null,
        replies: { ...portReplies, ...replies },
        setTimeout: systemClock.setTimeout,
        clearTimeout: systemClock.clearTimeout,
      }),
    restart: () => location.reload(),
    askAccess: requestHostAccess,
    startSearch: sideWorkerStart('search'),
    startHighlighter: sideWorkerStart('highlight'),
    startTypesetter: sideWorkerStart('math'),
    saveFile,
    // Of an extension that was removed under its page nothing can be loaded any more, nor known.
    loadTabs: () =>
      import('../../lib/browser/browser-tabs.ts').then(
        (found) => found.createBrowserTabs(browser),
        () => undefined,
      ),
    loadKeys: () =>
      import('../../lib/browser/browser-keys.ts').then(
        (found) => found.readKeys(browser),
        // As with the tabs.
        () => [],
      ),
    isPrivate: isPrivateContext(),
    version: extensionVersion(),
    keys: globalThis,
    isPlaceHeld: kept?.includes('"anchor":{') === true,
  });
  port.subscribe((push) => void (push.type === 'hand-off' && handOffTo(panel, push.handOff)));
  // Before anything is drawn of what it was the place in. What is drawn has been asked for meanwhile.
  if (kept !== null) await keepPlaceOf(panel, kept);
  void askForLastingStorage();
  return new Promise((resolve) => {
    const onAlive = (): void => {
      release();
      resolve(askEnterOf(panel));
    };
    hydrateRoot(root, <Alive panel={panel} isReloaded={kept !== null} onAlive={onAlive} />);
  });
}

/** The choice comes with the first snapshot; what is sent goes before the stored draft is put into the box. */
function askEnterOf({ store }: Panel): AskEnter {
  return (press, tell) => {
    const answer = (): void => {
      const { conversation, preferences } = store.state();
      if (conversation === null) return;
      stop();
      tell(composerKey(press, { ...preferences, isEmpty: false }) === 'send');
    };
    const stop = store.subscribe(answer);
    answer();
  };
}

/** A panel greets with its window, and so gets its snapshot; after the worker died, again. */
async function greeting(): Promise<CommandOf<'panel/open'>> {
  const windowId = await currentWindowId();
  return { type: 'panel/open', ...(windowId === undefined ? {} : { windowId }) };
}

/** ms */
const longestIdleWait = 1_000;

interface AliveProps {
  panel: Panel;
  isReloaded: boolean;
  onAlive: () => void;
}

function Alive({ panel, isReloaded, onAlive }: AliveProps): ReactElement {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    onAlive();
    const later = (): void => {
      if (!isReloaded) void keepPlaceOf(panel, null);
      prefetchProblems();
      setSettled(true);
    };
    // A busy machine may not be idle for long, and the page may be reloaded before: its place is kept from here on.
    requestIdleCallback(later, { timeout: longestIdleWait });
  }, [panel, isReloaded, onAlive]);
  return <PanelRoot panel={panel}>{isSettled && <LazyPanelKeys />}</PanelRoot>;
}
