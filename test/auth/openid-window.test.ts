import { describe, expect, it } from 'vitest';
import { discovery, setUpFixture, signal } from './openid-fixture.ts';

const fixture = setUpFixture();

describe('a window that comes back', () => {
  it('with a code that is empty brings none, and nobody is asked to redeem it', async () => {
    const onReturn = (url: URL) => {
      url.searchParams.set('code', '');
      return { redirectedTo: url.href };
    };
    const { signIn, sentTo } = await fixture({ window: { onReturn } });
    expect(await signIn()).toEqual({ ok: false, failure: { kind: 'untrusted', what: 'response' } });
    expect(sentTo('/token')).toEqual([]);
  });
});

describe('a provider', () => {
  it('is asked once for what it is, and again after a sign-in that failed', async () => {
    const { openId, sso, sentTo } = await fixture();
    await openId.signIn(sso, signal());
    await openId.signIn(sso, signal());
    expect(sentTo(discovery)).toHaveLength(1);
    const failing = await fixture({
      window: {
        onReturn: (url) => {
          url.searchParams.set('state', 'other');
          return { redirectedTo: url.href };
        },
      },
    });
    await failing.signIn();
    await failing.signIn();
    expect(failing.sentTo(discovery)).toHaveLength(2);
  });
});
