import { useEffect, useId, useRef, useState, type ReactElement } from 'react';
import { Ellipsis } from 'lucide-react';
import { followChat, isFollowed } from '../../lib/view/followed-chats.ts';
import { siteOrigin } from '../../lib/view/site-input.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { siteWords as words } from '../../lib/view/words/site-words.ts';
import type { Attachment } from '../../lib/shared/conversation.ts';
import { hostOf } from '../../lib/shared/host-of.ts';
import { focusComposer } from '../composer/focus-composer.ts';
import { useTabs } from './use-tabs.ts';

/** What has links that can be told apart from other words. */
const hasAddresses: ReadonlySet<Attachment['source']> = new Set([
  'selection',
  'article',
  'thread',
  'visible',
]);

/** In the chip of an attached page: to come by pages of its site, and of others, more easily. The browser opens and closes it. */
export function PageMenu({ page }: { page: Attachment }): ReactElement | null {
  const { store, actions, openOptions, transfer } = usePanel();
  const { url } = page;
  const conversationId = usePanelState((state) => state.conversation?.id);
  const isOn = usePanelState((state) => isFollowed(state, conversationId ?? ''));
  const sites = useTabs()?.sites;
  const [isAllowed, setAllowed] = useState<boolean | null>(null);
  const [told, setTold] = useState('');
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const origin = /^https?:/.test(url) ? siteOrigin(url) : null;
  const site = hostOf(url);

  useEffect(() => {
    if (sites === undefined || origin === null) return undefined;
    let isGone = false;
    const look = async (): Promise<void> => {
      const has = await sites.has(origin);
      if (!isGone) setAllowed(has);
    };
    void look();
    const stop = sites.onChanged(() => void look());
    return () => {
      isGone = true;
      stop();
    };
  }, [sites, origin]);

  if (sites === undefined || conversationId === undefined) return null;
  const always = (): void => {
    if (origin === null) return;
    // First of all, in the turn of the press: browsers ask at no other time.
    const asked = sites.request(origin);
    menu.current?.hidePopover();
    void asked.then((isGiven) => setTold(isGiven ? words.allowed(site) : words.refused(site)));
  };
  const toggleLinks = (): void => {
    if (page.isEdited === true) return;
    const isWanted = page.hasLinks !== true;
    menu.current?.hidePopover();
    void actions.includeLinks(page.id, isWanted).then((isDone) => {
      setTold(isDone ? (isWanted ? words.linksIncluded : words.linksLeftOut) : '');
      // Of a page of another tab the chip is a new one.
      if (document.activeElement === document.body) focusComposer();
    });
  };
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={words.more}
        title={words.more}
        popoverTarget={id}
      >
        <Ellipsis size={16} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <span className="off-screen" role="status">
        {told}
      </span>
      <div
        id={id}
        className="menu page-menu"
        popover="auto"
        role="group"
        aria-label={words.more}
        ref={menu}
        onToggle={(event) => event.newState === 'open' && menu.current?.querySelector('button')?.focus()}
      >
        {/* What is allowed in a private window would be kept when it is gone. */}
        {origin !== null && isAllowed === false && !transfer.isPrivate && (
          <>
            <button type="button" className="menu-item" aria-describedby={`${id}-always`} onClick={always}>
              {words.always(site)}
            </button>
            <p id={`${id}-always`}>{words.alwaysHint}</p>
          </>
        )}
        {isAllowed === true && (
          <>
            <button
              type="button"
              className="menu-item"
              aria-describedby={`${id}-allowed`}
              onClick={() => {
                menu.current?.hidePopover();
                openOptions();
              }}
            >
              {words.change}
            </button>
            <p id={`${id}-allowed`}>{words.allowed(site)}</p>
          </>
        )}
        {hasAddresses.has(page.source) && (
          <>
            <button
              type="button"
              className="menu-item"
              aria-pressed={page.hasLinks === true}
              aria-disabled={page.isEdited === true}
              aria-describedby={`${id}-links`}
              onClick={toggleLinks}
            >
              {words.links}
            </button>
            <p id={`${id}-links`}>{page.isEdited === true ? words.linksEdited : words.linksHint}</p>
          </>
        )}
        <button
          type="button"
          className="menu-item"
          aria-pressed={isOn}
          aria-describedby={`${id}-follow`}
          onClick={() => followChat(store, conversationId, !isOn)}
        >
          {words.follow}
        </button>
        <p id={`${id}-follow`}>{words.followHint}</p>
      </div>
    </>
  );
}
