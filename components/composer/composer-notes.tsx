import type { ReactElement } from 'react';
import { useDestination, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { between } from '../../lib/view/words/counting.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { Readable } from '../common/Readable.tsx';
import { currentProblem } from '../chat/current-problem.ts';

/** Characters before the limit from which on the count is shown: at 3,500 of 4,000. */
const shownFrom = 500;

export function Counter({ length, limit }: { length: number; limit: number }): ReactElement {
  const tooLong = length > limit;
  return (
    <span id="composer-counter" className={tooLong ? 'counter is-over' : 'counter'} role="note">
      {tooLong
        ? words.composer.tooLong(length - limit)
        : length >= limit - shownFrom && words.composer.counter(length, limit)}
    </span>
  );
}

/** Where a message goes, and as whose, always in sight. */
export function Destination(): ReactElement {
  const [host, tenant] = useDestination()?.split(between) ?? [];
  return (
    <p className="destination">
      {host && <Readable text={words.panel.destination(host)} />}
      {tenant && between}
      <span className="tenant">{tenant}</span>
      <AccountButton />
      <AlsoOpen />
    </p>
  );
}

/** Where two windows show the same chat, what is done in one happens in the other. Announced as it comes. */
function AlsoOpen(): ReactElement {
  const isAlsoOpen = usePanelState((panel) => panel.isAlsoOpen);
  return <span role="status">{isAlsoOpen && between + words.panel.alsoOpen}</span>;
}

/** Who is signed in; where nobody is, the way to sign in, unless the alert above has it. A platform without accounts shows neither. */
function AccountButton(): ReactElement | null {
  const { actions } = usePanel();
  const { state, name, email, hasSso } = usePanelState((panel) => panel.account);
  const isNeeded = usePanelState((panel) => panel.status.kind === 'sign-in-needed');
  const isOffered = usePanelState((panel) => currentProblem(panel)?.code === 'sign-in-needed');
  const who = state === 'signed-in' ? name || email || words.panel.signedIn : null;
  if (who === null && (isOffered || !(isNeeded || hasSso || state === 'ended'))) return null;
  return (
    <>
      {between}
      <button
        type="button"
        className="link-button"
        aria-label={who === null ? undefined : words.panel.account(who)}
        onClick={() => actions.showAccount(true)}
      >
        {who ?? words.panel.signIn}
      </button>
    </>
  );
}
