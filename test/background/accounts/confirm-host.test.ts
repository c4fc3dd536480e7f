import { describe, expect, it } from 'vitest';
import { keptSignIn } from '../identity/people.ts';
import { acme, openAccounts } from './account-fixture.ts';

const api = 'api.miptechnologies.tech';
const moved = { ...acme, wsUrl: 'wss://ws.example.org/chat', wsUrlIsDerived: false };

/** Ann is signed in, and the profile names another WebSocket since. */
async function open() {
  const opened = openAccounts();
  await opened.items.profiles.write({ profiles: [moved], currentId: moved.id });
  await opened.signIns.keep(acme, keptSignIn('ann', { hosts: [api] }, true));
  return { ...opened, hosts: async () => (await opened.signIns.read(acme))?.signIn.hosts };
}

describe('a host that is confirmed', () => {
  it('is one more that the sign-in was made for', async () => {
    const { confirmHost, hosts, log } = await open();
    await confirmHost('ws.example.org');
    expect(await hosts()).toEqual([api, 'ws.example.org']);
    expect(log).toEqual(['stored']);
  });

  it.each(['elsewhere.example', api, 'ws.example.org:8443', ''])(
    'and is not the one that was asked about, as %j, changes nothing',
    async (host) => {
      const { confirmHost, hosts, log } = await open();
      await confirmHost(host);
      expect(await hosts()).toEqual([api]);
      expect(log).toEqual([]);
    },
  );

  it('changes nothing where nobody is signed in, nor for who has taken their place', async () => {
    const { confirmHost, signIns, hosts } = await open();
    const before = await signIns.read(acme);
    if (before === null) throw new Error('Nobody.');
    await signIns.keep(acme, keptSignIn('ben', { hosts: [api] }));
    await signIns.confirmHost(acme, before.signIn, 'ws.example.org');
    expect(await hosts()).toEqual([api]);
    await signIns.forget(acme);
    await confirmHost('ws.example.org');
    expect(await signIns.read(acme)).toBeNull();
  });

  it('is told from the API’s own, for who signed in before hosts were kept', async () => {
    const { confirmHost, signIns, hosts } = await open();
    await signIns.keep(acme, keptSignIn('ann'));
    await confirmHost('ws.example.org');
    expect(await hosts()).toEqual([api, 'ws.example.org']);
  });
});
