import { expect, it } from 'vitest';
import { createOpenIdOnDemand } from '../../lib/auth/openid-on-demand.ts';
import type { OpenId } from '../../lib/auth/openid.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import { fail, ok } from '../../lib/shared/result.ts';

const sso = { issuer: 'https://id.example.org', clientId: 'panel', scopes: 'openid' };
const { signal } = new AbortController();

function setUp() {
  const asked: unknown[] = [];
  let made = 0;
  let isThere = true;
  const openId: OpenId = {
    async signIn(...given) {
      asked.push(['signIn', ...given]);
      return fail({ kind: 'cancelled' });
    },
    async refresh(...given) {
      asked.push(['refresh', ...given]);
      return 'refused';
    },
    async revoke(...given) {
      asked.push(['revoke', ...given]);
    },
  };
  const webAuth = { redirectUrl: () => 'https://panel.example.org/sso', launch: async () => 'busy' as const };
  const onDemand = createOpenIdOnDemand(
    async () =>
      isThere
        ? ok(() => {
            made += 1;
            return openId;
          })
        : fail({ code: 'part-missing' }),
    { fetch, clock: systemClock, webAuth },
  );
  return { onDemand, asked, made: () => made, setThere: (there: boolean) => void (isThere = there) };
}

it('asks the same of the one that was loaded, which is made once', async () => {
  const { onDemand, asked, made } = setUp();
  const [signedIn, refreshed] = await Promise.all([
    onDemand.signIn(sso, signal),
    onDemand.refresh(sso, 'spent', signal, ['id.example.org']),
  ]);
  await onDemand.revoke(sso, 'spent', signal, ['id.example.org']);
  expect([signedIn, refreshed]).toEqual([fail({ kind: 'cancelled' }), 'refused']);
  expect(asked).toEqual([
    ['signIn', sso, signal],
    ['refresh', sso, 'spent', signal, ['id.example.org']],
    ['revoke', sso, 'spent', signal, ['id.example.org']],
  ]);
  expect(made()).toBe(1);
});

it('where it can’t be loaded nobody is asked, and nobody is signed out; the next time may be better', async () => {
  const { onDemand, asked, setThere } = setUp();
  setThere(false);
  expect(await onDemand.signIn(sso, signal)).toEqual(fail({ kind: 'not-loaded' }));
  expect(await onDemand.refresh(sso, 'kept', signal)).toBe('unavailable');
  await onDemand.revoke(sso, 'kept', signal);
  expect(asked).toEqual([]);
  setThere(true);
  expect(await onDemand.refresh(sso, 'kept', signal)).toBe('refused');
});
