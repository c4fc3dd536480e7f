import { useEffect, useState, type ReactElement } from 'react';
import { X } from 'lucide-react';
import type { WayInUse } from '../../lib/shared/connection-way.ts';
import { useCountdownClock, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { connectionWords, whyWords } from '../../lib/view/words/connection-words.ts';
import { between } from '../../lib/view/words/grammar.ts';
import { statusWords } from '../../lib/view/words/status-words.ts';
import { Dialog } from '../common/Dialog.tsx';
import { IconButton } from '../common/IconButton.tsx';

interface Details {
  /** Epoch ms. */
  readonly since: number;
  readonly way: WayInUse | null;
}

/** ms. What it says of the next look is in minutes. */
const askEveryMs = 15_000;

const clockTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** What pressing the status shows: since when, where to, by which way and why by no other. */
export function ConnectionDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { actions, accountPort } = usePanel();
  const status = usePanelState((state) => state.status);
  const now = useCountdownClock(status);
  const [details, setDetails] = useState<Details | null>(null);
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let isGone = false;
    void accountPort.request({ type: 'connection/details' }).then((told) => {
      // Where the background does not answer, the panel says so.
      if (!isGone && told.ok) setDetails(told.value);
    });
    const timer = setTimeout(() => setAsked(asked + 1), askEveryMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [accountPort, status.kind, asked]);

  return (
    <Dialog className="account-dialog" name={{ label: connectionWords.title }} onClose={onClose}>
      <header>
        <h2>{connectionWords.title}</h2>
        <IconButton label={connectionWords.close} icon={X} onPress={onClose} />
      </header>
      <dl className="connection-facts">
        <dt>{connectionWords.status}</dt>
        <dd>{statusWords(status, now)}</dd>
        {details !== null && <Facts {...details} />}
      </dl>
      <button type="button" className="button" onClick={actions.reconnect}>
        {connectionWords.reconnect}
      </button>
    </Dialog>
  );
}

function Facts({ since, way }: Details): ReactElement {
  const at = new Date(since);
  const why = way === null ? connectionWords.none : whyWords(way, Date.now());
  return (
    <>
      <dt>{connectionWords.since}</dt>
      <dd>
        <time dateTime={at.toISOString()}>{clockTime.format(at)}</time>
      </dd>
      {way !== null && (
        <>
          <dt>{connectionWords.where}</dt>
          <dd>
            <bdi>{way.address}</bdi>
          </dd>
        </>
      )}
      <dt>{connectionWords.how}</dt>
      <dd>
        {way !== null && (
          <>
            {connectionWords.way[way.way]}
            {between}
            {way.isFound ? connectionWords.found : connectionWords.chosen}
          </>
        )}
        {why !== null && <p>{why}</p>}
      </dd>
    </>
  );
}
