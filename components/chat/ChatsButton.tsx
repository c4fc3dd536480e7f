import { useEffect, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { History } from 'lucide-react';
import { chatsShortcut, isChatsShortcut } from '../../lib/view/chats-shortcut.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { isMac } from './is-mac.ts';
import { LazyChatsDialog } from './on-demand.tsx';
import { OnDemand } from './OnDemand.tsx';
import { focusComposer } from '../composer/focus-composer.ts';

/** *Chats*, by the button and from the keyboard. */
export function ChatsButton(): ReactElement {
  const [isOpen, setOpen] = useState(false);
  // Known in the browser alone: the build draws the button, too.
  const [keys, setKeys] = useState<string>();

  useEffect(() => {
    const mac = isMac();
    setKeys(chatsShortcut(mac));
    const press = (event: KeyboardEvent): void => {
      if (!isChatsShortcut(event, mac)) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);

  const close = (because?: 'opened'): void => {
    // At once: closed, the dialog gives the focus back. Who has opened a chat wants to go on in it.
    flushSync(() => setOpen(false));
    if (because === 'opened') focusComposer();
  };

  return (
    <>
      <IconButton label={words.panel.chats} icon={History} keys={keys} onPress={() => setOpen(true)} />
      {isOpen && (
        <OnDemand>
          <LazyChatsDialog onClose={close} />
        </OnDemand>
      )}
    </>
  );
}
