import { useEffect, useRef, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import type { AccountField, AccountState, AccountStore } from '../../lib/view/account-store.ts';
import { accountWords, inputErrorWords } from '../../lib/view/words/account-words.ts';
import { Field } from '../common/Field.tsx';
import { AccountAlert, type OnAccountAction } from './AccountAlert.tsx';

interface SignInFormProps {
  store: AccountStore;
  state: AccountState;
  /** Somebody is signed in now. */
  onDone?: () => void;
  onAction?: OnAccountAction;
  /** It is the form of a new account now, or of a sign-in again. */
  onTurn?: (isNew: boolean) => void;
  /** Takes the focus when it appears. */
  isFocused?: boolean;
}

const order: readonly AccountField[] = ['email', 'password', 'fullName'];

/** Signs in, by password or by SSO, and creates accounts. Stands in the settings and in the side panel. */
export function SignInForm(props: SignInFormProps): ReactElement {
  const { store, state, onDone, onAction, onTurn, isFocused = false } = props;
  const { account, busy, errors } = state;
  const form = useRef<HTMLFormElement>(null);
  // Not in React's hands: of what it controls it writes the value into the document, as an attribute.
  const password = useRef<HTMLInputElement>(null);
  const [isNew, setNew] = useState(false);
  const [typedEmail, setEmail] = useState<string | null>(null);
  const [fullName, setFullName] = useState('');
  const [chosenStay, setStay] = useState<boolean | null>(null);
  const last = useRef<'form' | 'sso'>('form');

  const email = typedEmail ?? account?.email ?? '';
  const stay = chosenStay ?? account?.stays ?? false;
  const hasSso = account?.hasSso ?? false;
  const error = (field: AccountField): string | undefined => inputErrorWords(field, errors[field]);

  const focus = (field: AccountField): void => {
    const box = form.current?.querySelector<HTMLInputElement>(`input[name="${field}"]`);
    box?.focus();
    // To be typed over: nobody corrects a letter that they can't see.
    if (field === 'password') box?.select();
  };

  /** The first empty box; the first of all, where none is. */
  const begin = (): void => {
    const boxes = order.map((field) =>
      form.current?.querySelector<HTMLInputElement>(`input[name="${field}"]`),
    );
    (boxes.find((box) => box?.value === '') ?? boxes[0])?.focus();
  };
  useEffect(() => {
    if (isFocused) begin();
  }, [isFocused]);

  const settle = (isDone: boolean): void => {
    if (isDone) {
      if (password.current) password.current.value = '';
      return onDone?.();
    }
    const now = store.state();
    const refused =
      order.find((field) => now.errors[field] !== undefined) ??
      (now.problem?.code === 'sign-in-refused' ? 'password' : undefined) ??
      (now.problem?.code === 'account-exists' ? 'email' : undefined);
    if (refused !== undefined) focus(refused);
  };
  const submit = async (): Promise<void> => {
    if (busy !== null) return;
    last.current = 'form';
    const input = { email, password: password.current?.value ?? '', stay };
    settle(await (isNew ? store.register({ ...input, fullName }) : store.signIn(input)));
  };
  const bySso = async (): Promise<void> => {
    if (busy !== null) return;
    last.current = 'sso';
    settle(await store.sso(stay));
  };
  const turn = (): void => {
    if (busy !== null) return;
    store.dismiss();
    for (const field of order) store.typed(field);
    flushSync(() => {
      setNew(!isNew);
      onTurn?.(!isNew);
    });
    begin();
  };

  const stayField = (
    <Field name="stay" label={accountWords.stay} help={accountWords.stayHelp} isCheck>
      {(attributes) => (
        <input
          {...attributes}
          type="checkbox"
          checked={stay}
          onChange={(event) => setStay(event.target.checked)}
        />
      )}
    </Field>
  );

  return (
    <form
      ref={form}
      className="sign-in"
      aria-label={isNew ? accountWords.register : accountWords.signIn}
      aria-busy={busy !== null}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {hasSso && (
        <>
          <button type="button" className="button is-primary is-wide" onClick={() => void bySso()}>
            {accountWords.sso}
          </button>
          {stayField}
          <p className="or">{accountWords.or}</p>
        </>
      )}
      <Field name="email" label={accountWords.labels.email} error={error('email')}>
        {(attributes) => (
          <input
            {...attributes}
            type="email"
            dir="ltr"
            autoComplete="username"
            autoCapitalize="off"
            spellCheck={false}
            aria-required
            readOnly={busy !== null}
            value={email}
            onChange={(event) => {
              setEmail(event.target.value);
              store.typed('email');
            }}
          />
        )}
      </Field>
      <Field name="password" label={accountWords.labels.password} error={error('password')}>
        {(attributes) => (
          <input
            {...attributes}
            ref={password}
            type="password"
            dir="ltr"
            autoComplete={isNew ? 'new-password' : 'current-password'}
            aria-required
            readOnly={busy !== null}
            onChange={() => store.typed('password')}
          />
        )}
      </Field>
      {isNew && (
        <Field name="fullName" label={accountWords.labels.fullName} error={error('fullName')}>
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              dir="auto"
              autoComplete="name"
              spellCheck={false}
              aria-required
              readOnly={busy !== null}
              value={fullName}
              onChange={(event) => {
                setFullName(event.target.value);
                store.typed('fullName');
              }}
            />
          )}
        </Field>
      )}
      {!hasSso && stayField}
      <div className="form-actions">
        <button type="submit" className={hasSso ? 'button' : 'button is-primary'}>
          {isNew ? accountWords.register : accountWords.signIn}
        </button>
        <button type="button" className="button is-quiet" onClick={turn}>
          {isNew ? accountWords.backToSignIn : accountWords.register}
        </button>
      </div>
      <p className="form-outcome sign-in-outcome" role="status">
        {busy !== null && accountWords.busy[busy]}
      </p>
      <AccountAlert
        store={store}
        problem={state.problem}
        onAction={onAction}
        again={() => (last.current === 'sso' ? void bySso() : form.current?.requestSubmit())}
      />
    </form>
  );
}
