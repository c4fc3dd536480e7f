import { describe, expect, it } from 'vitest';
import { acceptPort } from '../../../lib/background/rpc/port-server.ts';
import type { LogEntry } from '../../../lib/shared/log.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { StorageError } from '../../../lib/shared/storage-error.ts';
import { createIncomingPort } from '../../doubles/port.ts';

const extensionId = 'abcdefghijklmnopabcdefghijklmnop';
const pageUrls = {
  panel: `chrome-extension://${extensionId}/sidepanel.html`,
  options: `chrome-extension://${extensionId}/options.html`,
};

type Options = Parameters<typeof acceptPort>[1];

/** A port to a background in which everything that a command asks for throws this, at once. */
function connect(name: keyof typeof pageUrls, thrown: unknown) {
  const logged: LogEntry[] = [];
  const log = (entry: LogEntry): void => void logged.push(entry);
  const report = createReport(log);
  // Every handler there is, whatever its name.
  const handlers = new Proxy({} as Options['handlers'], {
    get: () => () => {
      throw thrown;
    },
  });
  const port = createIncomingPort({ name, senderId: extensionId, senderUrl: pageUrls[name] });
  acceptPort(port, {
    activeWorkspace: { add: () => undefined } as unknown as Options['activeWorkspace'],
    watchersChanged: () => undefined,
    activity: { watch: () => () => undefined },
    chatsChanged: () => undefined,
    attention: { watchersChanged: () => undefined, lookAgain: () => undefined },
    handlers,
    open: () => Promise.reject(thrown),
    report,
    extensionId,
    pageUrls,
    log,
  });
  return { port, logged };
}

/** One of each kind that a port may ask for, and who catches what goes wrong in it. */
const commands = [
  ['panel', { type: 'panel/open' }, 'panel-command'],
  ['panel', { type: 'message/remove', messageId: 'q1' }, 'panel-command'],
  ['panel', { type: 'account/read' }, 'panel-command'],
  ['panel', { type: 'profile/switch', profileId: 'p1' }, 'panel-command'],
  ['options', { type: 'settings/read' }, 'options-command'],
  ['options', { type: 'data/read' }, 'options-command'],
  ['options', { type: 'account/sign-out' }, 'options-command'],
] as const;

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a command that goes wrong', () => {
  it.each(commands)(
    'by a mistake of ours, on the port of the %s (%o), is answered so, and logged by name',
    async (name, command, where) => {
      const { port, logged } = connect(name, new TypeError('of a user’s word, and token abc'));
      port.say({ requestId: 4, command });
      await settle();
      expect(port.posted).toEqual([{ type: 'reply', requestId: 4, problem: { code: 'internal' } }]);
      expect(logged).toEqual([{ event: 'internal', error: 'TypeError', where }]);
    },
  );

  it.each(commands)(
    'because storage is full, on the port of the %s (%o), is answered with that, which is logged',
    async (name, command, where) => {
      const { port, logged } = connect(name, new StorageError('full'));
      port.say({ requestId: 4, command });
      await settle();
      expect(port.posted).toEqual([{ type: 'reply', requestId: 4, problem: { code: 'storage-full' } }]);
      expect(logged).toEqual([{ event: 'storage', trouble: 'full', where }]);
    },
  );
});
