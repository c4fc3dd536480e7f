import { describe, expect, it } from 'vitest';
import { detectsReuse } from './behaviours.ts';
import type { Platform } from './platform.ts';
import { callRest, chatBody, createChat, joinData, openSocket, tenantId } from './probe.ts';
import { platformFixture } from './platform-fixture.ts';
import type { TrustedCaller } from './tokens.ts';

const start = platformFixture();

const credentials = { email: 'grace@example.com', password: 'correct horse', tenant_id: tenantId };
const registration = { ...credentials, full_name: 'Grace' };
interface SignedIn {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly user: { readonly id: string };
}

const register = async (platform: Platform): Promise<SignedIn> =>
  (await callRest(platform, 'POST /api/v1/auth/register', { body: registration })).body as SignedIn;

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

describe('accounts', () => {
  it('registers once, then signs in with the password', async () => {
    const platform = await start({ auth: 'required' });
    const { access_token: token, user } = await register(platform);
    expect((await callRest(platform, 'POST /api/v1/auth/register', { body: registration })).status).toBe(409);
    const login = await callRest(platform, 'POST /api/v1/auth/login', { body: credentials });
    expect(login).toMatchObject({ status: 200, body: { user: { id: user.id, email: credentials.email } } });
    expect(JSON.stringify(login.body)).not.toContain('hash');
    const me = await callRest(platform, 'GET /api/v1/auth/me', { token });
    expect(me).toMatchObject({ status: 200, body: { id: user.id, full_name: 'Grace', tenant_id: tenantId } });
  });

  it.each([
    ['a wrong password', { ...credentials, password: 'wrong' }, 401],
    ['an unknown address', { ...credentials, email: 'nobody@example.com' }, 401],
    ['another tenant', { ...credentials, tenant_id: 'other' }, 403],
    ['no address at all', { ...credentials, email: 'grace' }, 422],
  ])('refuses to sign in with %s', async (_case, body, status) => {
    const platform = await start();
    await register(platform);
    expect((await callRest(platform, 'POST /api/v1/auth/login', { body })).status).toBe(status);
  });

  it('says of each field of a registration what is wrong with it', async () => {
    const platform = await start();
    const body = { email: 'grace', password: 'short', full_name: '', tenant_id: tenantId };
    const reply = await callRest(platform, 'POST /api/v1/auth/register', { body });
    expect(reply.status).toBe(422);
    expect((reply.body as { detail: { loc: unknown; msg: unknown }[] }).detail).toEqual([
      expect.objectContaining({ loc: ['body', 'email'], msg: 'value is not a valid email address' }),
      expect.objectContaining({ loc: ['body', 'password'], msg: 'String should have at least 8 characters' }),
      expect.objectContaining({ loc: ['body', 'full_name'], msg: 'String should have at least 1 character' }),
    ]);
  });

  it('lets nobody sign in to a locked account, with the right password or a wrong one', async () => {
    const platform = await start();
    const { access_token: token } = await register(platform);
    platform.lockAccount('Grace@example.com');
    for (const password of [credentials.password, 'wrong']) {
      const body = { ...credentials, password };
      expect(await callRest(platform, 'POST /api/v1/auth/login', { body })).toMatchObject({
        status: 423,
        body: { code: 'account_locked' },
      });
    }
    expect((await callRest(platform, 'GET /api/v1/auth/me', { token })).status).toBe(200);
  });

  it('locks the account of one tenant, and not of another', async () => {
    const platform = await start({ tenants: [tenantId, 'other'] });
    await register(platform);
    platform.lockAccount(credentials.email, 'other');
    expect((await callRest(platform, 'POST /api/v1/auth/login', { body: credentials })).status).toBe(200);
  });

  it('lets one of two registrations at once win', async () => {
    const platform = await start();
    const both = [1, 2].map(() => callRest(platform, 'POST /api/v1/auth/register', { body: registration }));
    const codes = (await Promise.all(both)).map(({ status }) => status);
    expect(new Set(codes)).toEqual(new Set([201, 409]));
  });

  it('puts tenant, user, scope and expiry in seconds into the access token', async () => {
    const { access_token: token, user } = await register(await start({ accessTokenSeconds: 60 }));
    const { tenant_id: tenant, sub, user_id: userId, scope, exp, iat } = claimsOf(token);
    expect({ tenant, sub, userId, scope }).toEqual({
      tenant: tenantId,
      sub: user.id,
      userId: user.id,
      scope: ['chat:create', 'chat:send'],
    });
    expect(Number(exp) - Number(iat)).toBe(60);
  });
});

describe('refresh', () => {
  const refresh = (platform: Platform, refreshToken: string) =>
    callRest(platform, 'POST /api/v1/auth/refresh', { body: { refresh_token: refreshToken } });

  it('rotates: the new pair works, the old refresh token is dead', async () => {
    const platform = await start({ auth: 'required' });
    const first = await register(platform);
    const second = await refresh(platform, first.refresh_token);
    expect(second.status).toBe(200);
    const { access_token: token, refresh_token: next } = second.body as SignedIn;
    expect(next).not.toBe(first.refresh_token);
    expect((await callRest(platform, 'GET /api/v1/auth/me', { token })).status).toBe(200);
    expect(await refresh(platform, first.refresh_token)).toMatchObject({
      status: 401,
      body: { code: 'invalid_token' },
    });
    expect((await refresh(platform, next)).status).toBe(200);
  });

  it('with a token that comes twice ends the whole sign-in, where that is watched for', async () => {
    const platform = await start({ auth: 'required' });
    platform.script(detectsReuse());
    const first = await register(platform);
    const second = (await refresh(platform, first.refresh_token)).body as SignedIn;
    expect((await refresh(platform, 'never issued')).status).toBe(401);
    expect(platform.received.violations).toEqual([]);
    expect((await refresh(platform, first.refresh_token)).status).toBe(401);
    expect(platform.received.violations).toEqual(['a refresh token sent twice']);
    expect((await refresh(platform, second.refresh_token)).status).toBe(401);
    const me = await callRest(platform, 'GET /api/v1/auth/me', { token: second.access_token });
    expect(me.status).toBe(401);
  });

  it('lets one of two refreshes at once win', async () => {
    const platform = await start();
    const { refresh_token: token } = await register(platform);
    const both = await Promise.all([refresh(platform, token), refresh(platform, token)]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 401]));
  });

  it('gives a fresh token for one that was issued expired', async () => {
    const platform = await start({ auth: 'required' });
    const expired = await platform.issueTokens({ expiresIn: -10 });
    expect(await callRest(platform, 'GET /api/v1/auth/me', { token: expired.access_token })).toMatchObject({
      status: 401,
      body: { code: 'invalid_token' },
    });
    const { body } = await refresh(platform, expired.refresh_token);
    const me = await callRest(platform, 'GET /api/v1/auth/me', { token: (body as SignedIn).access_token });
    expect(me).toMatchObject({ status: 200, body: { email: 'ada@example.com' } });
  });

  it('ends at sign-out, for both tokens', async () => {
    const platform = await start();
    const { access_token: token, refresh_token: refreshToken } = await register(platform);
    expect((await callRest(platform, 'POST /api/v1/auth/logout', { token })).status).toBe(204);
    expect((await callRest(platform, 'GET /api/v1/auth/me', { token })).status).toBe(401);
    expect((await refresh(platform, refreshToken)).status).toBe(401);
  });
});

describe('a deployment that requires sign-in', () => {
  it.each([
    ['no token', undefined, 401, 'auth_required'],
    ['a token of somebody else', 'abc.def.ghi', 401, 'invalid_token'],
  ])('refuses %s', async (_case, token, status, code) => {
    const platform = await start({ auth: 'required' });
    const reply = await callRest(platform, 'GET /api/v1/chat/list', token === undefined ? {} : { token });
    expect(reply).toMatchObject({ status, body: { code } });
  });

  it('refuses a token of another tenant, and one without the scope', async () => {
    const platform = await start({ auth: 'required', tenants: [tenantId, 'other'] });
    const { access_token: foreign } = await platform.issueTokens({ tenant: 'other' });
    const { access_token: narrow } = await platform.issueTokens({ scope: ['chat:send'] });
    const create = (token: string) => callRest(platform, 'POST /api/v1/chat', { token, body: chatBody() });
    expect(await create(foreign)).toMatchObject({ status: 403, body: { code: 'tenant_mismatch' } });
    expect(await create(narrow)).toMatchObject({ status: 403, body: { code: 'insufficient_scope' } });
  });

  it('shows each user their own chats', async () => {
    const platform = await start({ auth: 'required' });
    const { access_token: ada } = await platform.issueTokens({ email: 'ada@example.com' });
    const { access_token: bob } = await platform.issueTokens({ email: 'bob@example.com' });
    const id = await createChat(platform, { token: ada });
    expect((await callRest(platform, `GET /api/v1/chat/${id}`, { token: ada })).status).toBe(200);
    expect((await callRest(platform, `GET /api/v1/chat/${id}`, { token: bob })).status).toBe(404);
    expect((await callRest(platform, 'GET /api/v1/chat/list', { token: bob })).body).toEqual({ items: [] });
  });

  it('still says without a token how it is and what it looks like', async () => {
    const platform = await start({ auth: 'required' });
    expect((await callRest(platform, 'GET /api/v1/health')).status).toBe(200);
    expect((await callRest(platform, 'GET /api/v1/chat/config')).status).toBe(200);
  });

  it('shows the tenant to an account with the scope for it', async () => {
    const platform = await start();
    const { access_token: plain } = await platform.issueTokens();
    const { access_token: admin } = await platform.issueTokens({ scope: ['admin:read'] });
    expect((await callRest(platform, 'GET /api/v1/admin/tenant')).status).toBe(401);
    expect((await callRest(platform, 'GET /api/v1/admin/tenant', { token: plain })).status).toBe(403);
    const shown = await callRest(platform, 'GET /api/v1/admin/tenant', { token: admin });
    expect(shown).toMatchObject({ status: 200, body: { tenant_id: tenantId } });
  });
});

describe('a deployment that trusts another issuer', () => {
  const user = { id: 'user-1', email: 'linus@example.org', fullName: 'Linus', tenant: tenantId };
  const startTrusting = (tokens: Readonly<Record<string, TrustedCaller>>) =>
    start({ auth: 'required', tenants: [tenantId, 'other'], trusts: async (token) => tokens[token] });
  const good = { user, scope: ['chat:create', 'chat:send'], expiresAt: Date.now() + 60_000 };

  it('takes its tokens over REST and in a join, and knows its users', async () => {
    const platform = await startTrusting({ theirs: good });
    const me = await callRest(platform, 'GET /api/v1/auth/me', { token: 'theirs' });
    expect(me).toMatchObject({ status: 200, body: { id: 'user-1', full_name: 'Linus' } });
    const chatId = await createChat(platform, { token: 'theirs' });
    const socket = openSocket(`${platform.wsUrl}?tenant_id=${tenantId}`);
    await socket.next('connection_ready');
    socket.send('join_chat', joinData(chatId, 'theirs'));
    expect((await socket.next('chat_joined')).data).toMatchObject({ chat_id: chatId });
    socket.close();
  });

  it.each([
    ['one that it does not trust', {}, 401],
    ['one of another tenant', { theirs: { ...good, user: { ...user, tenant: 'other' } } }, 403],
    ['one without the scope', { theirs: { ...good, scope: [] } }, 403],
  ])('refuses %s', async (_case, tokens, status) => {
    const platform = await startTrusting(tokens);
    const reply = await callRest(platform, 'POST /api/v1/chat', { token: 'theirs', body: chatBody() });
    expect(reply.status).toBe(status);
  });

  it('goes on taking its own, and forgets one of theirs that is signed out', async () => {
    const platform = await startTrusting({ theirs: good, others: good });
    const { access_token: own } = await platform.issueTokens();
    const status = async (token: string) =>
      (await callRest(platform, 'GET /api/v1/chat/list', { token })).status;
    await callRest(platform, 'POST /api/v1/auth/logout', { token: 'theirs' });
    expect([await status(own), await status('theirs'), await status('others')]).toEqual([200, 401, 200]);
  });
});

describe('the key of a server', () => {
  const ask = (platform: Platform, headers: Record<string, string>): Promise<Response> =>
    fetch(`${platform.apiUrl}/api/v1/chat`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Tenant-ID': tenantId, ...headers },
      body: JSON.stringify(chatBody()),
    });

  it('is taken in place of a token, and no other key is', async () => {
    const platform = await start({ auth: 'required', apiKeys: ['key of a server'] });
    expect((await ask(platform, { 'X-API-Key': 'key of a server' })).status).toBe(201);
    expect((await ask(platform, { 'X-API-Key': 'another' })).status).toBe(401);
    expect((await ask(platform, {})).status).toBe(401);
  });

  it('opens nothing where the deployment knows of none', async () => {
    const platform = await start({ auth: 'required' });
    expect((await ask(platform, { 'X-API-Key': 'key of a server' })).status).toBe(401);
  });
});
