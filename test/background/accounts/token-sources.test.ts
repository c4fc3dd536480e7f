import { describe, expect, it } from 'vitest';
import { createTokenSources } from '../../../lib/background/accounts/token-sources.ts';
import { createSignInStore } from '../../../lib/background/identity/sign-in-store.ts';
import type { KeptSignIn } from '../../../lib/background/identity/sign-in-store.ts';
import { productionProfile, type Profile } from '../../../lib/config/profile.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';
import { keptSignIn, tokenOf } from '../identity/people.ts';
import { settle } from './account-fixture.ts';

const here: Profile = productionProfile;
const there: Profile = { ...productionProfile, id: 'there', tenantId: 'other' };
const sso = (issuer: string) => ({ issuer, clientId: 'panel', scopes: 'openid' });

/** Providers that answer when they are told to; who is asked with what is noted. */
function open() {
  const signIns = createSignInStore(createItems(createMemoryAreas()));
  const asked: string[] = [];
  const held: ((accessToken: string) => void)[] = [];
  const sources = createTokenSources({
    signIns,
    openId: {
      refresh(of, refreshToken, _signal, hosts) {
        asked.push(`${of.issuer} ${refreshToken} ${String(hosts)}`);
        return new Promise((resolve) =>
          held.push((accessToken) => resolve({ accessToken, refreshToken: 'next', lifetime: null })),
        );
      },
    },
    report: createReport(() => undefined),
    clock: createVirtualClock(),
    random: () => 0,
    fetch: () => Promise.reject(new TypeError('offline')),
  });
  return { signIns, sources, asked, answer: (accessToken: string) => held.shift()?.(accessToken) };
}

const ann = (issuer: string): KeptSignIn =>
  keptSignIn('ann', { sso: sso(issuer), issuerHosts: ['a.example'] });
const nothing = (): void => undefined;

describe('a token source', () => {
  it('is one to a person at a place, whatever else is set, and another one to everybody else', () => {
    const { sources } = open();
    const one = sources.of(here, ann('https://one.example'), nothing);
    expect(
      sources.of({ ...here, name: 'New', wsUrl: 'wss://x.example/' }, ann('https://one.example'), nothing),
    ).toBe(one);
    const others = [
      sources.of(there, ann('https://one.example'), nothing),
      sources.of(here, ann('https://two.example'), nothing),
      sources.of(here, keptSignIn('ann'), nothing),
      sources.of(here, keptSignIn('ben'), nothing),
      sources.of(here, null, nothing),
    ];
    expect(new Set([one, ...others]).size).toBe(6);
  });

  it('asked for again in the middle of a refresh joins it, and has the new token', async () => {
    const { signIns, sources, asked, answer } = open();
    const kept = ann('https://one.example');
    await signIns.keep(here, kept);
    const stale = kept.signIn.tokens?.accessToken ?? '';
    const before = sources.of(here, kept, nothing).refresh(stale);
    await settle();
    const after = sources.of({ ...here, name: 'Another' }, kept, nothing).refresh(stale);
    await settle();
    expect(asked).toEqual(['https://one.example refresh of ann a.example']);
    answer(tokenOf('ann'));
    expect(await Promise.all([before, after])).toEqual(['refreshed', 'refreshed']);
    expect((await signIns.read(here))?.signIn.tokens).toMatchObject({ refreshToken: 'next' });
  });

  it('is asked in the name of another workspace at any turn of a refresh: the token is spent once', async () => {
    let isOver = 0;
    for (let turn = 0; turn < 60; turn += 1) {
      const { signIns, sources, asked, answer } = open();
      const kept = ann('https://one.example');
      await signIns.keep(here, kept);
      const stale = kept.signIn.tokens?.accessToken ?? '';
      const first = sources.of(here, kept, nothing).refresh(stale);
      let outcome: string | null = null;
      void first.then((came) => (outcome = came));
      // The provider answers as soon as it is asked.
      for (let passed = 0; passed < turn; passed += 1) {
        await Promise.resolve();
        answer(tokenOf('ann', { jti: 'new' }));
      }
      if (outcome !== null) isOver += 1;
      const second = sources.of({ ...here, name: `Name ${turn}` }, kept, nothing).refresh(stale);
      for (let passed = 0; passed < 60; passed += 1) {
        await Promise.resolve();
        answer(tokenOf('ann', { jti: 'new' }));
      }
      expect(await Promise.all([first, second])).toEqual(['refreshed', 'refreshed']);
      expect(asked, `at turn ${turn}`).toHaveLength(1);
      expect((await signIns.read(here))?.signIn.tokens).toMatchObject({ refreshToken: 'next' });
    }
    // Before it, in it, and after it.
    expect(isOver).toBeGreaterThan(5);
    expect(isOver).toBeLessThan(55);
  });

  it('leaves alone who has the same id at another issuer, and came meanwhile', async () => {
    const { signIns, sources, answer } = open();
    const kept = ann('https://one.example');
    await signIns.keep(here, kept);
    const refreshing = sources.of(here, kept, nothing).refresh(kept.signIn.tokens?.accessToken ?? '');
    await settle();
    const other = ann('https://two.example');
    await signIns.keep(here, other);
    answer(tokenOf('ann'));
    expect(await refreshing).toBe('signed-out');
    expect(await signIns.read(here)).toEqual(other);
  });

  it('tells the workspace of today that the sign-in has ended', async () => {
    const { signIns, sources, answer } = open();
    const kept = ann('https://one.example');
    await signIns.keep(here, kept);
    const told: string[] = [];
    const stale = kept.signIn.tokens?.accessToken ?? '';
    const refreshing = sources.of(here, kept, () => void told.push('yesterday')).refresh(stale);
    await settle();
    sources.of(here, kept, () => void told.push('today'));
    answer(tokenOf('somebody else'));
    expect(await refreshing).toBe('refused');
    expect(told).toEqual(['today']);
  });
});
