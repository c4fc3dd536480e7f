import { useRef, type ReactElement } from 'react';
import type { AccountState, AccountStore } from '../../lib/view/account-store.ts';
import { accountWords } from '../../lib/view/words/account-words.ts';
import { AccountAlert, type OnAccountAction } from '../account/AccountAlert.tsx';
import { SignInForm } from '../account/SignInForm.tsx';
import { Standing } from '../account/Standing.tsx';

interface AccountSectionProps {
  store: AccountStore;
  state: AccountState;
  /** Of the profile in use; null until read. */
  profileName: string | null;
  /** Which platform, and which tenant, it is signed in to; null until read: a form that came before would lose what is typed. */
  place: string | null;
  /** As of the form. */
  keptFor?: string | undefined;
  /** On screen is a profile that is not saved, and so can't be signed in to. */
  isUnsaved: boolean;
  onAction: OnAccountAction;
}

/** *Account*: who is signed in to the profile in use, and the way in and out. */
export function AccountSection(props: AccountSectionProps): ReactElement {
  const { store, state, profileName, place, keptFor, isUnsaved, onAction } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const { account, busy } = state;
  const isForm =
    (account?.state === 'signed-out' || account?.state === 'ended') && !isUnsaved && place !== null;

  /** What was pressed is gone: the focus must not be lost with it. */
  const toHeading = (): void => heading.current?.focus();
  const signOut = async (): Promise<void> => {
    if (await store.signOut()) toHeading();
  };

  return (
    <section className="card" aria-labelledby="account">
      <div className="card-head">
        <h2 id="account" ref={heading} tabIndex={-1}>
          {accountWords.title}
        </h2>
        {profileName !== null && !isUnsaved && <p>{accountWords.forProfile(profileName)}</p>}
      </div>
      {isUnsaved ? (
        <p>{accountWords.unsavedProfile}</p>
      ) : (
        <Standing account={account} isBusy={busy === 'sign-out'} onSignOut={() => void signOut()} />
      )}
      {isForm ? (
        // A password that was typed for one platform must not go to the next.
        <SignInForm
          key={place}
          store={store}
          state={state}
          keptFor={keptFor}
          onDone={toHeading}
          onAction={onAction}
        />
      ) : (
        <AccountAlert
          store={store}
          problem={state.problem}
          onAction={onAction}
          again={() => void (account === null ? store.read() : signOut())}
          onRead={toHeading}
        />
      )}
    </section>
  );
}
