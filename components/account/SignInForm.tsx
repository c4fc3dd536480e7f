import { useEffect, useRef, useState, type ReactElement } from 'react';
import { flushSync } from 'react-dom';
import type { AccountField, AccountState, AccountStore } from '../../lib/view/account-store.ts';
import {
  accountWords,
  fieldTold,
  fieldWords,
  passwordRule,
  unreadRefusal,
} from '../../lib/view/words/account-words.ts';
import { say } from '../common/say.ts';
import { AccountAlert, type OnAccountAction } from './AccountAlert.tsx';
import { AccountTextField } from './AccountTextField.tsx';
import { FieldSaid } from './FieldSaid.tsx';
import { ForgotPassword } from './ForgotPassword.tsx';
import { StayField } from './StayField.tsx';
import { PasswordField } from './PasswordField.tsx';

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
  /** Of which profile, and which platform: an address that was refused for these is there again when the form is. */
  keptFor?: string | undefined;
}

const order: readonly AccountField[] = ['email', 'password', 'fullName'];

/** By profile and platform, as long as the page is there: closing the form, or correcting the tenant, costs nobody their address. */
const refusedEmails = new Map<string, string>();

/** Signs in, by password or by SSO, and creates accounts. Stands in the settings and in the side panel. */
export function SignInForm(props: SignInFormProps): ReactElement {
  const { store, state, onDone, onAction, onTurn, isFocused = false, keptFor } = props;
  const { account, busy, errors, problem } = state;
  const form = useRef<HTMLFormElement>(null);
  // Not in React's hands: of what it controls it writes the value into the document, as an attribute.
  const password = useRef<HTMLInputElement>(null);
  const [isNew, setNew] = useState(false);
  const [typedEmail, setEmail] = useState(() =>
    keptFor === undefined ? null : (refusedEmails.get(keptFor) ?? null),
  );
  const [fullName, setFullName] = useState('');
  const [chosenStay, setStay] = useState<boolean | null>(null);
  const last = useRef<'form' | 'sso'>('form');

  const email = typedEmail ?? account?.email ?? '';
  const stay = chosenStay ?? account?.stays ?? false;
  const hasSso = account?.hasSso ?? false;
  const refusal = (field: AccountField) => {
    const quotation = unreadRefusal(field, errors[field]);
    return {
      error: fieldWords(field, state),
      offer: quotation === null ? undefined : <FieldSaid quotation={quotation} />,
    };
  };
  /** What the platform has said of passwords last: it stays in sight while another is typed. */
  const [rule, setRule] = useState<string | null>(null);
  /** What is typed into is no longer what the answer was about. */
  const typed = (field: AccountField): void => {
    if (fieldTold(problem) === field) store.dismiss();
    if (field === 'password') setRule((before) => passwordRule(errors.password) ?? before);
    store.typed(field);
  };

  const focus = (field: AccountField): void => {
    const box = form.current?.querySelector<HTMLInputElement>(`input[name="${field}"]`);
    // Where the focus goes, what describes it is read; where it is already, nobody would hear of it.
    if (document.activeElement === box) say(fieldWords(field, store.state()) ?? '');
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
      if (keptFor !== undefined) refusedEmails.delete(keptFor);
      return onDone?.();
    }
    if (keptFor !== undefined) refusedEmails.set(keptFor, email);
    const now = store.state();
    const refused = order.find((field) => fieldWords(field, now) !== undefined);
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

  const stayField = <StayField isStaying={stay} onTurn={setStay} />;

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
      <AccountTextField
        name="email"
        value={email}
        isStill={busy !== null}
        {...refusal('email')}
        onType={(value) => {
          setEmail(value);
          if (keptFor !== undefined) refusedEmails.delete(keptFor);
          typed('email');
        }}
      />
      <PasswordField
        box={password}
        isNew={isNew}
        isStill={busy !== null}
        {...refusal('password')}
        rule={rule}
        onType={() => typed('password')}
      />
      {isNew && (
        <AccountTextField
          name="fullName"
          value={fullName}
          isStill={busy !== null}
          {...refusal('fullName')}
          onType={(value) => {
            setFullName(value);
            typed('fullName');
          }}
        />
      )}
      {!hasSso && stayField}
      <div className="form-actions">
        <button type="submit" className={hasSso ? 'button' : 'button is-primary'}>
          {isNew ? accountWords.register : accountWords.signIn}
        </button>
        <button type="button" className="button is-quiet" onClick={turn}>
          {isNew ? accountWords.backToSignIn : accountWords.register}
        </button>
        {!isNew && <ForgotPassword page={account?.passwordPage} />}
      </div>
      <p className="form-outcome sign-in-outcome" role="status">
        {busy !== null && accountWords.busy[busy]}
      </p>
      <AccountAlert
        store={store}
        // What stands at its field is not told twice.
        problem={fieldTold(problem) === undefined ? problem : null}
        onAction={onAction}
        again={() => (last.current === 'sso' ? void bySso() : form.current?.requestSubmit())}
        onRead={state.problem?.code === 'sign-in-refused' ? () => focus('password') : begin}
      />
    </form>
  );
}
