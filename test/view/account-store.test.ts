import { describe, expect, it } from 'vitest';
import { createAccountStore, type AccountStore } from '../../lib/view/account-store.ts';
import { accountProblemWords, signedInWords } from '../../lib/view/words/account-words.ts';
import { problemWords } from '../../lib/view/words/problem-words.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';
import { account, ada } from './settings-view.ts';

const typed = { email: 'ada@acme.test', password: 'as typed', stay: true };

function openStore() {
  const port = createFakePagePort();
  port.answer('account/read', { ok: true, value: account() });
  return { port, store: createAccountStore(port) };
}

/** A reply that comes when the test says so. */
function held() {
  let reply: (value: unknown) => void = () => undefined;
  const answer = new Promise<{ ok: true; value: unknown }>((resolve) => {
    reply = (value) => resolve({ ok: true, value });
  });
  return { answer, reply };
}

describe('the account', () => {
  it('is unknown until it was read or told', async () => {
    const { store } = openStore();
    expect(store.state().account).toBeNull();
    await store.read();
    expect(store.state().account).toEqual(account());
    store.told(ada());
    expect(store.state().account).toEqual(ada());
  });

  it.each([
    ['fails', { ok: false, failure: { code: 'storage-failed' } } as const, 'storage-failed'],
    ['is answered with nonsense', { ok: true, value: { state: 'perhaps' } } as const, 'internal'],
  ])('whose reading %s is a problem', async (_how, answer, code) => {
    const { port, store } = openStore();
    port.answer('account/read', answer);
    await store.read();
    expect(store.state()).toMatchObject({ account: null, problem: { code } });
    store.dismiss();
    expect(store.state().problem).toBeNull();
  });

  it('is not what a reading says that was overtaken by a telling', async () => {
    const { port, store } = openStore();
    const { answer, reply } = held();
    port.answer('account/read', answer);
    const reading = store.read();
    store.told(ada());
    reply(account());
    await reading;
    expect(store.state().account).toEqual(ada());
  });
});

describe.each<[string, (store: AccountStore) => Promise<boolean>, object]>([
  ['sign-in', (store) => store.signIn(typed), { type: 'account/sign-in', ...typed }],
  [
    'register',
    (store) => store.register({ ...typed, fullName: 'Ada' }),
    { type: 'account/register', ...typed, fullName: 'Ada' },
  ],
  ['sso', (store) => store.sso(false), { type: 'account/sso', stay: false }],
  ['sign-out', (store) => store.signOut(), { type: 'account/sign-out' }],
])('%s', (busy, ask, command) => {
  const type = (command as { type: 'account/sign-in' }).type;

  it('is asked for once at a time, and is done when the answer refuses nothing', async () => {
    const { port, store } = openStore();
    const { answer, reply } = held();
    port.answer(type, answer);
    const asked = ask(store);
    expect(store.state().busy).toBe(busy);
    expect(await store.sso(true)).toBe(false);
    expect(port.sent).toEqual([command]);
    reply({ errors: {}, account: ada() });
    expect(await asked).toBe(true);
    expect(store.state()).toEqual({ account: ada(), busy: null, errors: {}, problem: null });
  });

  it('leaves no password in the state, whatever becomes of it', async () => {
    const { port, store } = openStore();
    const seen: string[] = [];
    store.subscribe(() => seen.push(JSON.stringify(store.state())));
    port.answer(type, {
      ok: true,
      value: { errors: { password: { quotation: 'Empty.' } }, account: account() },
    });
    await ask(store);
    port.answer(type, { ok: false, failure: { code: 'server-unreachable' } });
    await ask(store);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.join()).not.toContain(typed.password);
  });

  it('that is refused at its fields is not done; a field that is typed into is refused no more', async () => {
    const { port, store } = openStore();
    const errors = { email: { quotation: 'Not an address.' }, password: { quotation: 'Too short.' } };
    port.answer(type, { ok: true, value: { errors, account: account() } });
    expect(await ask(store)).toBe(false);
    expect(store.state()).toMatchObject({ busy: null, errors });
    store.typed('email');
    expect(store.state().errors).toEqual({ password: { quotation: 'Too short.' } });
  });

  it('that fails is a problem, until it is tried again', async () => {
    const { port, store } = openStore();
    port.answer(type, { ok: false, failure: { code: 'server-error' } });
    expect(await ask(store)).toBe(false);
    expect(store.state()).toMatchObject({ busy: null, problem: { code: 'server-error' } });
    port.answer(type, { ok: true, value: { errors: {}, account: ada() } });
    expect(await ask(store)).toBe(true);
    expect(store.state().problem).toBeNull();
  });

  it('whose answer comes after the profile changed tells nothing of the one that is in use now', async () => {
    const { port, store } = openStore();
    const { answer, reply } = held();
    port.answer(type, answer);
    const asked = ask(store);
    store.forget();
    expect(store.state()).toEqual({ account: null, busy: null, errors: {}, problem: null });
    store.told(account({ hasSso: true }));
    reply({ errors: { email: { quotation: 'Not an address.' } }, account: ada() });
    expect(await asked).toBe(false);
    expect(store.state()).toMatchObject({ account: { state: 'signed-out', hasSso: true }, errors: {} });
  });
});

describe('what is left empty', () => {
  it('is told without asking anybody', async () => {
    const { port, store } = openStore();
    expect(await store.register({ email: ' ', password: '', fullName: '', stay: false })).toBe(false);
    expect(Object.keys(store.state().errors)).toEqual(['email', 'password', 'fullName']);
    expect(await store.signIn({ ...typed, password: '' })).toBe(false);
    expect(store.state().errors).toEqual({ password: { code: 'empty' } });
    expect(port.sent).toEqual([]);
  });
});

it('a closed store tells nobody anything', async () => {
  const { store } = openStore();
  let told = 0;
  store.subscribe(() => (told += 1));
  const reading = store.read();
  store.close();
  await reading;
  store.told(ada());
  expect(told).toBe(0);
});

describe('the words', () => {
  it.each([
    [ada(), 'Signed in as Ada'],
    [ada({ name: null }), 'Signed in as ada@acme.test'],
    [ada({ name: null, email: null }), 'Signed in'],
  ])('of %j say %s', (who, said) => expect(signedInWords(who)).toBe(said));

  it.each(['server-unreachable', 'server-error', 'rate-limited'] as const)(
    'of %s speak of no messages, and offer to try again',
    (code) => {
      const { body, action } = accountProblemWords({ code, subject: 'api.acme.test' });
      expect(body).not.toMatch(/messages|panel/);
      expect(action.label).toBe('Try again');
    },
  );

  it('of other problems are the usual ones', () => {
    const problem = { code: 'tenant-unknown', subject: 'acmee', detail: 'No such tenant' } as const;
    expect(accountProblemWords(problem)).toEqual(problemWords(problem));
  });
});
