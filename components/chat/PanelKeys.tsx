import { useEffect, useState, type ReactElement } from 'react';
import { createConnectionNews } from '../../lib/view/connection-news.ts';
import { newsBetween } from '../../lib/view/panel-news.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { newsWords } from '../../lib/view/words/news-words.ts';
import { Announcer } from './Announcer.tsx';
import { say } from '../common/say.ts';
import { handOnFocus } from './hand-on-focus.ts';
import { LazyShortcutsDialog } from './shortcuts-on-demand.ts';
import { OnDemand } from './OnDemand.tsx';
import { panelKey } from './panel-key.ts';
import { useLookAgain } from './use-look-again.ts';

/** The keys that count wherever the focus is, where it goes when what had it goes away, and what is said of what is seen only. */
export function PanelKeys(): ReactElement {
  const panel = usePanel();
  const { actions, draft, store } = panel;
  const [isListed, setListed] = useState(false);

  useLookAgain(panel);
  useEffect(handOnFocus, []);
  useEffect(() => {
    let before = store.state();
    const ofConnection = createConnectionNews({ isOnline: () => navigator.onLine, now: Date.now });
    const first = ofConnection(before);
    if (first !== '') say(first);
    return store.subscribe(() => {
      const now = store.state();
      const news = newsBetween(before, now, draft.state().text) || ofConnection(now);
      before = now;
      if (news !== '') say(news);
    });
  }, [store, draft]);
  useEffect(() => {
    const copied = (): void => say(newsWords.copied);
    addEventListener('copied', copied);
    return () => removeEventListener('copied', copied);
  }, []);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const meant = panelKey(event);
      if (meant === null) return;
      event.preventDefault();
      if (meant === 'list-shortcuts') return setListed(true);
      const { editing, again } = draft.state();
      // What is cancelled first is what was begun last.
      if (editing !== null || again !== null) draft.cancelEdit();
      else actions.stop();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [actions, draft]);

  return (
    <>
      <Announcer />
      {isListed && (
        <OnDemand>
          <LazyShortcutsDialog onClose={() => setListed(false)} />
        </OnDemand>
      )}
    </>
  );
}
