import { describe, expect, it } from 'vitest';
import { down, run, silent } from './doctor-fixture.ts';
import { refuses } from './scripted-socket.ts';

describe('the server stage', () => {
  it('passes for any answer at all', async () => {
    const { of } = await run({ routes: {} });
    expect(of('server')?.outcome).toBe('passed');
  });

  it('fails where nobody answers, and the rest is skipped', async () => {
    const { outcomes, of } = await run({ fetch: down, socket: refuses });
    expect(of('server')).toMatchObject({
      outcome: 'failed',
      problem: { code: 'server-unreachable', subject: 'api.example.org' },
    });
    expect(outcomes.slice(3)).toEqual(
      ['health', 'tenant', 'account', 'websocket', 'ready', 'join', 'ping'].map((name) => `${name} skipped`),
    );
  });

  it('asks whether the platform runs, where nobody answers on this computer', async () => {
    const settings = { apiUrl: 'http://localhost:8000' };
    const { of } = await run({ fetch: down, socket: refuses, settings });
    expect(of('server')?.note).toEqual({ code: 'nothing-here' });
  });

  it('offers access where nobody answers, or nobody whom the extension may read, and follows nothing', async () => {
    const redirects: unknown[] = [];
    const fetch: typeof globalThis.fetch = (_, init) => {
      redirects.push([init?.mode, init?.redirect]);
      return down();
    };
    const { of } = await run({ fetch, socket: refuses });
    expect(of('server')?.problem).toEqual({
      code: 'server-unreachable',
      subject: 'api.example.org',
      origin: 'https://api.example.org',
    });
    expect(redirects).toEqual([['cors', 'manual']]);
  });

  it('fails after 10 s without an answer', async () => {
    const { of } = await run({ fetch: silent });
    expect(of('server')).toMatchObject({
      outcome: 'failed',
      note: { code: 'no-answer', ms: 10_000 },
      duration: 10_000,
    });
  });
});
