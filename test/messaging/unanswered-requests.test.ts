import { describe, expect, it, vi } from 'vitest';
import { productionProfile, toSettingsInput } from '../../lib/config/profile.ts';
import { replies } from '../doubles/replies.ts';
import type { Command } from '../../lib/messaging/commands.ts';
import type { Request } from '../../lib/messaging/contract.ts';
import {
  createUnansweredRequests,
  type Asking,
  type UnansweredRequests,
} from '../../lib/messaging/unanswered-requests.ts';

const greeting: Command = { type: 'panel/open' };
const beat: Command = { type: 'heartbeat' };
const attach: Command = { type: 'page/attach' };

/** With what the table says of it. */
const asking = (command: Command, settle: Asking<unknown>['settle'] = vi.fn()): Asking<unknown> => ({
  command,
  reply: replies[command.type],
  settle,
});

function setUp(): {
  requests: UnansweredRequests;
  posted: Request[];
  world: { about: string | null; hasPort: boolean };
} {
  const posted: Request[] = [];
  const world: { about: string | null; hasPort: boolean } = { about: null, hasPort: true };
  const requests = createUnansweredRequests({
    about: () => world.about,
    post(request) {
      if (world.hasPort) posted.push(request);
      return world.hasPort;
    },
  });
  return { requests, posted, world };
}

describe('requests', () => {
  it('wait for the greeting, and follow it under the numbers they were given', () => {
    const { requests, posted } = setUp();
    requests.ask(asking(beat));
    requests.ask(asking(attach));
    expect(posted).toEqual([]);
    requests.release(asking(greeting, vi.fn()));
    expect(posted).toEqual([
      { requestId: 3, command: greeting },
      { requestId: 1, command: beat },
      { requestId: 2, command: attach },
    ]);
  });

  it('are marked as sent again only where a port had taken them', () => {
    const { requests, posted, world } = setUp();
    requests.release(null);
    requests.ask(asking(beat));
    world.hasPort = false;
    requests.ask(asking(attach));
    posted.length = 0;
    world.hasPort = true;
    requests.hold();
    requests.release(null);
    expect(posted).toEqual([
      { requestId: 1, command: beat, again: true },
      { requestId: 2, command: attach },
    ]);
  });

  it('keep the conversation that was on screen when they were asked', () => {
    const { requests, posted, world } = setUp();
    world.about = 'old';
    requests.ask(asking(attach));
    world.about = 'new';
    requests.release(null);
    expect(posted).toEqual([{ requestId: 1, command: attach, about: 'old' }]);
  });

  it('are settled once, by the reply under their own number', () => {
    const { requests } = setUp();
    const [first, second] = [vi.fn(), vi.fn()];
    requests.ask(asking(beat, first));
    requests.ask(asking(attach, second));
    requests.settle({ type: 'reply', requestId: 2, problem: { code: 'page-empty' } });
    requests.settle({ type: 'reply', requestId: 2, value: 'late' });
    requests.settle({ type: 'reply', requestId: 99 });
    expect(second.mock.calls).toEqual([[{ ok: false, failure: { code: 'page-empty' } }]]);
    expect(first).not.toHaveBeenCalled();
  });

  it('all fail at the close, and so does what is asked after it', () => {
    const { requests, posted } = setUp();
    const settle = vi.fn();
    requests.release(null);
    requests.ask(asking(beat, settle));
    requests.close({ code: 'background-silent' });
    requests.ask(asking(attach, settle));
    requests.close({ code: 'background-silent' });
    const failed = [{ ok: false, failure: { code: 'background-silent' } }];
    expect(settle.mock.calls).toEqual([failed, failed]);
    expect(posted.map(({ command }) => command)).toEqual([beat]);
    expect(requests.isReplyDue()).toBe(false);
  });

  it('lose the greeting with its port: the next port has its own', () => {
    const { requests, posted } = setUp();
    const [first, second] = [vi.fn(), vi.fn()];
    requests.release(asking(greeting, first));
    requests.hold();
    expect(requests.isReplyDue()).toBe(false);
    requests.release(asking(greeting, second));
    expect(posted).toEqual([
      { requestId: 1, command: greeting },
      { requestId: 2, command: greeting },
    ]);
    requests.settle({ type: 'reply', requestId: 1 });
    requests.settle({ type: 'reply', requestId: 2 });
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledOnce();
  });

  it.each<[Command, boolean]>([
    [beat, true],
    [{ type: 'data/read' }, true],
    [attach, false],
    [{ type: 'settings/test', settings: toSettingsInput(productionProfile) }, false],
    [{ type: 'data/keep', days: 1 }, false],
    [{ type: 'data/erase' }, false],
    [{ type: 'account/read' }, true],
    [{ type: 'profile/use', profileId: 'p1' }, true],
    [{ type: 'account/sign-in', email: '', password: '', stay: false }, false],
    [{ type: 'account/register', email: '', password: '', fullName: '', stay: false }, false],
    [{ type: 'account/sso', stay: true }, false],
    [{ type: 'account/sign-out' }, false],
  ])('of %o make a reply due: %s', (command, isDue) => {
    const { requests } = setUp();
    requests.ask(asking(command));
    expect(requests.isReplyDue()).toBe(isDue);
  });
});
