import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { hostOf } from '../../lib/shared/host-of.ts';
import type { BrowserTabs, OpenTab } from '../../lib/shared/browser-tabs.ts';
import { promptListId } from '../../lib/view/prompt-query.ts';
import { matchingTabs } from '../../lib/view/tab-choice.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { tabWords as words } from '../../lib/view/words/tab-words.ts';
import type { ComposerMenuProps } from '../composer/composer-menu-props.ts';
import { useMenuKeys } from '../composer/use-menu-keys.ts';

const idOf = ({ id }: OpenTab): string => `tab-${id}`;

/** Open tabs, to be attached beside the page in front. */
export function TabMenu({ query, box, keys, onActive, onClose }: ComposerMenuProps): ReactElement | null {
  const { actions, draft, loadTabs } = usePanel();
  const [tabs, setTabs] = useState<BrowserTabs | undefined>();
  const [listed, setListed] = useState<Awaited<ReturnType<BrowserTabs['list']>> | null>(null);
  const [isBlocked, setBlocked] = useState(false);
  const look = useCallback(async () => {
    const loaded = await loadTabs();
    setTabs(loaded);
    setListed((await loaded?.list()) ?? null);
  }, [loadTabs]);
  useEffect(() => void look(), [look]);
  const found = listed === null ? [] : matchingTabs(listed.tabs, query.words);

  const askTitles = async (): Promise<void> => {
    setBlocked((await tabs?.askTitles()) === 'blocked');
    await look();
  };
  const take = (tab: OpenTab): void => {
    // First of all: a browser asks in the turn of the press only.
    if (tab.isFront) actions.attachPage();
    else actions.attachTab(tab);
    const { text } = draft.state();
    draft.type(text.slice(0, query.at) + text.slice(query.at + 1 + query.words.length));
    onClose();
    box.current?.focus();
    requestAnimationFrame(() => box.current?.setSelectionRange(query.at, query.at));
  };
  const current = useMenuKeys({ items: found, idOf, query: query.words, keys, onActive, onClose, take });

  // Of words that fit nothing it says nothing: they may be a name, or prose.
  if (listed === null || (found.length === 0 && query.words !== '')) return null;
  return (
    <div className="prompts">
      <p className="off-screen" role="status">
        {words.found(found.length)}
      </p>
      {found.length === 0 ? (
        <p className="prompts-none">{words.none}</p>
      ) : (
        <div id={promptListId} role="listbox" aria-label={words.list} className="prompt-list">
          {found.map((tab) => (
            // The keys are the composer's, which holds the focus.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={tab.id}
              id={idOf(tab)}
              role="option"
              aria-selected={tab === current}
              className="prompt"
              // Or the box would lose the focus, and with it the keyboard of a phone.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(tab)}
            >
              <span className="prompt-title" dir="auto">
                {tab.title || words.untitled}
              </span>
              <span className="prompt-text">
                <bdi>{hostOf(tab.url)}</bdi>
                {tab.isFront && <span>{words.front}</span>}
              </span>
            </div>
          ))}
        </div>
      )}
      {listed.hidden > 0 && !isBlocked && (
        <button
          type="button"
          className="link-button"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void askTitles()}
        >
          {words.hidden(listed.hidden)}
        </button>
      )}
      <p className="prompts-none" role={isBlocked ? 'alert' : undefined}>
        {isBlocked ? words.blocked : words.asks}
      </p>
    </div>
  );
}
