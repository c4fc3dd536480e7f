import { describe, expect, it } from 'vitest';
import { knownFrom } from '../../../lib/transport/automatic/way-choice.ts';
import { createAutomaticTransport } from '../../../lib/transport/automatic/automatic-transport.ts';
import type { ConnectionEnd, TransportEvent } from '../../../lib/session/transport-event.ts';
import type { LogEntry } from '../../../lib/shared/log.ts';
import type { PlatformWay } from '../../../lib/shared/connection-way.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { Transport } from '../../../lib/transport/transport.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

const refused: ConnectionEnd = {
  kind: 'back-off',
  problem: { code: 'server-unreachable' },
  isRefused: true,
  isShared: false,
};

/** What the test says over one connection of a way. */
interface Line {
  readonly way: PlatformWay;
  readonly tell: (event: TransportEvent) => void;
  readonly ended: () => void;
  readonly opened: () => void;
  readonly sent: string[];
  isClosed: boolean;
}

function connect(known: PlatformWay | null = null) {
  const clock = createVirtualClock();
  const lines: Line[] = [];
  const told: TransportEvent[] = [];
  const logged: LogEntry[] = [];
  let ends = 0;
  const of = (way: PlatformWay) => (): Transport => ({
    capabilities: { streams: way === 'v3', hasHistory: true, silenceMs: way === 'v3' ? 60_000 : 200_000 },
    expectConnection: () => undefined,
    connect(_chatId, tell, ended, _sessionId, opened = () => undefined) {
      const line: Line = { way, tell, ended, opened, sent: [], isClosed: false };
      lines.push(line);
      return {
        send: ({ text }) => void line.sent.push(text),
        check: () => undefined,
        renewToken: async () => 'refreshed',
        close: () => void (line.isClosed = true),
      };
    },
  });
  const transport = createAutomaticTransport({
    profile: { apiUrl: 'https://a.test', wsUrl: 'wss://a.test/api/v1/ws/chat', tenantId: 'acme' },
    transports: { v3: of('v3'), v1: of('v1'), rest: of('rest') },
    rest: {
      readHealth: async () => ok({ isHealthy: true, isAiReady: true }),
      readMessages: async () => ok({ messages: [], isWhole: true }),
    },
    allowed: ['v3', 'v1', 'rest'],
    isDerived: false,
    fetch: () => Promise.reject(new TypeError('Failed to fetch')),
    WebSocket: globalThis.WebSocket,
    clock,
    log: (entry) => void logged.push(entry),
    known: known === null ? null : knownFrom({ way: known, path: null }, null, 0),
    keep: () => undefined,
  });
  const connection = transport.connect(
    'chat',
    (event) => void told.push(event),
    () => (ends += 1),
    'session',
  );
  const last = (): Line => {
    const line = lines.at(-1);
    if (line === undefined) throw new Error('Nothing was tried');
    return line;
  };
  return { connection, transport, lines, told, logged, last, clock, ends: () => ends };
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a connection whose way is found by going it', () => {
  it('is one to its session: of ways that were left nothing is told, nor that their line has ended', async () => {
    const { connection, lines, told, last, ends } = connect();
    const [socket] = lines;
    last().tell({ type: 'closed', end: refused });
    await settle();
    expect(lines.map(({ way, isClosed }) => [way, isClosed])).toEqual([
      ['v3', true],
      ['rest', false],
    ]);
    last().tell({ type: 'ready' });
    socket?.tell({ type: 'ready' });
    socket?.ended();
    connection.send({ text: 'Why?', clientMessageId: 'q1' });
    expect(told).toEqual([
      { type: 'ready', capabilities: { streams: false, hasHistory: true, silenceMs: 200_000 } },
    ]);
    expect([lines[0]?.sent, lines[1]?.sent, ends()]).toEqual([[], ['Why?'], 0]);
    last().ended();
    expect(ends()).toBe(1);
  });

  it('logs the way that was found, once, and none that is known already', async () => {
    const { last, logged, transport } = connect();
    last().tell({ type: 'closed', end: refused });
    await settle();
    last().tell({ type: 'ready' });
    expect(logged).toEqual([{ event: 'way', way: 'rest' }]);
    transport.connect(
      'chat',
      () => undefined,
      () => undefined,
      'session',
    );
    last().tell({ type: 'ready' });
    expect(logged).toHaveLength(1);
  });

  it('that went by v1 before takes a socket that is cut for one that restarts, and not for none', async () => {
    const { last, lines, told } = connect('v1');
    last().opened();
    last().tell({ type: 'closed', end: { ...refused, isRefused: false } });
    await settle();
    expect(lines.map(({ way }) => way)).toEqual(['v1']);
    expect(told.at(-1)).toMatchObject({ type: 'closed' });
  });

  it('still tells that its line has ended after it was let go', async () => {
    const { connection, last, ends, told } = connect('v3');
    last().opened();
    last().tell({ type: 'ready' });
    connection.close();
    last().tell({ type: 'closed', end: refused });
    last().ended();
    expect([told.length, ends()]).toEqual([1, 1]);
  });

  it('tries nothing more once it was let go', async () => {
    const { connection, lines, last, clock } = connect();
    last().tell({ type: 'closed', end: refused });
    connection.close();
    await settle();
    while (clock.next() !== null) clock.fireNext();
    await settle();
    expect(lines).toHaveLength(1);
  });

  it('takes a socket that opens late, while REST has answered already', async () => {
    const { lines, last, clock, told } = connect();
    clock.fireNext();
    await settle();
    last().opened();
    last().tell({ type: 'ready' });
    while (clock.next() !== null) clock.fireNext();
    await settle();
    expect(lines.map(({ way }) => way)).toEqual(['v3']);
    expect(told).toMatchObject([{ type: 'ready' }]);
  });

  it('of which every way failed ends as the first did, unless the last says what a person has to do', async () => {
    for (const [end, said] of [
      [
        { kind: 'wait', ms: 7000 },
        { kind: 'wait', ms: 7000 },
      ],
      [{ ...refused, isRefused: false }, refused],
    ] as const) {
      const { last, told } = connect();
      last().tell({ type: 'closed', end: refused });
      await settle();
      last().tell({ type: 'closed', end });
      expect(told).toEqual([{ type: 'closed', end: said }]);
    }
  });

  it('is v1 where nothing confirms the join, and v3 again where that is objected to', async () => {
    const { transport, lines, last, clock, told } = connect();
    last().opened();
    clock.fireNext();
    expect(lines.map(({ way }) => way)).toEqual(['v3', 'v1']);
    last().tell({ type: 'ready' });
    expect(transport.inUse().way).toBe('v1');
    last().tell({ type: 'closed', end: { kind: 'halt', problem: { code: 'join-rejected' } } });
    expect(transport.inUse().way).toBe('v3');
    // Not halted: the next attempt goes the right way.
    expect(told.at(-1)).toMatchObject({ type: 'closed', end: { kind: 'back-off' } });
  });
});
