import { describe, expect, it } from 'vitest';
import * as behaviours from './behaviours.ts';
import type { Behaviour } from './behaviour.ts';
import type { Platform } from './platform.ts';
import { askText, createChat, joinData, joinNewChat, openSocket, tenantId } from './probe.ts';
import type { Frame, SocketProbe } from './probe.ts';
import { platformFixture } from './platform-fixture.ts';

const start = platformFixture();
const chunks = ['one ', 'two ', 'three ', 'four'];
const whole = chunks.join('');

const open = (platform: Platform): SocketProbe => openSocket(`${platform.wsUrl}?tenant_id=${tenantId}`);

/** Asks on a new chat, with these behaviours waiting. */
const ask = async (...script: Behaviour[]) => {
  const platform = await start();
  platform.answerWith(chunks);
  const probe = await joinNewChat(platform);
  platform.script(...script);
  probe.send('user_message', askText(probe.chatId, 'Go'));
  return {
    platform,
    probe,
    stored: () => platform.chat(probe.chatId)?.messages.map(({ content }) => content),
  };
};

const contents = (frames: Frame[]) => frames.map(({ data }) => data['content']);

/** Resolves when an answer is in the store, whoever was there to hear it. */
const answered = async (stored: () => string[] | undefined): Promise<string[]> => {
  for (;;) {
    const messages = stored() ?? [];
    if (messages.length > 1) return messages;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

describe('behaviours of a connection', () => {
  it('acceptsThenDrops opens and is gone, as often as told', async () => {
    const platform = await start();
    platform.script(behaviours.acceptsThenDrops(2));
    for (const _ of [1, 2]) {
      const probe = open(platform);
      expect(await probe.refusedWith).toBeNull();
      expect((await probe.closed).code).toBe(1006);
      expect(probe.frames).toEqual([]);
    }
    await open(platform).next('connection_ready');
  });

  it('refusesUpgrade answers with the status', async () => {
    const platform = await start();
    platform.script(behaviours.refusesUpgrade(503), behaviours.refusesUpgrade());
    expect(await open(platform).refusedWith).toBe(503);
    expect(await open(platform).refusedWith).toBe(404);
    expect(await open(platform).refusedWith).toBeNull();
  });

  it.each([
    [1008, 'rate limit exceeded', 0],
    [4400, undefined, 0],
    [4401, undefined, 1],
    [4403, 'insufficient_scope', 1],
    [4408, undefined, 0],
  ])('refusesJoin closes with %i', async (code, reason, errors) => {
    const platform = await start();
    const chatId = await createChat(platform);
    platform.script(behaviours.refusesJoin(code, reason));
    const probe = open(platform);
    await probe.next('connection_ready');
    probe.send('join_chat', joinData(chatId));
    const closing = await probe.closed;
    expect(closing.code).toBe(code);
    if (reason !== undefined) expect(closing.reason).toBe(reason);
    expect(probe.all('error')).toHaveLength(errors);
  });

  it('takes the fates of connections in the order scripted, across their kinds', async () => {
    const platform = await start();
    const chatId = await createChat(platform);
    platform.script(behaviours.refusesJoin(4401), behaviours.refusesUpgrade());
    const first = open(platform);
    await first.next('connection_ready');
    first.send('join_chat', joinData(chatId));
    expect((await first.closed).code).toBe(4401);
    expect(await open(platform).refusedWith).toBe(404);
  });

  it('neverJoins takes the join and says nothing', async () => {
    const platform = await start();
    const chatId = await createChat(platform);
    platform.script(behaviours.neverJoins());
    const probe = open(platform);
    await probe.next('connection_ready');
    probe.send('join_chat', joinData(chatId));
    const other = await joinNewChat(platform);
    expect(other.chatId).not.toBe(chatId);
    expect(probe.all('chat_joined')).toEqual([]);
    expect(platform.openSockets()).toBe(2);
  });

  it('neverReady sends no connection_ready, and takes a join nevertheless', async () => {
    const platform = await start();
    platform.script(behaviours.neverReady());
    const probe = await joinNewChat(platform);
    expect(probe.all('connection_ready')).toEqual([]);
  });

  it('initializing reports progress, then is ready', async () => {
    const platform = await start();
    platform.script(behaviours.initializing(3, 1));
    const probe = open(platform);
    await probe.next('connection_ready');
    expect(probe.all('initialization_progress').map(({ data }) => data['step'])).toEqual([1, 2, 3]);
  });

  it('neverPongs lasts as long as its connection', async () => {
    const platform = await start();
    const deaf = await joinNewChat(platform);
    platform.script(behaviours.neverPongs());
    deaf.send('ping');
    deaf.send('ping');
    deaf.send('user_message', askText(deaf.chatId, 'table'));
    await deaf.next('response_complete');
    expect(deaf.all('pong')).toEqual([]);
    const next = await joinNewChat(platform);
    next.send('ping');
    await next.next('pong');
  });
});

describe('behaviours that end an answer', () => {
  it.each([
    ['restartsAt(2)', behaviours.restartsAt(2), 1001],
    ['restartsAt(2, 1011)', behaviours.restartsAt(2, 1011), 1011],
    ['diesAt(2)', behaviours.diesAt(2), 1006],
  ])(
    '%s closes after two chunks; the whole answer is stored all the same',
    async (_name, behaviour, code) => {
      const { probe, stored } = await ask(behaviour);
      expect((await probe.closed).code).toBe(code);
      expect(contents(probe.all('response_chunk'))).toEqual(['one ', 'two ']);
      expect(await answered(stored)).toEqual(['Go', whole]);
    },
  );

  it('diesAt beyond the last chunk dies before response_complete', async () => {
    const { probe, stored } = await ask(behaviours.diesAt(99));
    await probe.closed;
    expect(probe.all('response_chunk')).toHaveLength(4);
    expect(probe.all('response_complete')).toEqual([]);
    expect(await answered(stored)).toEqual(['Go', whole]);
  });

  it('errorFrame fails the answer; the next one works', async () => {
    const { platform, probe, stored } = await ask(
      behaviours.errorFrame({ code: 'ai_busy', message: 'Busy' }, 1),
    );
    expect((await probe.next('error')).data).toEqual({ code: 'ai_busy', message: 'Busy' });
    expect(contents(probe.all('response_chunk'))).toEqual(['one ']);
    probe.send('user_message', askText(probe.chatId, 'Again'));
    await probe.next('response_complete');
    expect(stored()).toEqual(['Go', 'Again', whole]);
    expect(platform.openSockets()).toBe(1);
  });

  it.each([
    ['rateLimitFrame', behaviours.rateLimitFrame(3), 'rate_limit_exceeded', { retry_after: 3 }],
    ['tokenExpiredFrame', behaviours.tokenExpiredFrame(), 'token_expired', {}],
    [
      'errorFrame with retry_after',
      behaviours.errorFrame({ code: 'RATE_LIMIT_EXCEEDED', message: 'Slow', retry_after: 2 }),
      'error',
      { retry_after: 2 },
    ],
  ])('%s refuses the question, which is not stored', async (_name, behaviour, type, data) => {
    const { probe, stored } = await ask(behaviour);
    expect((await probe.next(type)).data).toMatchObject(data);
    expect(stored()).toEqual([]);
    probe.send('user_message', askText(probe.chatId, 'Again'));
    await probe.next('response_complete');
    expect(stored()).toEqual(['Again', whole]);
  });

  it('processingOnly says nothing more, and stores the answer only where told', async () => {
    const silent = await ask(behaviours.processingOnly());
    await silent.probe.next('processing');
    silent.probe.send('user_message', askText(silent.probe.chatId, 'Again'));
    await silent.probe.next('response_complete');
    expect(silent.stored()).toEqual(['Go', 'Again', whole]);

    const stored = await ask(behaviours.processingOnly({ stored: true }));
    expect(await answered(stored.stored)).toEqual(['Go', whole]);
    expect(stored.probe.all('response_start')).toEqual([]);
  });
});

describe('behaviours inside an answer', () => {
  it.each([
    ['text', 'not json {'],
    ['bytes', Buffer.from([0, 255, 1])],
  ])('garbageFrame sends %s in between', async (_kind, payload) => {
    const { probe } = await ask(behaviours.garbageFrame(payload, 2));
    await probe.next('response_complete');
    const at = probe.frames.findIndex((frame) => typeof frame === 'string' || Buffer.isBuffer(frame));
    expect(probe.frames[at]).toEqual(payload);
    expect(
      probe.frames.slice(0, at).filter((frame) => probe.all('response_chunk').includes(frame as Frame)),
    ).toHaveLength(2);
  });

  it('hugeFrame sends a chunk that is no part of the answer', async () => {
    const { probe, stored } = await ask(behaviours.hugeFrame(16 * 1024 * 1024, 1));
    const { data } = await probe.next('response_complete');
    expect(contents(probe.all('response_chunk')).map((content) => String(content).length)).toEqual([
      4,
      16 * 1024 * 1024,
      4,
      6,
      4,
    ]);
    expect(data).toMatchObject({ content: whole, total_chunks: 4 });
    expect(stored()).toEqual(['Go', whole]);
  });

  it('unknownFrame sends a type that the contract does not have', async () => {
    const { probe } = await ask(behaviours.unknownFrame());
    await probe.next('response_complete');
    expect(probe.all('telemetry_sample')).toHaveLength(1);
  });

  it('loseChunk and withoutContent apply to the same answer: only total_chunks tells', async () => {
    const { probe, stored } = await ask(behaviours.loseChunk(2), behaviours.withoutContent());
    const { data } = await probe.next('response_complete');
    expect(contents(probe.all('response_chunk'))).toEqual(['one ', 'three ', 'four']);
    expect(data).toMatchObject({ total_chunks: 4 });
    expect(data).not.toHaveProperty('content');
    expect(stored()).toEqual(['Go', whole]);
  });

  it('repeatChunk sends one twice', async () => {
    const { probe } = await ask(behaviours.repeatChunk(3));
    const { data } = await probe.next('response_complete');
    expect(contents(probe.all('response_chunk'))).toEqual(['one ', 'two ', 'three ', 'three ', 'four']);
    expect(data).toMatchObject({ total_chunks: 4, content: whole });
  });

  it('withoutMessageIds and withoutResponseStart leave them out', async () => {
    const { probe } = await ask(behaviours.withoutMessageIds(), behaviours.withoutResponseStart());
    await probe.next('response_complete');
    expect(probe.all('response_start')).toEqual([]);
    expect(JSON.stringify(probe.frames)).not.toContain('message_id');
  });

  it('silentFor pauses before it goes on', async () => {
    const { probe } = await ask(behaviours.silentFor(40, 1));
    await probe.next('response_chunk');
    const before = performance.now();
    await probe.next('response_chunk');
    expect(performance.now() - before).toBeGreaterThan(25);
    expect(contents(probe.all('response_chunk'))[0]).toBe('one ');
  });

  it('applies equal behaviours to one answer after the other', async () => {
    const { probe } = await ask(behaviours.unknownFrame(), behaviours.unknownFrame());
    await probe.next('response_complete');
    expect(probe.all('telemetry_sample')).toHaveLength(1);
    probe.send('user_message', askText(probe.chatId, 'Again'));
    await probe.next('response_complete');
    expect(probe.all('telemetry_sample')).toHaveLength(2);
  });
});
