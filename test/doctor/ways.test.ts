import { describe, expect, it } from 'vitest';
import { startSecureProxy } from '../flows/secure-proxy.ts';
import { refusesUpgrade } from '../platform/behaviours.ts';
import type { PlatformOptions } from '../platform/platform.ts';
import { closedPort, runOver, withPlatform } from './real-world.ts';

const outcomes = (stages: Awaited<ReturnType<typeof runOver>>): string[] =>
  stages.map(({ name, outcome }) => `${name} ${outcome}`);
const first = ['url', 'permission', 'server', 'health', 'tenant', 'account'].map((name) => `${name} passed`);

const older: readonly NonNullable<PlatformOptions['speaks']>[] = ['v1-plain', 'v1-auth-first', 'v1-hybrid'];

describe.each(older)('an older server (%s)', (speaks) => {
  it('is tested without a join, which it doesn’t know, and leaves nothing behind', async () => {
    await withPlatform(
      async (platform) => {
        const stages = await runOver(platform, { protocol: 'v1' });
        expect(outcomes(stages)).toEqual([
          ...first,
          'websocket passed',
          'ready passed',
          'join skipped',
          'ping skipped',
        ]);
        expect(stages.at(-1)?.note).toEqual({ code: 'join-none' });
        expect(platform.chats()).toEqual([]);
        expect(platform.received.violations).toEqual([]);
      },
      { speaks },
    );
  });

  it('answers the test’s message, whichever of the three it is', async () => {
    await withPlatform(
      async (platform) => {
        const stages = await runOver(platform, { protocol: 'v1' }, { only: 'message' });
        expect(stages).toMatchObject([{ name: 'message', outcome: 'passed', note: { code: 'answered' } }]);
        expect(platform.chats()).toHaveLength(1);
      },
      { speaks },
    );
  });
});

describe('the secure proxy', () => {
  const through = (test: (apiUrl: string, questions: () => number) => Promise<void>): Promise<void> =>
    withPlatform(async (platform) => {
      const proxy = await startSecureProxy(platform.apiUrl);
      try {
        await test(proxy.url, () => platform.chats().flatMap(({ messages }) => messages).length);
      } finally {
        await proxy.stop();
      }
    });

  it('is known by what it refuses; nothing else is asked of it', async () => {
    await through(async (apiUrl, questions) => {
      const stages = await runOver(null, { apiUrl, protocol: 'proxy' });
      expect(outcomes(stages).slice(0, 4)).toEqual(first.slice(0, 4));
      expect(stages.slice(4).map(({ note }) => note)).toEqual(
        Array.from({ length: 6 }, () => ({ code: 'proxy-untold' })),
      );
      expect(questions()).toBe(0);
    });
  });

  it('is found by automatic, too, which asks nothing else of it then', async () => {
    await through(async (apiUrl) => {
      const stages = await runOver(null, { apiUrl, protocol: 'automatic' });
      expect(outcomes(stages).slice(0, 4)).toEqual(first.slice(0, 4));
      expect(stages[3]?.note).toEqual({ code: 'way', way: 'proxy' });
      expect(stages.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    });
  });

  it('is told from a platform', async () => {
    await withPlatform(async (platform) => {
      const stages = await runOver(platform, { protocol: 'proxy' });
      expect(stages.find(({ name }) => name === 'health')).toMatchObject({
        outcome: 'failed',
        problem: { code: 'wrong-path' },
      });
    });
  });
});

describe('automatic', () => {
  const settings = { protocol: 'automatic' } as const;

  it('comes to the live connection where one opens', async () => {
    await withPlatform(async (platform) => {
      const stages = await runOver(platform, settings);
      expect(stages.at(-1)).toMatchObject({ name: 'way', outcome: 'passed', note: { way: 'v3' } });
      expect(platform.chats()).toEqual([]);
      await expect.poll(() => platform.openSockets()).toBe(0);
    });
  });

  it('comes to REST where none does, and calls that a remark', async () => {
    await withPlatform(async (platform) => {
      platform.script(refusesUpgrade(426, 100));
      const stages = await runOver(platform, settings);
      expect(stages.find(({ name }) => name === 'websocket')?.outcome).toBe('warned');
      expect(stages.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      expect(stages.at(-1)).toMatchObject({ name: 'way', outcome: 'passed', note: { way: 'rest' } });
    });
  });

  it('comes to nothing where nothing is', async () => {
    const { origin } = await closedPort();
    const stages = await runOver(null, { ...settings, apiUrl: origin });
    expect(stages.at(-1)).toMatchObject({ name: 'way', outcome: 'skipped', note: { stage: 'server' } });
    const [alone] = await runOver(null, { ...settings, apiUrl: origin }, { only: 'way' });
    expect(alone).toMatchObject({ outcome: 'failed', note: { code: 'no-way' } });
  });
});
