import type { Account, AccountField } from '../messaging/account-shapes.ts';
import type { CommandOf } from '../messaging/commands.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { Problem } from '../shared/problem.ts';
import { fieldMeant, missing, type InputError } from './account-input.ts';
import { createHeldState } from './held-state.ts';

export type { Account, AccountField } from '../messaging/account-shapes.ts';

export type AccountBusy = 'sign-in' | 'register' | 'sso' | 'sign-out';

export interface AccountState {
  /** Null until known. */
  readonly account: Account | null;
  /** What is asked for and not answered yet. */
  readonly busy: AccountBusy | null;
  /** Of the fields that were refused, by us or by the server. */
  readonly errors: Partial<Record<AccountField, InputError>>;
  readonly problem: Problem | null;
}

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  /** Survives the browser. */
  readonly stay: boolean;
}

export interface RegisterInput extends SignInInput {
  readonly fullName: string;
}

/** Who is signed in to the profile in use. It never holds a password: that goes from the form into the request. */
export interface AccountStore {
  state(): AccountState;
  subscribe(listener: () => void): () => void;
  read(): Promise<void>;
  /** These four resolve with whether it was done; one at a time. */
  signIn(input: SignInInput): Promise<boolean>;
  register(input: RegisterInput): Promise<boolean>;
  sso(stay: boolean): Promise<boolean>;
  signOut(): Promise<boolean>;
  /** By a snapshot or a patch. */
  told(account: Account): void;
  /** The field is being corrected: what was wrong with it no longer stands beside it. */
  typed(field: AccountField): void;
  /** Another profile is in use: who it was, and the answer to what was asked for, concern that profile no more. */
  forget(): void;
  dismiss(): void;
  close(): void;
}

type Entry = 'account/sign-in' | 'account/register';
type Change = Entry | 'account/sso' | 'account/sign-out';

export function createAccountStore(port: Pick<PagePort<Change | 'account/read'>, 'request'>): AccountStore {
  const held = createHeldState<AccountState>({ account: null, busy: null, errors: {}, problem: null });
  /** Grows with the profile, so that an answer that belongs to the one before is known. */
  let era = 0;
  /** Grows with what is told, so that a reading that was overtaken by it is known. */
  let tellings = 0;

  function tell(next: Partial<AccountState>): void {
    tellings += 1;
    held.set(next);
  }

  /** As `change`, where nothing is empty. */
  async function enter(busy: AccountBusy, command: CommandOf<Entry>): Promise<boolean> {
    const errors = missing(command);
    if (Object.keys(errors).length === 0) return change(busy, command);
    if (held.state().busy === null) held.set({ errors, problem: null });
    return false;
  }

  async function change(busy: AccountBusy, command: CommandOf<Change>): Promise<boolean> {
    if (held.state().busy !== null) return false;
    const asked = era;
    held.set({ busy, errors: {}, problem: null });
    const changed = await port.request(command);
    if (asked !== era) return false;
    if (!changed.ok) {
      const { failure } = changed;
      const field = fieldMeant(failure);
      if (field === undefined) held.set({ busy: null, problem: failure });
      else held.set({ busy: null, errors: { [field]: { quotation: failure.detail ?? '' } } });
      return false;
    }
    const { account, errors } = changed.value;
    tell({ busy: null, account, errors });
    return Object.keys(errors).length === 0;
  }

  return {
    state: held.state,
    subscribe: held.subscribe,
    async read() {
      const asked = tellings;
      const account = await port.request({ type: 'account/read' });
      if (asked !== tellings) return;
      if (account.ok) tell({ account: account.value });
      else held.set({ problem: account.failure });
    },
    signIn: (input) => enter('sign-in', { type: 'account/sign-in', ...input }),
    register: (input) => enter('register', { type: 'account/register', ...input }),
    sso: (stay) => change('sso', { type: 'account/sso', stay }),
    signOut: () => change('sign-out', { type: 'account/sign-out' }),
    told: (account) => tell({ account }),
    typed(field) {
      const { [field]: error, ...errors } = held.state().errors;
      if (error !== undefined) held.set({ errors });
    },
    forget() {
      era += 1;
      tell({ account: null, busy: null, errors: {}, problem: null });
    },
    dismiss() {
      if (held.state().problem !== null) held.set({ problem: null });
    },
    close() {
      era += 1;
      tellings += 1;
      held.close();
    },
  };
}
