import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react';
import { X } from 'lucide-react';
import { createAccountStore } from '../../lib/view/account-store.ts';
import { accountWords } from '../../lib/view/words/account-words.ts';
import { useDestination, usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { AccountAlert, type OnAccountAction } from '../account/AccountAlert.tsx';
import { Dialog } from '../common/Dialog.tsx';
import { SignInForm } from '../account/SignInForm.tsx';
import { Standing } from '../account/Standing.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { Readable } from '../common/Readable.tsx';
import { focusComposer } from '../composer/focus-composer.ts';

/** To sign in, or out, in front of the composer: what stands in that stays as it is. */
export function AccountDialog(): ReactElement {
  const { actions, accountPort, openOptions, restart } = usePanel();
  const account = usePanelState((panel) => panel.account);
  const destination = useDestination();
  const keptFor = usePanelState((panel) => `${panel.profileId} ${panel.destination?.apiUrl}`);
  const [store] = useState(() => createAccountStore(accountPort));
  const state = useSyncExternalStore(store.subscribe, store.state);
  const [isNew, setNew] = useState(false);
  /** What it was opened for is done: on with the question. */
  const isDone = useRef(false);

  useLayoutEffect(() => store.told(account), [store, account]);
  useEffect(
    () => () => {
      store.close();
      // The browser gives the focus back to the button that was pressed; the alert with that button may be gone.
      if (isDone.current || document.activeElement === document.body) {
        focusComposer();
      }
    },
    [store],
  );

  const close = (): void => actions.showAccount(false);
  const done = (): void => {
    isDone.current = true;
    close();
  };
  const signOut = async (): Promise<void> => {
    if (await store.signOut()) done();
  };
  const act: OnAccountAction = (action, again) => {
    const origin = state.problem?.origin;
    if (action === 'restart') restart();
    else if (action === 'grant-access' && origin !== undefined) actions.allowAccess(origin, again);
    else openOptions();
  };
  // The platform may take none of the tokens that the provider gives: then there is nothing to sign out of first.
  const isRefused = usePanelState((panel) => panel.status.kind === 'sign-in-needed');
  const isSignedIn = account.state === 'not-needed' || (account.state === 'signed-in' && !isRefused);
  const title = isSignedIn ? accountWords.title : isNew ? accountWords.register : accountWords.signIn;

  return (
    <Dialog className="account-dialog" name={{ label: title }} onClose={close}>
      <header>
        <div>
          <h2>{title}</h2>
          {/* A password is typed here: where it goes is to be seen. */}
          <p>{destination !== null && <Readable text={destination} />}</p>
        </div>
        <IconButton label={accountWords.close} icon={X} onPress={close} />
      </header>
      {account.state !== 'signed-out' && (
        <Standing account={account} isBusy={state.busy === 'sign-out'} onSignOut={() => void signOut()} />
      )}
      {isSignedIn ? (
        <AccountAlert store={store} problem={state.problem} onAction={act} again={() => void signOut()} />
      ) : (
        <SignInForm
          store={store}
          state={state}
          onDone={done}
          onAction={act}
          onTurn={setNew}
          keptFor={keptFor}
          isFocused
        />
      )}
    </Dialog>
  );
}
