import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signedOut, type TokenSource } from '../../lib/auth/token-source.ts';
import { testStage } from '../../lib/messaging/settings-shapes.ts';
import { refusalsInWords } from '../../lib/view/words/refusal-words.ts';
import { healthy, json, run, silent, start, type Fixture } from './doctor-fixture.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a faithful platform', () => {
  it('passes every stage, in order, but the one that would need a chat', async () => {
    const { outcomes } = await run();
    expect(outcomes).toEqual([
      'url passed',
      'server passed',
      'health passed',
      'tenant passed',
      'websocket passed',
      'join skipped',
      'ping passed',
    ]);
  });

  it('is heard of stage by stage, as the contract says', async () => {
    const { heard, stages } = await run();
    expect(heard.slice(0, 4).map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'url running',
      'url passed',
      'server running',
      'server passed',
    ]);
    expect(heard.filter(({ outcome }) => outcome !== 'running')).toEqual(stages);
    for (const stage of heard) expect(testStage.safeParse(stage).success).toBe(true);
    for (const { outcome, duration } of stages)
      expect(Number.isInteger(duration)).toBe(outcome !== 'skipped');
  });

  it('is told nothing that changes it: only GET requests, one socket, one ping, closed with 1000', async () => {
    const { requests, sockets, of } = await run();
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(sockets.map(({ sent, closedWith }) => [sent.length, closedWith])).toEqual([[1, 1000]]);
    expect(sockets[0]?.sent[0]).toMatchObject({ type: 'ping' });
    expect(of('health')?.note).toBe('Version 3.2.0.');
  });

  it('gets the tenant in the socket’s URL, and never a token', async () => {
    const tokens: TokenSource = { ...signedOut, accessToken: () => Promise.resolve('access-1') };
    const { requests, sockets } = await run({ tokensFor: () => tokens });
    expect(sockets[0]?.url.href).toBe('wss://api.example.org/api/v1/ws/chat?tenant_id=acme');
    expect(requests.at(-1)?.headers.get('Authorization')).toBe('Bearer access-1');
    for (const { url } of requests) expect(url).not.toContain('access-1');
  });

  it('is asked as whom the typed settings name, not the saved ones', async () => {
    const tokensFor = vi.fn(() => signedOut);
    await run({ tokensFor, settings: { apiUrl: 'https://other.example.org/' } });
    expect(tokensFor.mock.calls).toMatchObject([[{ apiUrl: 'https://other.example.org', tenantId: 'acme' }]]);
  });
});

describe('the url stage', () => {
  it('fails with the sentences of the rules, and asks nobody', async () => {
    const { outcomes, of, requests, sockets } = await run({
      settings: { apiUrl: 'http://api.example.org', tenantId: '' },
    });
    expect(of('url')).toMatchObject({ outcome: 'failed', problem: { code: 'settings-invalid' } });
    const note = of('url')?.note;
    expect(typeof note === 'object' ? refusalsInWords(note.errors) : note).toMatch(
      /^Only this computer .* The Tenant ID is empty\./,
    );
    expect(outcomes.slice(1)).toEqual(
      ['server', 'health', 'tenant', 'websocket', 'join', 'ping'].map((name) => `${name} skipped`),
    );
    expect([requests.length, sockets.length]).toEqual([0, 0]);
  });
});

describe('a test that is stopped', () => {
  it.each([
    ['while the server is silent', { fetch: silent }],
    [
      'while AI services load',
      {
        routes: {
          ...healthy,
          '/api/v1/health': () => json(200, { status: 'healthy', ai_services_ready: false }),
        },
      },
    ],
    ['while the socket is silent', { socket: () => undefined }],
  ])(
    '%s ends at once, leaves nothing running, and every stage accounted for',
    async (_, fixture: Fixture) => {
      const abort = new AbortController();
      const { ended, sockets } = start({ ...fixture, signal: abort.signal });
      await vi.advanceTimersByTimeAsync(2000);
      abort.abort();
      await vi.advanceTimersByTimeAsync(0);
      const stages = await ended;
      expect(stages.map(({ name }) => name)).toEqual([
        'url',
        'server',
        'health',
        'tenant',
        'websocket',
        'join',
        'ping',
      ]);
      expect(stages.at(-1)).toMatchObject({ outcome: 'skipped', note: 'Stopped.' });
      expect(sockets.every(({ closedWith }) => closedWith === 1000)).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
    },
  );
});
