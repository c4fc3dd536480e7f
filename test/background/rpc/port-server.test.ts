import { describe, expect, it } from 'vitest';
import { createAccountCommands } from '../../../lib/background/rpc/account-commands.ts';
import { createActivityCommands } from '../../../lib/background/rpc/activity-commands.ts';
import { createChatCommands } from '../../../lib/background/rpc/chat-commands.ts';
import { createDataCommands } from '../../../lib/background/rpc/data-commands.ts';
import { createMaskingCommands } from '../../../lib/background/rpc/masking-commands.ts';
import { createMessageCommands } from '../../../lib/background/rpc/message-commands.ts';
import { createReturnCommands } from '../../../lib/background/rpc/return-commands.ts';
import { createPageCommands } from '../../../lib/background/rpc/page-commands.ts';
import { createPanelCommands } from '../../../lib/background/rpc/panel-commands.ts';
import { createPlatformChatCommands } from '../../../lib/background/rpc/platform-chat-commands.ts';
import { noPolicy } from '../../../lib/config/policy.ts';
import { createPromptCommands } from '../../../lib/background/rpc/prompt-commands.ts';
import { createSiteCommands } from '../../../lib/background/rpc/site-commands.ts';
import { createPreferencesCommands } from '../../../lib/background/rpc/preferences-commands.ts';
import { acceptPort } from '../../../lib/background/rpc/port-server.ts';
import { createTransferCommands } from '../../../lib/background/rpc/transfer-commands.ts';
import {
  createSettingsCommands,
  type SettingsCommandsOptions,
} from '../../../lib/background/rpc/settings-commands.ts';
import type { ActiveWorkspace } from '../../../lib/background/panels/active-workspace.ts';
import type { Workspace } from '../../../lib/background/workspace/workspace.ts';
import type { ProfileService } from '../../../lib/background/switching/profile-service.ts';
import { productionProfile, toSettingsInput } from '../../../lib/config/profile.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { ok } from '../../../lib/shared/result.ts';
import { createSerialQueue } from '../../../lib/shared/serial-queue.ts';
import { StorageError } from '../../../lib/shared/storage-error.ts';
import { createIncomingPort } from '../../doubles/port.ts';

const extensionId = 'abcdefghijklmnopabcdefghijklmnop';
const panelUrl = `chrome-extension://${extensionId}/sidepanel.html`;
const optionsUrl = `chrome-extension://${extensionId}/options.html`;

type Options = Parameters<typeof acceptPort>[1];

/** Services that count every use of theirs, unless others are given. */
function connect(
  name: string,
  senderId: string | undefined,
  senderUrl: string | undefined,
  given: { open?: Options['open']; handlers?: Partial<Options['handlers']> } = {},
) {
  const uses: string[] = [];
  const logged: unknown[] = [];
  const counting = (label: string, answer?: unknown): never =>
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
    ) as never;
  const port = createIncomingPort({ name, senderId, senderUrl });
  const activeWorkspace: ActiveWorkspace = counting('active workspace');
  const { open }: Options = counting('panel');
  const profiles: ProfileService = counting('profiles', 'the settings');
  const world: SettingsCommandsOptions = counting('world');
  const options: Options = {
    activeWorkspace,
    attention: { watchersChanged: () => undefined, lookAgain: () => undefined },
    watchersChanged: () => undefined,
    open: given.open ?? open,
    handlers: {
      ...createPanelCommands({ activeWorkspace, open, store: counting('store') }),
      ...createMessageCommands({ activeWorkspace, now: () => 5 }),
      ...createReturnCommands({ activeWorkspace, captureRequests: counting('captures') }),
      ...createMaskingCommands({ items: counting('items'), currentPolicy: counting('policy') }),
      ...createPlatformChatCommands({ activeWorkspace, titles: counting('titles') }),
      ...createChatCommands({
        activeWorkspace,
        chats: counting('chats'),
        titles: counting('titles'),
        deletion: counting('deletion'),
        news: counting('news'),
        now: () => 5,
      }),
      ...createPageCommands({
        newId: () => 'n1',
        activeWorkspace,
        captureRequests: counting('captures'),
      }),
      ...createSiteCommands({
        agreedSites: counting('agreed sites'),
        activeWorkspace: { current: counting('workspace') },
      }),
      ...createAccountCommands({
        accounts: counting('accounts', ok(undefined)),
        confirmHost: () => Promise.resolve(void uses.push('confirm host')),
        profiles,
      }),
      ...createSettingsCommands({ ...world, settings: counting('settings'), profiles }),
      ...createDataCommands({
        data: counting('data'),
        retention: counting('retention'),
        eraseAll: counting('erase all'),
      }),
      ...createPreferencesCommands(counting('preferences')),
      ...createTransferCommands({
        activeWorkspace,
        store: counting('store'),
        loadImport: () => Promise.resolve(ok(() => counting('import'))),
        newId: () => 'n1',
        now: () => 5,
        retention: counting('retention'),
        erasures: counting('erasures'),
        inOrder: createSerialQueue(),
      }),
      ...createPromptCommands({
        prompts: counting('prompts'),
        currentPolicy: () => Promise.resolve(noPolicy),
      }),
      ...createActivityCommands({ activity: counting('activity'), supportLog: counting('log') }),
      'hand-off/take': counting('hand-offs'),
      ...given.handlers,
    },
    activity: { watch: () => () => undefined },
    chatsChanged: () => undefined,
    extensionId,
    pageUrls: { panel: panelUrl, options: optionsUrl },
    log: (entry) => void logged.push(entry),
    report: createReport((entry) => void logged.push(entry)),
  };
  acceptPort(port, options);
  return { port, uses, logged };
}

/** The account’s commands, which both kinds of pages may give. */
const accountCommands: readonly [Record<string, unknown>, string][] = [
  [{ type: 'account/read' }, 'accounts.read'],
  [{ type: 'account/sign-in', email: 'a', password: 'b', stay: true }, 'accounts.signIn'],
  [{ type: 'account/register', email: 'a', password: 'b', fullName: 'c', stay: false }, 'accounts.register'],
  [{ type: 'account/sso', stay: false }, 'accounts.singleSignOn'],
  [{ type: 'account/sign-out' }, 'accounts.signOut'],
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
    // Its first card asks what the settings ask.
    ['options', panelUrl],
    ['options', `${optionsUrl}?from=panel#test`],
  ])('is accepted for %s at %s', (name, url) => {
    expect(connect(name, extensionId, url).port.hungUp).toBe(false);
  });

  const kinds = [
    ['panel', panelUrl],
    ['options', optionsUrl],
  ] as const;
  const refused = { type: 'reply', requestId: 1, problem: { code: 'internal' } };
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  const unnumbered: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a string', 'panel/open'],
    ['no number', { command: { type: 'heartbeat' } }],
    ['a number that is a string', { requestId: '1', command: { type: 'heartbeat' } }],
    ['a number that is none', { requestId: NaN, command: { type: 'heartbeat' } }],
  ];

  it.each(
    kinds.flatMap(([name, url]) => unnumbered.map(([what, message]) => [name, url, what, message] as const)),
  )(
    'of the %s (%s) can not be answered when it says %s, which is logged',
    async (name, url, _what, message) => {
      const { port, uses, logged } = connect(name, extensionId, url);
      const before = uses.length;
      expect(() => port.say(message)).not.toThrow();
      await settled();
      expect(uses.slice(before)).toEqual([]);
      expect(port.posted).toEqual([]);
      expect(logged).toEqual([{ event: 'request-refused', fault: 'no-number' }]);
    },
  );

  /** What is said, and why the panel and the options can't have it. */
  const malformed: [string, unknown, string, string][] = [
    ['no command', undefined, 'unreadable', 'unreadable'],
    ['a command that is its name', 'heartbeat', 'unreadable', 'unreadable'],
    ['a command without a name', { text: 'Why?' }, 'unreadable', 'unreadable'],
    ['an unknown command', { type: 'tokens/read' }, 'unknown', 'unknown'],
    ['an unknown one about the account', { type: 'account/tokens' }, 'unknown', 'unknown'],
    ['one under the name of an object’s own', { type: '__proto__' }, 'unknown', 'unknown'],
    ['one under the name of an object’s method', { type: 'toString' }, 'unknown', 'unknown'],
    [
      'a sign-in without a password',
      { type: 'account/sign-in', email: 'a', stay: true },
      'unreadable',
      'unreadable',
    ],
    [
      'a profile under an endless name',
      { ...save.command, profileId: 'x'.repeat(401) },
      'wrong-port',
      'unreadable',
    ],
    ['a profile under no name', { ...save.command, profileId: '' }, 'wrong-port', 'unreadable'],
    [
      'a message whose id is no UUID',
      { type: 'message/send', id: '1', text: '', attachment: null },
      'unreadable',
      'wrong-port',
    ],
    [
      'a message without text',
      { type: 'message/send', id: crypto.randomUUID(), attachment: null },
      'unreadable',
      'wrong-port',
    ],
    ['a text that is an object', { type: 'draft/save', text: { length: 1 } }, 'unreadable', 'wrong-port'],
    [
      'a protocol we do not have',
      { ...save.command, settings: { ...save.command.settings, protocol: 'v9' } },
      'wrong-port',
      'unreadable',
    ],
    ...[0, 3651, 1.5, '7'].map((days): [string, unknown, string, string] => [
      `to keep for ${days} days`,
      { type: 'data/keep', days },
      'wrong-port',
      'unreadable',
    ]),
  ];

  it.each(
    malformed.flatMap(([what, command, ofPanel, ofOptions]) => [
      ['panel', panelUrl, what, command, ofPanel] as const,
      ['options', optionsUrl, what, command, ofOptions] as const,
    ]),
  )(
    'of the %s (%s) is told, and it is logged, that nothing came of %s',
    async (name, url, _what, command, fault) => {
      const { port, uses, logged } = connect(name, extensionId, url);
      const before = uses.length;
      expect(() => port.say({ requestId: 1, command })).not.toThrow();
      await settled();
      expect(uses.slice(before)).toEqual([]);
      expect(port.posted).toEqual([refused]);
      expect(logged).toEqual([{ event: 'request-refused', fault }]);
    },
  );

  it.each(
    kinds.flatMap(([name, url]) => [
      [name, url, 'about what', { about: 7 }] as const,
      [name, url, 'whether again', { again: 'perhaps' }] as const,
    ]),
  )('of the %s (%s) is told that a command does not say %s', async (name, url, _what, unclear) => {
    const { port, uses } = connect(name, extensionId, url);
    const before = uses.length;
    port.say({ requestId: 1, command: { type: 'account/read' }, ...unclear });
    await settled();
    expect(uses.slice(before)).toEqual([]);
    expect(port.posted).toEqual([refused]);
  });

  it.each([
    ...['settings/read', 'settings/save', 'settings/test', 'settings/remove', 'profile/use'],
    ...['data/read', 'data/keep', 'data/erase'],
  ])('of the panel may not ask for %s', async (type) => {
    const { port, uses } = connect('panel', extensionId, panelUrl);
    const before = uses.length;
    port.say({ requestId: 1, command: { ...save.command, days: 1, type } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(uses.slice(before)).toEqual([]);
    expect(port.posted).toEqual([refused]);
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
    expect(uses.slice(before)).toEqual([use]);
    expect(port.posted).toEqual([expect.objectContaining({ type: 'reply', requestId: 9 })]);
  });

  it.each([
    ['panel', panelUrl, 'profile/switch', ['profiles.use'], undefined],
    ['options', optionsUrl, 'profile/use', ['profiles.use', 'profiles.view'], 'the settings'],
  ])('of the %s (%s) changes the profile by %s, which does %j, and replies %j', async (...given) => {
    const [name, url, type, does, value] = given;
    const { port, uses } = connect(name, extensionId, url);
    const before = uses.length;
    port.say({ requestId: 9, command: { type, profileId: 'p1' } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(uses.slice(before)).toEqual(does);
    expect(port.posted).toEqual([{ type: 'reply', requestId: 9, value }]);
  });

  it('of the settings may not ask for the panel’s switch', async () => {
    const { port, uses } = connect('options', extensionId, optionsUrl);
    const before = uses.length;
    port.say({ requestId: 1, command: { type: 'profile/switch', profileId: 'p1' } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(uses.slice(before)).toEqual([]);
    expect(port.posted).toEqual([refused]);
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

  it('of the panel gets what changes messages done in order, and the rest beside it', async () => {
    const runner = {
      dispatch: () => Promise.resolve(null),
      settled: () => Promise.resolve(),
      state: () => ({ queue: [], exchange: null }),
    };
    const workspace = { runs: () => true, session: () => Promise.resolve(runner) } as unknown as Workspace;
    const begun: string[] = [];
    let store: () => void = () => undefined;
    const note = (type: string) => async () => {
      begun.push(type);
      return ok(undefined);
    };
    const { port } = connect('panel', extensionId, panelUrl, {
      open: (panel) => panel.show(workspace, 'c'),
      handlers: {
        'message/send': async () => {
          begun.push('message/send');
          await new Promise<void>((resolve) => (store = resolve));
          throw new StorageError('full');
        },
        'message/edit': note('message/edit'),
        'answer/stop': note('answer/stop'),
        'connection/reconnect': note('connection/reconnect'),
      },
    });
    const id = crypto.randomUUID();
    port.say({ requestId: 1, command: { type: 'message/send', id, text: 'Why?', attachment: null } });
    port.say({ requestId: 2, command: { type: 'message/edit', messageId: id, text: 'How?' } });
    port.say({ requestId: 3, command: { type: 'answer/stop' } });
    port.say({ requestId: 4, command: { type: 'connection/reconnect' } });
    await settled();
    expect(begun).toEqual(['message/send', 'connection/reconnect']);
    store();
    await settled();
    expect(begun).toEqual(['message/send', 'connection/reconnect', 'message/edit', 'answer/stop']);
    // One that fails does not stop those behind it.
    expect(port.posted).toEqual([
      { type: 'reply', requestId: 4 },
      { type: 'reply', requestId: 1, problem: { code: 'storage-full' } },
      { type: 'reply', requestId: 2 },
      { type: 'reply', requestId: 3 },
    ]);
  });

  it('that is closed is not written to any more', async () => {
    const { port } = connect('options', extensionId, optionsUrl);
    port.say({ requestId: 1, command: { type: 'settings/read' } });
    port.drop();
    await new Promise((resolve) => setImmediate(resolve));
    expect(port.posted).toEqual([]);
  });
});
