import { useId, useRef, type ReactElement } from 'react';
import { ChevronDown } from 'lucide-react';
import { usePanel } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { focusComposer } from '../composer/focus-composer.ts';

/** Beside *New chat*: its other kind. The browser opens it, closes it by Escape or a press elsewhere, and gives the focus back. */
export function NewChatMenu(): ReactElement {
  const { actions } = usePanel();
  const menu = useRef<HTMLDivElement>(null);
  const hint = useId();
  const begin = (): void => {
    menu.current?.hidePopover();
    actions.temporaryChat();
    focusComposer();
  };
  return (
    <>
      <button
        type="button"
        className="icon-button menu-button"
        aria-label={words.panel.newChatKinds}
        title={words.panel.newChatKinds}
        popoverTarget="new-chat-menu"
      >
        <ChevronDown size={14} strokeWidth={2} aria-hidden="true" />
      </button>
      <div
        id="new-chat-menu"
        className="menu"
        popover="auto"
        role="group"
        aria-label={words.panel.newChatKinds}
        ref={menu}
        onToggle={(event) => event.newState === 'open' && menu.current?.querySelector('button')?.focus()}
      >
        <button type="button" className="menu-item" aria-describedby={hint} onClick={begin}>
          {words.panel.temporary}
        </button>
        <p id={hint}>{words.panel.temporaryHint}</p>
      </div>
    </>
  );
}
