import { useEffect, type ReactElement } from 'react';
import { isFindShortcut } from '../../lib/view/find-shortcut.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { isMac } from '../chat/is-mac.ts';
import { LazyFindBar } from '../chat/on-demand.tsx';
import { OnDemand } from '../chat/OnDemand.tsx';

/** Above the transcript, when it was asked for: the browser's own search sees neither what is folded away nor what isn't loaded. */
export function FindInChat(): ReactElement | false {
  const { actions, store } = usePanel();
  const finding = usePanelState((state) => state.finding);
  const chatId = usePanelState((state) => state.conversation?.id);

  useEffect(() => {
    const mac = isMac();
    const press = (event: KeyboardEvent): void => {
      const isOthers = document.querySelector('dialog[open], .find-bar :focus') !== null;
      if (!isFindShortcut(event, mac) || isOthers || store.state().messages.length === 0) return;
      event.preventDefault();
      actions.find(true);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [actions, store]);

  // In another chat, other words are looked for.
  useEffect(() => () => actions.find(false), [chatId, actions]);

  return (
    finding > 0 && (
      <OnDemand>
        <LazyFindBar finding={finding} />
      </OnDemand>
    )
  );
}
