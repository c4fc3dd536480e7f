import { describe, expect, it } from 'vitest';
import { createAccountClient } from '../../../lib/transport/http/account-client.ts';
import type { AccountFailure } from '../../../lib/transport/http/account-failure.ts';
import { answering, clock, json, profile, signal, unreachable, type Answer } from './fake-platform.ts';

const password = 'correct horse';
const credentials = { email: 'grace@example.com', password };
const registration = { ...credentials, fullName: 'Grace Hopper' };

const accountsFor = (...answers: readonly Answer[]) => {
  const { fetch, requests } = answering(...answers);
  const accounts = createAccountClient({ profile, fetch, clock, random: () => 0 });
  return { accounts, requests };
};

const failureOf = async (call: 'login' | 'register', answer: Answer): Promise<AccountFailure> => {
  const { accounts, requests } = accountsFor(answer);
  const result = await (call === 'login'
    ? accounts.signIn(credentials, signal())
    : accounts.register(registration, signal()));
  if (result.ok) throw new Error('succeeded');
  expect(requests).toHaveLength(1);
  return result.failure;
};

/** Put together here, so that nothing in this file looks like a credential. */
const tokenOf = (claims: object): string =>
  [{ alg: 'none' }, claims, {}].map((part) => btoa(JSON.stringify(part)).replaceAll('=', '')).join('.');

describe('R26, R27: the request', () => {
  const answer = json(200, { access_token: 'a', refresh_token: 'r' });

  it('carries exactly the fields of the contract, and no token', async () => {
    const { accounts, requests } = accountsFor(answer);
    await accounts.signIn(credentials, signal());
    await accounts.register(registration, signal());
    const [login, register] = requests;
    expect([login?.method, login?.url]).toEqual(['POST', 'https://api.example.org/api/v1/auth/login']);
    expect(await login?.json()).toEqual({ ...credentials, tenant_id: 'acme' });
    expect(register?.url).toBe('https://api.example.org/api/v1/auth/register');
    expect(await register?.json()).toEqual({
      ...credentials,
      full_name: 'Grace Hopper',
      tenant_id: 'acme',
    });
    for (const request of requests) {
      expect(request.headers.has('Authorization')).toBe(false);
      expect(request.headers.get('X-Tenant-ID')).toBe('acme');
    }
  });

  it.each([500, 502, 503])('is made once, also where it is answered with %i', async (status) => {
    for (const call of ['login', 'register'] as const)
      expect(await failureOf(call, json(status, {}))).toEqual({
        kind: 'other',
        failure: { kind: 'unavailable' },
      });
  });
});

describe('R26, R27: the answer', () => {
  const signedInWith = async (body: unknown) => {
    const { accounts } = accountsFor(json(200, body));
    return accounts.signIn(credentials, signal());
  };
  const nobody = { id: null, email: null, name: null };
  const bare = { access_token: 'a', refresh_token: 'r' };
  const read = { accessToken: 'a', refreshToken: 'r', lifetime: null, user: nobody };

  it.each<[string, object, object]>([
    ['bare', bare, read],
    ['in an envelope', { success: true, data: bare, message: 'OK', meta: {} }, read],
    ['without a refresh token', { access_token: 'a' }, { ...read, refreshToken: null }],
    ['with an empty refresh token', { ...bare, refresh_token: '' }, { ...read, refreshToken: null }],
    ['with none that is null', { ...bare, refresh_token: null }, { ...read, refreshToken: null }],
    ['with a lifetime in seconds', { ...bare, expires_in: 900 }, { ...read, lifetime: 900_000 }],
    ['with a lifetime that is none', { ...bare, expires_in: -1 }, read],
    [
      'with a user',
      { ...bare, user: { id: 7, email: 'grace@example.com', full_name: 'Grace', extra: {} } },
      { ...read, user: { id: '7', email: 'grace@example.com', name: 'Grace' } },
    ],
    [
      'with a user by name',
      { ...bare, user: { id: 'u1', name: 'Grace' } },
      { ...read, user: { id: 'u1', email: null, name: 'Grace' } },
    ],
    ['with a user of whom nothing can be read', { ...bare, user: { id: {}, email: 7, full_name: [] } }, read],
    ['with a user that is none', { ...bare, user: 'grace' }, read],
    [
      'with a user who tries to be more than a line',
      { ...bare, user: { full_name: `a\n\u202eb\u0000${'x'.repeat(500)}` } },
      { ...read, user: { ...nobody, name: `a b${'x'.repeat(117)}` } },
    ],
  ])('%s, is tokens and whose they are', async (_, body, expected) => {
    expect(await signedInWith(body)).toEqual({ ok: true, value: expected });
  });

  it.each<[string, unknown]>([
    ['no access token', { refresh_token: 'r' }],
    ['an access token that no header can carry', { ...bare, access_token: 'a\r\nX-Evil: 1' }],
    ['an access token of a megabyte', { ...bare, access_token: 'a'.repeat(1024 * 1024) }],
    ['a refresh token that is none', { ...bare, refresh_token: { value: 'r' } }],
    ['nothing', null],
  ])('with %s, is an unexpected body', async (_, body) => {
    expect(await signedInWith(body)).toEqual({
      ok: false,
      failure: { kind: 'other', failure: { kind: 'unexpected-body' } },
    });
  });

  it.each([
    ['the tenant asked for', 'taken', { tenant_id: 'acme' }],
    ['no tenant', 'taken', { sub: 'u1' }],
    ['another tenant', 'dropped', { tenant_id: 'other' }],
  ])('R31: a token of %s is %s', async (_, fate, claims) => {
    const token = tokenOf(claims);
    const result = await signedInWith({ ...bare, access_token: token });
    expect(result).toEqual(
      fate === 'taken'
        ? { ok: true, value: { ...read, accessToken: token } }
        : { ok: false, failure: { kind: 'other', failure: { kind: 'tenant-mismatch' } } },
    );
  });
});

describe('R30: a failure, in each shape of an error', () => {
  const shapes = (code: string, message: string): [string, unknown][] => [
    ['report', { success: false, message, errors: [], error_code: code, details: {} }],
    ['code and message', { code, message }],
    ['words', { detail: message }],
  ];
  const rows = (
    status: number,
    code: string,
    message: string,
    login: AccountFailure['kind'],
    register: AccountFailure['kind'],
  ) => shapes(code, message).map(([shape, body]) => [status, shape, message, body, login, register] as const);

  it.each([
    ...rows(401, 'INVALID_CREDENTIALS', 'Wrong email address or password', 'wrong-credentials', 'other'),
    ...rows(401, 'auth_required', 'Not authenticated', 'wrong-credentials', 'other'),
    ...rows(400, 'bad_login', 'LOGIN_BAD_CREDENTIALS', 'wrong-credentials', 'fields'),
    ...rows(400, 'bad_login', 'Incorrect username or password', 'wrong-credentials', 'fields'),
    ...rows(404, 'USER_NOT_FOUND', 'User not found', 'wrong-credentials', 'no-accounts'),
    ...rows(423, 'account_locked', 'Ask your administrator', 'locked', 'locked'),
    ...rows(401, 'ACCOUNT_LOCKED', 'The account is locked', 'locked', 'locked'),
    ...rows(403, 'ACCOUNT_DISABLED', 'Your account was disabled', 'locked', 'locked'),
    ...rows(403, 'user-suspended', 'This user is suspended', 'locked', 'locked'),
    ...rows(401, 'retry_later', 'Too many failed login attempts', 'locked', 'locked'),
    ...rows(400, 'inactive', 'Inactive user', 'locked', 'locked'),
    ...rows(409, 'conflict', 'This email address has an account already', 'other', 'taken'),
    ...rows(400, 'EMAIL_EXISTS', 'This email is already registered', 'fields', 'taken'),
    ...rows(400, 'bad', 'REGISTER_USER_ALREADY_EXISTS', 'fields', 'taken'),
    ...rows(422, 'EMAIL_EXISTS', 'An account with this address exists', 'fields', 'taken'),
    ...rows(400, 'weak', 'Choose another one', 'fields', 'fields'),
    ...rows(403, 'tenant_mismatch', 'The account belongs to another tenant', 'other', 'other'),
    ...rows(403, 'waf', 'Request blocked', 'other', 'other'),
    ...rows(403, 'closed', 'Registration is disabled', 'other', 'other'),
    ...rows(404, 'TENANT_NOT_FOUND', 'Tenant acme does not exist', 'other', 'other'),
    ...rows(400, 'TENANT_EXISTS_NOT', 'Tenant already exists elsewhere', 'other', 'other'),
    ...rows(404, 'not_found', 'Not Found', 'no-accounts', 'no-accounts'),
    ...rows(405, 'method', 'Method Not Allowed', 'no-accounts', 'no-accounts'),
    ...rows(429, 'RATE_LIMIT_EXCEEDED', 'Too many login attempts', 'other', 'other'),
    ...rows(503, 'db_not_ready', 'Wait', 'other', 'other'),
  ])('%i as %s: %s', async (status, _shape, _message, body, login, register) => {
    const kinds = [
      await failureOf('login', json(status, body)),
      await failureOf('register', json(status, body)),
    ];
    expect(kinds.map(({ kind }) => kind)).toEqual([login, register]);
  });

  it.each<[string, AccountFailure['kind']]>([
    ['ACCOUNT_LOCKED', 'locked'],
    ['INVALID_CREDENTIALS', 'wrong-credentials'],
    ['auth_required', 'wrong-credentials'],
    ['tenant_mismatch', 'other'],
  ])('R8: with status 200 and the code %s is %s', async (error_code, kind) => {
    expect(await failureOf('login', json(200, { success: false, error_code }))).toMatchObject({ kind });
  });

  it('quotes why an account is locked', async () => {
    const body = { code: 'account_locked', message: 'Until 12:00' };
    expect(await failureOf('login', json(423, body))).toEqual({ kind: 'locked', detail: 'Until 12:00' });
    expect(await failureOf('login', json(401, body))).toEqual({ kind: 'locked', detail: 'Until 12:00' });
  });

  it('hands on what can befall any call', async () => {
    const other = (failure: object) => ({ kind: 'other', failure });
    expect(await failureOf('login', unreachable())).toEqual(other({ kind: 'network' }));
    expect(await failureOf('login', json(429, { details: { retry_after: 7 } }))).toEqual(
      other({ kind: 'rate-limited', retryAfterMs: 7000 }),
    );
    const { accounts, requests } = accountsFor(json(200, {}));
    expect(await accounts.signIn(credentials, AbortSignal.abort())).toEqual({
      ok: false,
      failure: other({ kind: 'aborted' }),
    });
    expect(requests).toEqual([]);
  });
});

describe('R30: field messages', () => {
  const fieldsOf = (body: unknown) => failureOf('register', json(422, body));

  it('stand by their fields, as FastAPI sends them', async () => {
    const body = {
      detail: [
        { loc: ['body', 'email'], msg: 'not an address', type: 'x', input: 'grace' },
        { loc: ['body', 'password'], msg: 'too short', type: 'x', input: password },
        { loc: ['body', 'password'], msg: 'no digit', type: 'x' },
        { loc: ['body', 'full_name'], msg: 'missing', type: 'x' },
      ],
    };
    expect(await fieldsOf(body)).toEqual({
      kind: 'fields',
      fields: { email: 'not an address', password: 'too short · no digit', fullName: 'missing' },
    });
  });

  it('stand by their fields, as a report has them, by any usual name', async () => {
    const errors = [
      { field: 'user.fullName', message: 'missing' },
      { field: 'E-Mail', message: 'not an address' },
    ];
    const body = { success: false, message: 'Validation failed', errors, error_code: 'VALIDATION' };
    expect(await fieldsOf(body)).toEqual({
      kind: 'fields',
      fields: { fullName: 'missing', email: 'not an address' },
      detail: 'Validation failed',
    });
  });

  it('stand by their fields, however deep, and without words, too', async () => {
    const body = {
      detail: [
        { loc: ['body', 'user', 'credentials', 'password', 'constrained-str'], msg: 'too short' },
        { loc: ['body', 'user', 'email_address', 0], msg: 'not an address' },
        { loc: ['body', 'full_name'], msg: '' },
      ],
    };
    expect(await fieldsOf(body)).toEqual({
      kind: 'fields',
      fields: { password: 'too short', email: 'not an address', fullName: '' },
    });
  });

  it('go into the detail where they are about no field of the form', async () => {
    const body = {
      detail: [
        { loc: ['body', 'tenant_id'], msg: 'unknown' },
        { loc: ['body'], msg: 'too odd' },
      ],
    };
    expect(await fieldsOf(body)).toEqual({
      kind: 'fields',
      fields: {},
      detail: 'tenant_id: unknown · too odd',
    });
  });

  it.each([
    '{}',
    '{"detail":"no"}',
    '[]',
    'no',
    '<!doctype html>',
    '{"detail":[[[]]]}',
    '{"errors":{"a":1}}',
  ])('are none in %s, which is no reason for another failure', async (text) => {
    expect(await failureOf('login', new Response(text, { status: 422 }))).toMatchObject({
      kind: 'fields',
      fields: {},
    });
  });

  it('tell that the address is taken, and not that a password was taken before', async () => {
    const about = (field: string) =>
      fieldsOf({ detail: [{ loc: ['body', field], msg: 'is already in use' }] });
    expect(await about('email')).toEqual({ kind: 'taken' });
    expect(await about('password')).toEqual({
      kind: 'fields',
      fields: { password: 'is already in use' },
    });
  });
});

/** Every text of a value, however deep. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [String(value)];

describe('R14: the password', () => {
  const hostile = 'pä s"s/%\\+';

  it.each([
    ['as it is', hostile],
    ['escaped for an URL', encodeURIComponent(hostile)],
    [
      'escaped for an URL in small letters',
      encodeURIComponent(hostile).replaceAll(/%../g, (hex) => hex.toLowerCase()),
    ],
    ['escaped for a form', new URLSearchParams({ p: hostile }).toString().slice(2)],
    ['escaped for JSON', JSON.stringify(hostile).slice(1, -1)],
    ['escaped for JSON in ASCII', JSON.stringify(hostile).slice(1, -1).replace('ä', '\\u00E4')],
  ])('is in no failure, even if the server repeats it %s', async (_, echo) => {
    const bodies = [
      { detail: `You said ${echo}!` },
      { code: echo, message: echo },
      { code: echo },
      { success: false, message: echo, errors: [{ field: 'password', message: `${echo} is weak` }] },
      {
        detail: [
          { loc: ['body', echo], msg: echo },
          { loc: ['body', 'email'], msg: `x${echo}x` },
        ],
      },
    ];
    for (const body of bodies) {
      for (const status of [200, 400, 401, 403, 404, 409, 422, 423, 429, 500]) {
        const { accounts } = accountsFor(json(status, status === 200 ? { ...body, success: false } : body));
        const result = await accounts.register({ ...registration, password: hostile }, signal());
        expect(result.ok).toBe(false);
        for (const text of textsIn(result)) expect(text).not.toContain(echo);
      }
    }
  });

  it('may be echoed without the spaces around it', async () => {
    const { accounts } = accountsFor(json(423, { message: 'open sesame is wrong' }));
    const result = await accounts.signIn({ ...credentials, password: '  open sesame ' }, signal());
    expect(result).toEqual({ ok: false, failure: { kind: 'locked', detail: '••• is wrong' } });
  });

  it('of a letter does not riddle the words that hold it, nor is told by them', async () => {
    const { accounts } = accountsFor(
      json(422, { detail: [{ loc: ['body', 'password'], msg: 'a is too short: at least 8 characters' }] }),
    );
    const result = await accounts.register({ ...registration, password: 'a' }, signal());
    expect(result).toMatchObject({
      failure: { fields: { password: '••• is too short: at least 8 characters' } },
    });
  });

  it('does not hide what an error means, though it is one of its words', async () => {
    const { accounts } = accountsFor(json(401, { detail: 'locked' }));
    const result = await accounts.signIn({ ...credentials, password: 'locked' }, signal());
    expect(result).toEqual({ ok: false, failure: { kind: 'locked', detail: '•••' } });
  });
});

describe('a hostile answer', () => {
  it('of megabytes is read in a moment', async () => {
    const long = 'account email address '.repeat(150_000);
    const started = performance.now();
    const failure = await failureOf('register', json(400, { message: long, error_code: long }));
    expect(failure.kind).toBe('fields');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('of any depth spoils nothing', async () => {
    const deep = `{"detail":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(await failureOf('login', new Response(deep, { status: 401 }))).toEqual({
      kind: 'wrong-credentials',
    });
  });
});

describe('R28, R29: the person, and the end', () => {
  const user = { id: 'u1', email: 'grace@example.com', name: 'Grace' };

  it.each<[string, Answer, object | null]>([
    ['bare', json(200, { id: 'u1', email: 'grace@example.com', full_name: 'Grace' }), user],
    ['in an envelope', json(200, { success: true, data: { ...user } }), user],
    ['in user', json(200, { user }), user],
    ['not', json(200, []), null],
    ['to nobody with a bad token', json(401, { code: 'invalid_token' }), null],
    ['nowhere', json(404, {}), null],
    ['by nobody', unreachable(), null],
  ])('is told %s', async (_, answer, expected) => {
    const { accounts, requests } = accountsFor(answer);
    expect(await accounts.me('access-1', signal())).toEqual(expected);
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://api.example.org/api/v1/auth/me',
    ]);
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer access-1');
  });

  it.each<[string, Answer]>([
    ['does', new Response(null, { status: 204 })],
    ['knows no such token', json(401, {})],
    ['is not there', unreachable()],
    ['knows no such call', json(404, {})],
  ])('signs out where the platform %s', async (_, answer) => {
    const { accounts, requests } = accountsFor(answer);
    await expect(accounts.signOut('access-1', signal())).resolves.toBeUndefined();
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://api.example.org/api/v1/auth/logout',
    ]);
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer access-1');
  });
});
