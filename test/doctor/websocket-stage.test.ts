import { describe, expect, it } from 'vitest';
import { healthy, json, run } from './doctor-fixture.ts';
import { faithful, refuses, type Behaviour } from './scripted-socket.ts';

describe('the websocket stage', () => {
  it.each(['/api/v1/ws', '/api/v1/ws/', '/ws/', '/api/ws/'])(
    'names %s where the socket greets there',
    async (path) => {
      const { of, sockets, outcomes } = await run({
        socket: (server, url) => (url.pathname === path ? faithful : refuses)(server, url),
      });
      expect(of('websocket')).toMatchObject({
        outcome: 'failed',
        problem: { code: 'websocket-refused', subject: 'api.example.org' },
        note: { code: 'socket-elsewhere', wsUrl: `wss://api.example.org${path}` },
      });
      expect(outcomes.slice(-2)).toEqual(['join skipped', 'ping skipped']);
      expect(sockets.every(({ closedWith }) => closedWith === 1000)).toBe(true);
    },
  );

  it('names the right path where another one was set', async () => {
    const { of } = await run({
      settings: { wsUrl: 'wss://api.example.org/chat' },
      socket: (server, url) => (url.pathname === '/api/v1/ws/chat' ? faithful : refuses)(server, url),
    });
    expect(of('websocket')?.note).toMatchObject({ wsUrl: 'wss://api.example.org/api/v1/ws/chat' });
  });

  it('does not name a path that merely opens', async () => {
    const { of } = await run({
      socket: (server, url) => (url.pathname === '/ws/' ? server.open() : server.drop(1006)),
    });
    expect(of('websocket')).toMatchObject({ outcome: 'failed', problem: { code: 'websocket-refused' } });
    expect(of('websocket')).not.toHaveProperty('note');
  });

  it.each([
    [1008, 'tenant_id required', 'settings-rejected'],
    [1008, 'rate limit', 'rate-limited'],
    [1011, '', 'server-error'],
    [1001, 'restart', 'server-error'],
    [4400, '', 'join-rejected'],
    [4401, '', 'sign-in-needed'],
    [4403, 'tenant', 'tenant-mismatch'],
    [4403, 'insufficient scope', 'scope-missing'],
    [4408, '', 'join-timeout'],
  ])('explains a close with %i %j as %s', async (code, reason, problem) => {
    const { of } = await run({ socket: (server) => (server.open(), server.drop(code, reason)) });
    expect(of('websocket')).toMatchObject({
      outcome: 'failed',
      problem: { code: problem, ...(reason === '' ? {} : { detail: reason }) },
    });
  });

  it.each([
    [{ type: 'error', message: 'No', code: 'tenant_mismatch' }, 'tenant-mismatch', 'No'],
    [{ type: 'error', data: { message: 'No', error_code: 'AUTH_REQUIRED' } }, 'sign-in-needed', undefined],
    [
      { type: 'error', data: { message: 'Needs chat:send', code: 'insufficient_scope' } },
      'scope-missing',
      'Needs chat:send',
    ],
    [{ type: 'error', message: 'Who?', code: 'TENANT_NOT_FOUND' }, 'tenant-unknown', 'Who?'],
    [{ type: 'rate_limit_exceeded', message: 'Slow' }, 'rate-limited', undefined],
    [{ type: 'token_expired' }, 'sign-in-needed', undefined],
    [{ type: 'error', message: 'Odd' }, 'server-error', 'Odd'],
  ])('explains the frame %j as %s', async (frame, code, detail) => {
    const { of, sockets } = await run({ socket: (server) => (server.open(), server.frame(frame)) });
    expect(of('websocket')?.problem).toMatchObject({ code, ...(detail === undefined ? {} : { detail }) });
    expect(sockets[0]?.closedWith).toBe(1000);
  });

  it('takes no notice of frames it does not know, cannot read, or is flooded with', async () => {
    const { outcomes } = await run({
      socket: (server, url) => {
        server.open();
        for (const data of ['', '{', 'null', '{"type":7}', new ArrayBuffer(8), 'x'.repeat(2_000_000)])
          server.text(data);
        for (let count = 0; count < 500; count += 1) server.frame({ type: 'initialization_progress' });
        faithful(server, url);
      },
    });
    expect(outcomes).toContain('websocket passed');
  });

  it('warns about an open socket that does not greet, and goes on to the ping', async () => {
    const { of } = await run({
      socket: (server) => {
        server.open();
        server.onFrame = () => server.frame({ type: 'pong' });
      },
    });
    expect(of('websocket')).toMatchObject({
      outcome: 'warned',
      note: { code: 'no-greeting', ms: 10_000 },
      duration: 10_000,
    });
    expect(of('ping')?.outcome).toBe('passed');
  });

  it('takes a socket that neither opens nor closes for refused', async () => {
    const { of } = await run({ socket: () => undefined });
    expect(of('websocket')).toMatchObject({
      outcome: 'failed',
      problem: { code: 'websocket-refused' },
      duration: 28_000,
    });
  });

  it('takes an address that the browser itself refuses for refused', async () => {
    const { of } = await run({
      socket: () => {
        throw new DOMException('', 'SecurityError');
      },
    });
    expect(of('websocket')).toMatchObject({ outcome: 'failed', problem: { code: 'websocket-refused' } });
  });
});

describe('the ping stage', () => {
  const greets =
    (onFrame: Behaviour): Behaviour =>
    (server, url) => {
      server.open();
      server.frame({ type: 'connection_ready' });
      server.onFrame = () => onFrame(server, url);
    };

  it('is left out where the server takes nothing before a join', async () => {
    const { of } = await run({ socket: greets((server) => server.drop(4400, 'join first')) });
    expect(of('ping')).toMatchObject({
      outcome: 'skipped',
      note: { code: 'join-needed' },
    });
  });

  it('warns about a server that does not answer', async () => {
    const { of, sockets } = await run({ socket: greets(() => undefined) });
    expect(of('ping')).toMatchObject({ outcome: 'warned', note: { code: 'no-pong', ms: 5_000 } });
    expect(sockets[0]?.closedWith).toBe(1000);
  });

  it('fails where the server hangs up instead', async () => {
    const { of } = await run({ socket: greets((server) => server.drop(1011)) });
    expect(of('ping')).toMatchObject({ outcome: 'failed', problem: { code: 'server-error' } });
  });
});

describe('a socket that is refused', () => {
  it.each([
    [401, 'websocket-blocked'],
    [403, 'websocket-blocked'],
    [426, 'websocket-blocked'],
    [429, 'rate-limited'],
    [502, 'server-error'],
    [404, 'websocket-refused'],
  ])('P26: says what its address answers a plain request with: %i', async (status, code) => {
    const asked: Request[] = [];
    const { of } = await run({
      socket: refuses,
      routes: {
        ...healthy,
        '/api/v1/ws/chat': (request) => {
          asked.push(request);
          return json(status, {});
        },
      },
    });
    expect(of('websocket')).toMatchObject({ outcome: 'failed', problem: { code } });
    expect(asked.map(({ url, redirect }) => [url, redirect])).toEqual([
      ['https://api.example.org/api/v1/ws/chat?tenant_id=acme', 'manual'],
    ]);
    expect(asked[0]?.headers.has('Authorization')).toBe(false);
  });

  it.each([
    [{ type: 'error', code: 'db_not_ready' }, 'platform-starting'],
    [{ type: 'error', code: 'unauthorized' }, 'not-authorised'],
  ])('tells %j as %s', async (frame, code) => {
    const { of } = await run({ socket: (server) => (server.open(), server.frame(frame)) });
    expect(of('websocket')).toMatchObject({ outcome: 'failed', problem: { code } });
  });
});
