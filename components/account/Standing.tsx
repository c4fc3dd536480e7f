import type { ReactElement } from 'react';
import type { Account } from '../../lib/view/account-store.ts';
import { accountWords, signedInWords } from '../../lib/view/words/account-words.ts';

interface StandingProps {
  /** Null until known. */
  account: Account | null;
  isBusy: boolean;
  onSignOut: () => void;
}

/** Who is signed in, and the way out. Stands in the settings and in the side panel. */
export function Standing({ account, isBusy, onSignOut }: StandingProps): ReactElement {
  const isKnown = account?.state === 'signed-in' || account?.state === 'ended';
  return (
    <div className="standing">
      <div role="status">{account !== null && <Told account={account} />}</div>
      {isKnown && (
        <button type="button" className="button" onClick={onSignOut}>
          {isBusy ? accountWords.busy['sign-out'] : accountWords.signOut}
        </button>
      )}
    </div>
  );
}

function Told({ account }: { account: Account }): ReactElement {
  switch (account.state) {
    case 'signed-in':
      return (
        <>
          <p className="standing-who" dir="auto">
            {signedInWords(account)}
          </p>
          {account.name !== null && account.email !== null && <p dir="auto">{account.email}</p>}
          <p className="field-help">{account.stays ? accountWords.stays : accountWords.endsWithBrowser}</p>
        </>
      );
    case 'ended':
      return (
        <>
          <p className="standing-who">{accountWords.ended}</p>
          <p className="field-help">{accountWords.endedHelp}</p>
        </>
      );
    case 'signed-out':
      return (
        <>
          <p className="standing-who">{accountWords.signedOut}</p>
          <p className="field-help">{accountWords.signedOutHelp}</p>
        </>
      );
    case 'not-needed':
      return (
        <>
          <p className="standing-who">{accountWords.notNeeded}</p>
          <p className="field-help">{accountWords.notNeededHelp}</p>
        </>
      );
    default:
      return account.state satisfies never;
  }
}
