import { useState, type ReactElement } from 'react';
import { Settings, SquarePen } from 'lucide-react';
import { isStill, progressWords, statusTone, statusWords } from '../../lib/view/words/status-words.ts';
import { isUnsetPanel } from '../../lib/view/panel-state.ts';
import { useCountdownClock, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { BrandMark } from '../common/BrandMark.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { ChatsButton } from './ChatsButton.tsx';
import { NewChatMenu } from './NewChatMenu.tsx';
import { LazyConnectionDialog } from './on-demand.tsx';
import { OnDemand } from './OnDemand.tsx';
import { currentProblem } from './current-problem.ts';
import { focusComposer } from '../composer/focus-composer.ts';

export function Header(): ReactElement {
  const { actions, openOptions } = usePanel();
  const title = usePanelState((state) => state.branding.title) ?? words.panel.title;
  // Of several profiles, which one it is says more than the title that they may share; and there is room for one of the two.
  const isChoice = usePanelState((state) => state.profiles.length > 1);
  return (
    <header className="panel-header">
      <BrandMark size={30} />
      <div className="panel-heading">
        <h1 className={isChoice ? 'off-screen' : undefined}>
          <bdi>{title}</bdi>
        </h1>
        {isChoice && <ProfileChoice />}
        <div className="connection-row">
          <ConnectionLine />
          <ConnectionDetails />
          <ReconnectButton />
        </div>
        <Progress />
      </div>
      <ChatsButton />
      <IconButton
        label={words.panel.newChat}
        icon={SquarePen}
        onPress={() => {
          actions.newChat();
          focusComposer();
        }}
      />
      <NewChatMenu />
      <IconButton label={words.panel.settings} icon={Settings} onPress={() => openOptions()} />
    </header>
  );
}

function ProfileChoice(): ReactElement {
  const { actions } = usePanel();
  const profiles = usePanelState((state) => state.profiles);
  const profileId = usePanelState((state) => state.chosenProfileId ?? state.profileId);
  return (
    <select
      className="profile-choice"
      aria-label={words.panel.profile}
      value={profileId}
      onChange={(event) => actions.switchProfile(event.target.value)}
    >
      {profiles.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function ConnectionLine(): ReactElement {
  const status = usePanelState((state) => state.status);
  const now = useCountdownClock(status);
  const isUnset = usePanelState(isUnsetPanel);
  // Nobody wants to hear of each attempt, nor of each second. What is wrong, an alert says; all else, PanelKeys.
  const isNews = status.kind === 'starting-up';
  return (
    <p
      className={`connection is-${isUnset ? 'unset' : statusTone(status)}`}
      role="status"
      aria-label={words.panel.connection}
      aria-live={isNews ? 'polite' : 'off'}
    >
      {statusWords(status, now)}
    </p>
  );
}

/** Beside the status, which keeps its words: it is read when asked for, not each time that it moves. */
function Progress(): ReactElement | null {
  const progress = usePanelState(({ status }) =>
    status.kind === 'starting-up' ? status.progress : undefined,
  );
  if (!progress) return null;
  return (
    <p className="start-progress">
      {progressWords(progress)} <bdi>{progress.words}</bdi>
    </p>
  );
}

/** Covers the status: pressing that is pressing this. A status can't be a button itself, or its words would be read as one's name. */
function ConnectionDetails(): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="connection-button"
        aria-label={words.panel.connectionDetails}
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <OnDemand>
          <LazyConnectionDialog onClose={() => setOpen(false)} />
        </OnDemand>
      )}
    </>
  );
}

/** Where nothing goes on by itself (law 12), unless the alert has it: an alert can be put away, and what it was about stays. */
function ReconnectButton(): ReactElement | null {
  const { actions } = usePanel();
  const isOffered = usePanelState((state) => isStill(state.status) && currentProblem(state) === null);
  if (!isOffered) return null;
  return (
    <button type="button" className="link-button" onClick={actions.reconnect}>
      {words.panel.reconnect}
    </button>
  );
}
