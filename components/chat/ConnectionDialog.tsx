import { useEffect, useState, type ReactElement } from 'react';
import { X } from 'lucide-react';
import type { WayInUse } from '../../lib/shared/connection-way.ts';
import { useCountdownClock, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { wayWords, whyWords } from '../../lib/view/words/way-words.ts';
import { between } from '../../lib/view/words/counting.ts';
import { english } from '../../lib/view/words/grammar.ts';
import { progressWords, statusWords } from '../../lib/view/words/status-words.ts';
import { Dialog } from '../common/Dialog.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { Readable } from '../common/Readable.tsx';
import { LazyShortcutsDialog } from './shortcuts-on-demand.ts';
import { OnDemand } from './OnDemand.tsx';

interface Details {
  /** Epoch ms. */
  readonly since: number;
  readonly way: WayInUse | null;
}

/** *Activity* in the settings. */
const activityPage = '/options.html#activity';

/** ms. What it says of the next look is in minutes. */
const askEveryMs = 15_000;

/** What pressing the status shows: since when, where to, by which way and why by no other. */
export function ConnectionDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { actions, accountPort } = usePanel();
  const status = usePanelState((state) => state.status);
  const now = useCountdownClock(status);
  const [details, setDetails] = useState<Details | null>(null);
  const [asked, setAsked] = useState(0);
  const [isListed, setListed] = useState(false);

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
    <Dialog className="account-dialog" name={{ label: wayWords.title }} onClose={onClose}>
      <header>
        <h2>{wayWords.title}</h2>
        <IconButton label={wayWords.close} icon={X} onPress={onClose} />
      </header>
      <dl className="connection-facts">
        <dt>{wayWords.status}</dt>
        <dd>
          {statusWords(status, now)}
          {status.kind === 'starting-up' && status.progress && (
            <p>
              {progressWords(status.progress)} <bdi>{status.progress.words}</bdi>
            </p>
          )}
        </dd>
        {details !== null && <Facts {...details} />}
      </dl>
      <button type="button" className="button" onClick={actions.reconnect}>
        {wayWords.reconnect}
      </button>
      <a className="link-button" href={activityPage} target="_blank" rel="noreferrer">
        {wayWords.activity}
      </a>
      <button type="button" className="link-button" onClick={() => setListed(true)}>
        {wayWords.shortcuts}
      </button>
      {isListed && (
        <OnDemand>
          <LazyShortcutsDialog onClose={() => setListed(false)} />
        </OnDemand>
      )}
    </Dialog>
  );
}

function Facts({ since, way }: Details): ReactElement {
  const why = way === null ? wayWords.none : whyWords(way, Date.now());
  return (
    <>
      <dt>{wayWords.since}</dt>
      <dd>
        <time dateTime={new Date(since).toISOString()}>{english.time(since)}</time>
      </dd>
      {way !== null && (
        <>
          <dt>{wayWords.where}</dt>
          <dd>
            <bdi>
              <Readable text={way.address} />
            </bdi>
          </dd>
        </>
      )}
      <dt>{wayWords.how}</dt>
      <dd>
        {way !== null && (
          <>
            {wayWords.way[way.way]}
            {between}
            {way.isFound ? wayWords.found : wayWords.chosen}
          </>
        )}
        {why !== null && <p>{why}</p>}
      </dd>
    </>
  );
}
