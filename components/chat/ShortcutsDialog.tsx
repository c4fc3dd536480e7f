import { useEffect, useState, type ReactElement } from 'react';
import { X } from 'lucide-react';
import type { BrowserKey } from '../../lib/shared/browser-key.ts';
import { chatsShortcut } from '../../lib/view/chats-shortcut.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { shortcutWords } from '../../lib/view/words/shortcut-words.ts';
import { Dialog } from '../common/Dialog.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { isMac } from './is-mac.ts';

/** *?*: all that can be done from the keyboard, with the keys that the browser has for us. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { loadKeys } = usePanel();
  const sendWith = usePanelState((state) => state.preferences.sendWith);
  const [own, setOwn] = useState<readonly BrowserKey[]>([]);

  useEffect(() => {
    let isGone = false;
    void loadKeys().then((keys) => {
      if (!isGone) setOwn(keys);
    });
    return () => {
      isGone = true;
    };
  }, [loadKeys]);

  const ofPanel = shortcutWords.inPanel({ isMac: isMac(), sendWith, chats: chatsShortcut(isMac()) });
  return (
    <Dialog className="account-dialog" name={{ label: shortcutWords.title }} onClose={onClose}>
      <header>
        <h2>{shortcutWords.title}</h2>
        <IconButton label={shortcutWords.close} icon={X} onPress={onClose} />
      </header>
      {own.length > 0 && (
        <Keys
          heading={shortcutWords.anywhere}
          keys={own.map(({ name, keys }) => [shortcutWords.command(name), keys || shortcutWords.unset])}
        />
      )}
      <Keys heading={shortcutWords.here} keys={ofPanel} />
    </Dialog>
  );
}

interface KeysProps {
  heading: string;
  /** What is done, and by which keys. */
  keys: readonly (readonly [what: string, keys: string])[];
}

function Keys({ heading, keys }: KeysProps): ReactElement {
  return (
    <section>
      <h3>{heading}</h3>
      <dl className="shortcuts">
        {keys.map(([what, pressed]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              <kbd>{pressed}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
