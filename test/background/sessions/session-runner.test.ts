import { describe, expect, it } from 'vitest';
import type { PlatformGateway } from '../../../lib/background/platform/platform-gateway.ts';
import { createSessionRunner } from '../../../lib/background/sessions/session-runner.ts';
import type { Change } from '../../../lib/session/effect.ts';
import { startSession } from '../../session/websocket-session.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

/** A session that is connecting, over a storage that stores when told. */
function open() {
  const stores: { ids: string[]; end: (error?: Error) => void }[] = [];
  const told: string[] = [];
  const sockets: number[] = [];
  const latest = { messages: [], hasEarlier: false };
  const runner = createSessionRunner({
    initial: {
      ...startSession({ conversationId: 'c', chatId: 'chat', title: 'T', online: true }),
      watchers: 1,
      connection: { at: 'connecting', generation: 1, isStartingUp: false },
    },
    latest,
    gateway: {
      connect: () => ({ send: () => true, close: () => undefined, number: sockets.push(sockets.length) }),
    } as unknown as PlatformGateway,
    clock: createVirtualClock(),
    random: () => 0.5,
    log: () => undefined,
    persist: (changes) =>
      new Promise((done, failed) => {
        stores.push({
          ids: idsOf(changes),
          end: (error) => (error === undefined ? done() : failed(error)),
        });
      }),
    toProblem: () => ({ code: 'storage-failed' }),
    onChanges: (changes) => void told.push(...idsOf(changes)),
    onStatus: () => undefined,
    onBudget: () => undefined,
    onNeed: () => undefined,
  });
  const send = (id: string) =>
    runner.dispatch({
      type: 'sent',
      message: { role: 'user', id, text: id, attachments: [], createdAt: 0 },
      spent: [],
    });
  return { runner, stores, told, sockets, latest, send };
}

const idsOf = (changes: readonly Change[]): string[] =>
  changes.flatMap((change) => (change.type === 'message-put' ? [change.message.id] : []));

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('what a session has to be stored', () => {
  it('is handed to storage while the commit before it is on its way, and told in order', async () => {
    const { stores, told, send } = open();
    void send('a');
    void send('b');
    expect(stores.map(({ ids }) => ids)).toEqual([['a'], ['b']]);
    stores[1]?.end();
    await settle();
    expect(told).toEqual([]);
    stores[0]?.end();
    await settle();
    expect(told).toEqual(['a', 'b']);
  });

  it('waits for an effect before it that acts', async () => {
    const { runner, stores, sockets, send } = open();
    void send('a');
    void runner.dispatch({ type: 'reconnect-asked' });
    void send('b');
    expect(stores).toHaveLength(1);
    stores[0]?.end();
    await settle();
    expect(sockets).toHaveLength(1);
    expect(stores.map(({ ids }) => ids)).toEqual([['a'], ['b']]);
  });

  it('and can’t be, costs only its own step', async () => {
    const { stores, told, send } = open();
    const [first, second] = [send('a'), send('b')];
    stores[1]?.end();
    stores[0]?.end(new Error('full'));
    expect(await first).toEqual({ code: 'storage-failed' });
    expect(await second).toBeNull();
    expect(told).toEqual(['b']);
  });
});

describe('what is read of a session’s storage', () => {
  it('need not be read again as long as nothing was stored', async () => {
    const { runner, latest, send, stores } = open();
    const given: unknown[] = [];
    const read = (known: unknown): Promise<unknown> => Promise.resolve(given.push(known));
    await runner.settled(read, () => undefined);
    void send('a');
    stores[0]?.end();
    await settle();
    await runner.settled(read, () => undefined);
    expect(given).toEqual([latest, null]);
  });

  it('is read again, behind the effects, where something was stored meanwhile', async () => {
    const { runner, stores, told, send } = open();
    const taken: string[] = [];
    let reads = 0;
    const end: (() => void)[] = [];
    const reading = runner.settled(
      () => {
        reads += 1;
        return new Promise<number>((resolve) => end.push(() => resolve(end.length)));
      },
      (value) => void taken.push(`${value} after ${told.join()}`),
    );
    void send('a');
    end[0]?.();
    await settle();
    expect(taken).toEqual([]);
    expect(reads).toBe(1);
    stores[0]?.end();
    await settle();
    // Behind the read: told by it, or by a patch, never by both.
    void send('b');
    expect(stores).toHaveLength(1);
    end[1]?.();
    await reading;
    expect(taken).toEqual(['2 after a']);
    await settle();
    expect(stores).toHaveLength(2);
  });
});
