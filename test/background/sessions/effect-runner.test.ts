import { describe, expect, it } from 'vitest';
import { createEffectRunner } from '../../../lib/background/sessions/effect-runner.ts';
import type { PlatformGateway } from '../../../lib/background/platform/platform-gateway.ts';
import type { SessionEvent } from '../../../lib/session/event.ts';
import type { Problem } from '../../../lib/shared/problem.ts';
import { fail, ok, type Result } from '../../../lib/shared/result.ts';
import { createWebSocketConnection } from '../../../lib/transport/websocket-v3/websocket-connection.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

type Admitted = Result<string | null, Problem>;

/** A session's effects, over sockets that are ready to be joined at once and a platform that admits when it is told. */
function open() {
  const told: SessionEvent[] = [];
  const logged: unknown[] = [];
  const sent: [socket: number, frame: object][] = [];
  let sockets = 0;
  const refreshed: (string | null)[] = [];
  const admissions: { settle: (admitted: Admitted) => void; lose: () => void; signal: AbortSignal }[] = [];
  const gateway: Partial<PlatformGateway> = {
    explainRefusal: () => Promise.reject(new TypeError('x')),
    connect: (chatId, tell, ended) =>
      createWebSocketConnection({
        tenantId: 'acme',
        chatId: chatId ?? '',
        tell,
        ended,
        clock: createVirtualClock(),
        log: (entry) => void logged.push(entry),
        credentials: {
          admit: (signal) =>
            new Promise((settle, reject) =>
              admissions.push({ settle, lose: () => reject(new Error('lost')), signal }),
            ),
          renew(stale) {
            refreshed.push(stale);
            return Promise.resolve('refreshed');
          },
        },
        openSocket(listener) {
          sockets += 1;
          const socket = sockets;
          queueMicrotask(() => {
            listener.opened();
            listener.frame({ type: 'ready' });
          });
          return { send: (frame) => sent.push([socket, frame]) > 0, close: () => undefined };
        },
      }),
  };
  const effects = createEffectRunner({
    conversationId: 'c',
    gateway: gateway as PlatformGateway,
    log: (entry) => void logged.push(entry),
    tell: (event) => void told.push(event),
  });
  const join = async (generation: number): Promise<void> => {
    effects.carryOut({ type: 'connect', generation, chatId: 'chat' });
    await settle();
  };
  return { effects, join, told, sent, admissions, refreshed, logged };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('P38: a join', () => {
  it.each([['access-1'], [null]])(
    'is carried out once we are let in, as whoever that is (%s)',
    async (token) => {
      const { join, sent, admissions, told } = open();
      await join(1);
      await settle();
      expect(sent).toEqual([]);
      admissions[0]?.settle(ok(token));
      await settle();
      expect(sent).toEqual([[1, { type: 'join', chatId: 'chat', tenantId: 'acme', token }]]);
      expect(told).toEqual([]);
    },
  );

  it('is not carried out where we are not, which is told with its generation', async () => {
    const { join, sent, admissions, told } = open();
    await join(7);
    admissions[0]?.settle(fail({ code: 'scope-missing', subject: 'chat:send' }));
    await settle();
    const problem = { code: 'scope-missing', subject: 'chat:send' };
    expect(told).toEqual([
      { type: 'heard', generation: 7, event: { type: 'closed', end: { kind: 'halt', problem } } },
    ]);
    expect(sent).toEqual([]);
  });

  it('ends, whatever goes wrong with the question', async () => {
    const { join, admissions, told } = open();
    await join(1);
    admissions[0]?.lose();
    await settle();
    const end = { kind: 'halt', problem: { code: 'internal' } };
    expect(told).toEqual([{ type: 'heard', generation: 1, event: { type: 'closed', end } }]);
  });

  it('that was admitted late reaches no other socket than its own', async () => {
    const { join, sent, admissions } = open();
    await join(1);
    await join(2);
    admissions[0]?.settle(ok('access-1'));
    await settle();
    expect(sent).toEqual([]);
    admissions[1]?.settle(ok('access-2'));
    await settle();
    expect(sent).toEqual([[2, expect.objectContaining({ token: 'access-2' })]]);
  });

  it('is withdrawn when the session lets go of the connection', async () => {
    const { effects, join, admissions } = open();
    await join(1);
    effects.carryOut({ type: 'disconnect', generation: 1 });
    expect(admissions[0]?.signal.aborted).toBe(true);
  });
});

describe('a mistake of ours on the way to the platform', () => {
  it('is told as ours, and logged', async () => {
    const { effects, told, logged } = open();
    effects.carryOut({ type: 'explain-refusal', generation: 1 });
    await settle();
    expect(told).toEqual([{ type: 'refusal-explained', problem: { code: 'internal' } }]);
    expect(logged).toEqual([{ event: 'internal', error: 'TypeError', where: 'effect' }]);
  });

  it('is logged where it keeps us from joining', async () => {
    const { join, admissions, logged } = open();
    await join(1);
    admissions[0]?.lose();
    await settle();
    expect(logged).toEqual([{ event: 'internal', error: 'Error', where: 'connection' }]);
  });
});

it('P31: what is refreshed is not the token of an earlier join that was admitted late', async () => {
  const { effects, join, admissions, refreshed } = open();
  await join(1);
  await join(2);
  admissions[1]?.settle(ok('access-2'));
  await settle();
  admissions[0]?.settle(ok('access-1'));
  await settle();
  effects.carryOut({ type: 'refresh-token', generation: 3 });
  expect(refreshed).toEqual(['access-2']);
});

it('P31: what is refreshed is the token of the last join', async () => {
  const { effects, join, admissions, refreshed, told } = open();
  await join(1);
  admissions[0]?.settle(ok('access-1'));
  await settle();
  effects.carryOut({ type: 'refresh-token', generation: 2 });
  await settle();
  expect(refreshed).toEqual(['access-1']);
  expect(told).toEqual([{ type: 'token-refreshed', generation: 2, outcome: 'refreshed' }]);
});
