import { useEffect, useState, type ReactElement } from 'react';
import { FilePlus2, X } from 'lucide-react';
import type { TabFacts } from '../../lib/shared/page-access.ts';
import { hostOf } from '../../lib/shared/host-of.ts';
import { followChat } from '../../lib/view/followed-chats.ts';
import { isOffered } from '../../lib/view/offered-page.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { siteWords as words } from '../../lib/view/words/site-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { focusComposer } from '../composer/focus-composer.ts';
import { useTabs } from './use-tabs.ts';

/** The page in front, as one changes tabs: offered, where the browser says which it is, and attached by a press only. */
export function PageOffer({ conversationId }: { conversationId: string }): ReactElement | null {
  const { store, actions } = usePanel();
  const attachment = usePanelState((state) => state.attachment);
  const others = usePanelState((state) => state.tabs);
  const messages = usePanelState((state) => state.messages);
  const tabs = useTabs();
  const [tab, setTab] = useState<TabFacts | null>(null);
  useEffect(() => tabs?.watchFront((news) => news.type === 'front' && setTab(news.tab)), [tabs]);

  if (
    tab?.url === undefined ||
    !isOffered(tab.url, attachment === null ? others : [attachment, ...others], messages)
  )
    return null;
  const title = tab.title || hostOf(tab.url);
  return (
    <div className="chip page-offer" role="group" aria-label={words.offer}>
      <button
        type="button"
        className="page-offer-attach"
        title={tab.url}
        onClick={() => {
          actions.attachPage();
          focusComposer();
        }}
      >
        <FilePlus2 size={16} strokeWidth={1.75} aria-hidden="true" />
        <span dir="auto">{words.attach(title)}</span>
        <span className="chip-host">{hostOf(tab.url)}</span>
      </button>
      <IconButton
        label={words.stop}
        icon={X}
        size={16}
        onPress={() => {
          followChat(store, conversationId, false);
          focusComposer();
        }}
      />
    </div>
  );
}
