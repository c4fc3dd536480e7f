import { describe, expect, it } from 'vitest';
import { acceptPort } from '../../../lib/background/rpc/port-server.ts';
import { productionProfile, toSettingsInput } from '../../../lib/config/profile.ts';
import { ok } from '../../../lib/shared/result.ts';
import { createIncomingPort } from '../../doubles/port.ts';

const extensionId = 'abcdefghijklmnopabcdefghijklmnop';
const panelUrl = `chrome-extension://${extensionId}/sidepanel.html`;
const optionsUrl = `chrome-extension://${extensionId}/options.html`;

type Options = Parameters<typeof acceptPort>[1];

/** Services that count every use of theirs. */
function connect(name: string, senderId: string | undefined, senderUrl: string | undefined) {
  const uses: string[] = [];
  const counting = (label: string, answer?: unknown): unknown =>
    new Proxy(
      {},
      {
        get:
          (_, key) =>
          (..._args: unknown[]) => {
            uses.push(`${label}.${String(key)}`);
            return Promise.resolve(answer);
          },
      },
    );
  const port = createIncomingPort({ name, senderId, senderUrl });
  const options: Options = {
    activeWorkspace: counting('active workspace') as Options['activeWorkspace'],
    panelServices: counting('panel') as Options['panelServices'],
    optionsServices: counting('options') as Options['optionsServices'],
    accountServices: {
      accounts: counting('accounts', ok(undefined)),
      profiles: counting('profiles'),
    } as Options['accountServices'],
    extensionId,
    pageUrls: { panel: panelUrl, options: optionsUrl },
    log: () => undefined,
  };
  acceptPort(port, options);
  return { port, uses };
}

/** The account’s and the profiles’ commands, which both kinds of pages may give. */
const accountCommands: readonly [Record<string, unknown>, string][] = [
  [{ type: 'account/read' }, 'accounts.read'],
  [{ type: 'account/sign-in', email: 'a', password: 'b', stay: true }, 'accounts.signIn'],
  [{ type: 'account/register', email: 'a', password: 'b', fullName: 'c', stay: false }, 'accounts.register'],
  [{ type: 'account/sso', stay: false }, 'accounts.singleSignOn'],
  [{ type: 'account/sign-out' }, 'accounts.signOut'],
  [{ type: 'profile/use', profileId: 'p1' }, 'profiles.use'],
];

const open = { requestId: 1, command: { type: 'panel/open', windowId: 1 } };
const save = {
  requestId: 2,
  command: {
    type: 'settings/save',
    profileId: 'p1',
    settings: { ...toSettingsInput(productionProfile), apiUrl: 'https://evil.example', tenantId: 'evil' },
  },
};

describe('a port is refused, and nothing it says is heard, when it comes', () => {
  it.each([
    ['from a content script', 'panel', extensionId, 'https://example.com/'],
    ['from a content script that asks for settings', 'options', extensionId, 'https://example.com/'],
    ['from another extension', 'panel', 'ponmlkjihgfedcbaponmlkjihgfedcba', panelUrl],
    ['from a web page', 'panel', undefined, 'https://example.com/'],
    ['from nobody', 'panel', undefined, undefined],
    ['from us, but from no page', 'panel', extensionId, undefined],
    ['from the panel, for the options', 'options', extensionId, panelUrl],
    ['from the options, for the panel', 'panel', extensionId, optionsUrl],
    [
      'from a page of ours that has no port',
      'panel',
      extensionId,
      `chrome-extension://${extensionId}/other.html`,
    ],
    ['from a page whose address begins like ours', 'panel', extensionId, `${panelUrl}.evil.html`],
    ['from a page with our address in its query', 'panel', extensionId, `https://example.com/?${panelUrl}`],
    ['from a page with our address in its path', 'panel', extensionId, `https://example.com/${panelUrl}`],
    ['from our page in another case', 'panel', extensionId, panelUrl.toUpperCase()],
    ['under an unknown name', 'debug', extensionId, panelUrl],
    ['under no name', '', extensionId, panelUrl],
    ['under the name of an object’s own', '__proto__', extensionId, panelUrl],
  ])('%s', async (_name, name, id, url) => {
    const { port, uses } = connect(name, id, url);
    expect(port.hungUp).toBe(true);
    port.say(open);
    port.say(save);
    port.drop();
    await Promise.resolve();
    expect(uses).toEqual([]);
    expect(port.posted).toEqual([]);
  });
});

describe('a port of our own page', () => {
  it.each([
    ['panel', panelUrl],
    ['panel', `${panelUrl}?window=3`],
    ['panel', `${panelUrl}#top`],
    ['options', optionsUrl],
    ['options', `${optionsUrl}?from=panel#test`],
  ])('is accepted for %s at %s', (name, url) => {
    expect(connect(name, extensionId, url).port.hungUp).toBe(false);
  });

  const malformed: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a string', 'panel/open'],
    ['no command', { requestId: 1 }],
    ['no number', { command: { type: 'heartbeat' } }],
    ['a number that is a string', { requestId: '1', command: { type: 'heartbeat' } }],
    ['an unknown command', { requestId: 1, command: { type: 'tokens/read' } }],
    ['an unknown one about the account', { requestId: 1, command: { type: 'account/tokens' } }],
    [
      'a sign-in without a password',
      { requestId: 1, command: { type: 'account/sign-in', email: 'a', stay: true } },
    ],
    [
      'a profile under an endless name',
      { requestId: 1, command: { ...save.command, profileId: 'x'.repeat(401) } },
    ],
    [
      'a message whose id is no UUID',
      { requestId: 1, command: { type: 'message/send', id: '1', text: '', attachment: null } },
    ],
    [
      'a message without text',
      { requestId: 1, command: { type: 'message/send', id: crypto.randomUUID(), attachment: null } },
    ],
    ['a text that is an object', { requestId: 1, command: { type: 'draft/save', text: { length: 1 } } }],
    [
      'a protocol we do not have',
      { requestId: 1, command: { ...save.command, settings: { ...save.command.settings, protocol: 'v9' } } },
    ],
  ];

  it.each(
    malformed.flatMap(([what, message]) => [
      ['panel', panelUrl, what, message] as const,
      ['options', optionsUrl, what, message] as const,
    ]),
  )('of the %s (%s) is not answered when it says %s', async (name, url, _what, message) => {
    const { port, uses } = connect(name, extensionId, url);
    const before = uses.length;
    expect(() => port.say(message)).not.toThrow();
    await new Promise((resolve) => setImmediate(resolve));
    expect(uses.slice(before)).toEqual([]);
    expect(port.posted).toEqual([]);
  });

  it.each([
    ...['settings/read', 'settings/save', 'settings/test', 'settings/remove'],
    ...['data/read', 'data/keep', 'data/erase'],
  ])('of the panel may not ask for %s', async (type) => {
    const { port, uses } = connect('panel', extensionId, panelUrl);
    const before = uses.length;
    port.say({ requestId: 1, command: { ...save.command, days: 1, type } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(uses.slice(before)).toEqual([]);
  });

  it.each(
    accountCommands.flatMap(([command, use]) => [
      ['panel', panelUrl, command, use] as const,
      ['options', optionsUrl, command, use] as const,
    ]),
  )('of the %s (%s) may ask for %o, once', async (name, url, command, use) => {
    const { port, uses } = connect(name, extensionId, url);
    const before = uses.length;
    port.say({ requestId: 9, command });
    await new Promise((resolve) => setImmediate(resolve));
    expect(uses.slice(before).filter((used) => used !== 'profiles.view')).toEqual([use]);
    expect(port.posted).toEqual([expect.objectContaining({ type: 'reply', requestId: 9 })]);
  });

  it.each([
    { type: 'panel/open' },
    { type: 'conversation/new' },
    { type: 'message/remove', messageId: 'q1' },
    { type: 'history/earlier', before: 10 },
    { type: 'page/attach' },
  ])('of the options may not ask for $type, and is told so', async (command) => {
    const { port, uses } = connect('options', extensionId, optionsUrl);
    port.say({ requestId: 7, command });
    expect(port.posted).toEqual([{ type: 'reply', requestId: 7, problem: { code: 'internal' } }]);
    expect(uses).toEqual([]);
  });

  it('that is closed is not written to any more', async () => {
    const { port } = connect('options', extensionId, optionsUrl);
    port.say({ requestId: 1, command: { type: 'settings/read' } });
    port.drop();
    await new Promise((resolve) => setImmediate(resolve));
    expect(port.posted).toEqual([]);
  });
});
