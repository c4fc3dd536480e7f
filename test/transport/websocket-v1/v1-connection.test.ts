import { describe, expect, it } from 'vitest';
import type { V1ClientFrame } from '../../../lib/protocol/v1-client-frame.ts';
import type { TransportEvent } from '../../../lib/session/transport-event.ts';
import { ok } from '../../../lib/shared/result.ts';
import type { PlatformCredentials } from '../../../lib/transport/transport.ts';
import { createV1Connection } from '../../../lib/transport/websocket-v1/v1-connection.ts';
import type { V1SocketListener } from '../../../lib/transport/websocket-v1/v1-socket.ts';
import type { V1Variant } from '../../../lib/config/known-way.ts';
import { createVariantMemory } from '../../../lib/transport/websocket-v1/variant.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';
import { clientFor, json, profile, unreachable, type Answer } from '../http/fake-platform.ts';

const message = { text: 'Why?', clientMessageId: 'q1' };
const answered = { id: 'a1', role: 'assistant', content: 'Because.' };
const storedQuestion = { id: 'q-1', role: 'user', content: 'Why?' };

async function open(
  answers: readonly Answer[],
  remembered: V1Variant | null = 'hybrid',
  chatId: string | null = 'c1',
) {
  const told: TransportEvent[] = [];
  const sent: string[] = [];
  const frames: V1ClientFrame[] = [];
  const refreshed: (string | null)[] = [];
  const { client, requests } = clientFor(answers, { attempts: 1 });
  const clock = createVirtualClock();
  const credentials: PlatformCredentials = {
    admit: async () => ok('token'),
    async renew(stale) {
      refreshed.push(stale);
      return 'refreshed';
    },
  };
  let listener: V1SocketListener | null = null;
  let ends = 0;
  let openings = 0;
  let refusals = 0;
  const connection = createV1Connection({
    ...{ profile, credentials, clock, rest: client, chatId },
    memory: createVariantMemory({ remembered, found: () => undefined }),
    openSocket(hears) {
      listener = hears;
      return {
        send(frame) {
          frames.push(frame);
          return sent.push(frame.type) > 0;
        },
        close: () => sent.push('closed'),
      };
    },
    tell: (event) => void told.push(event),
    ended: () => (ends += 1),
    opened: () => (openings += 1),
    refused: () => (refusals += 1),
    log: () => undefined,
  });
  const socket = (): V1SocketListener => {
    if (listener === null) throw new Error('No socket was opened');
    return listener;
  };
  await settle();
  const becomesReady = (): void => {
    socket().opened();
    socket().frame({ frame: { type: 'ready' }, chatId: null, whole: null });
  };
  return {
    ...{ connection, told, sent, frames, requests, clock, refreshed, socket, becomesReady },
    ends: () => ends,
    refusals: () => refusals,
    openings: () => openings,
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const kinds = (told: readonly TransportEvent[]): string[] => told.map(({ type }) => type);

describe('a connection to an older server', () => {
  it('tells that its line has ended once the socket has, and no request is under way', async () => {
    const { connection, becomesReady, socket, ends } = await open([json(201, answered)]);
    becomesReady();
    connection.send(message);
    await settle();
    connection.close();
    expect(ends()).toBe(0);
    socket().ended();
    expect(ends()).toBe(1);
  });

  it('does not where a request was broken off: it may still arrive', async () => {
    const { connection, becomesReady, socket, ends } = await open([json(201, answered)]);
    becomesReady();
    connection.send(message);
    connection.close();
    socket().ended();
    await settle();
    expect(ends()).toBe(0);
  });

  it('does where one has failed for good', async () => {
    const { connection, becomesReady, socket, ends, told, sent } = await open([unreachable()]);
    becomesReady();
    connection.send(message);
    await settle();
    expect(kinds(told)).toEqual(['ready', 'closed']);
    expect(sent).toEqual(['auth', 'closed']);
    socket().ended();
    expect(ends()).toBe(1);
  });

  it('says where its socket was refused, for the next to go elsewhere', async () => {
    const refused = await open([]);
    refused.socket().closed(1006, '');
    expect([refused.refusals(), refused.told.at(-1)]).toMatchObject([1, { end: { isRefused: true } }]);
    const dropped = await open([]);
    dropped.becomesReady();
    dropped.socket().closed(1006, '');
    expect([dropped.refusals(), dropped.openings(), refused.openings()]).toEqual([0, 1, 0]);
  });

  it('looks into the history where the reply was the stored question, and no longer than it has to', async () => {
    const history = json(200, { items: [storedQuestion, answered] });
    const line = await open([json(201, storedQuestion), history, history]);
    line.becomesReady();
    line.connection.send(message);
    await settle();
    line.clock.fireNext();
    await settle();
    line.clock.fireNext();
    await settle();
    expect(kinds(line.told)).toEqual(['ready', 'accepted', 'completed']);
    const asked = line.requests.length;
    for (let n = 0; n < 3; n += 1) {
      line.clock.fireNext();
      await settle();
    }
    expect(line.requests).toHaveLength(asked);
  });

  it('ends a look once the answer has come over the socket', async () => {
    const line = await open([json(201, storedQuestion), json(200, { items: [] })]);
    line.becomesReady();
    line.connection.send(message);
    await settle();
    const complete = {
      ...answered,
      type: 'complete',
      messageId: 'a1',
      sources: [],
      totalTokens: null,
      totalChunks: null,
    } as const;
    line.socket().frame({ frame: complete, chatId: null, whole: 'chat_message' });
    for (let n = 0; n < 3; n += 1) {
      line.clock.fireNext();
      await settle();
    }
    expect(kinds(line.told)).toEqual(['ready', 'accepted', 'completed']);
    expect(line.requests).toHaveLength(1);
  });

  it('P46: names the chat in the next message, once it has a name', async () => {
    const { connection, becomesReady, socket, frames, told } = await open([], 'plain', null);
    becomesReady();
    connection.send(message);
    const complete = {
      ...answered,
      type: 'complete',
      messageId: 'a1',
      sources: [],
      totalTokens: null,
      totalChunks: null,
    } as const;
    socket().frame({ frame: complete, chatId: 'c9', whole: 'chat_response' });
    connection.send({ ...message, clientMessageId: 'q2' });
    expect(frames).toMatchObject([{ chatId: null }, { chatId: 'c9' }]);
    expect(kinds(told)).toEqual(['ready', 'chat-named', 'completed']);
  });

  it('renews the token that it went by', async () => {
    const { connection, refreshed } = await open([]);
    expect(await connection.renewToken()).toBe('refreshed');
    expect(refreshed).toEqual(['token']);
  });
});
