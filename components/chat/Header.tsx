import type { ReactElement } from 'react';
import { Settings, SquarePen } from 'lucide-react';
import { statusTone, statusWords } from '../../lib/view/status-words.ts';
import { useCountdownClock, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words.ts';
import { BrandMark } from '../common/BrandMark.tsx';
import { IconButton } from '../common/IconButton.tsx';

export function Header(): ReactElement {
  const { actions, openOptions } = usePanel();
  const title = usePanelState((state) => state.branding.title) ?? words.panel.title;
  return (
    <header className="panel-header">
      <BrandMark size={30} />
      <div className="panel-heading">
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <ConnectionLine />
      </div>
      <IconButton label={words.panel.newChat} icon={SquarePen} onPress={actions.newChat} />
      <IconButton label={words.panel.settings} icon={Settings} onPress={openOptions} />
    </header>
  );
}

function ConnectionLine(): ReactElement {
  const status = usePanelState((state) => state.status);
  const now = useCountdownClock(status);
  // A countdown is read once when asked for, not each second.
  const counting = status.kind === 'reconnecting' || status.kind === 'waiting';
  return (
    <p
      className={`connection is-${statusTone(status)}`}
      role="status"
      aria-label={words.panel.connection}
      aria-live={counting ? 'off' : 'polite'}
    >
      {statusWords(status, now)}
    </p>
  );
}
