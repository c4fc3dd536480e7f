import { EventEmitter, once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Assistant, Turn } from './assistant.ts';
import { silentFor } from './behaviours.ts';
import type { PlatformOptions } from './platform.ts';
import { askText, callRest, createChat, joinData, joinNewChat, openSocket, tenantId } from './probe.ts';
import { platformFixture } from './platform-fixture.ts';

const start = platformFixture();
afterEach(() => vi.useRealTimers());

const connect = async (options: PlatformOptions = {}) => {
  const platform = await start(options);
  const token = (await platform.issueTokens()).access_token;
  const chatId = await createChat(platform, { token });
  const probe = openSocket(`${platform.wsUrl}?tenant_id=${tenantId}`);
  await probe.next('connection_ready');
  return { platform, probe, chatId, token };
};

describe('an exchange', () => {
  it('greets, takes the join, and streams an answer whose chunks join to its content', async () => {
    const { platform, probe, chatId } = await connect();
    probe.send('join_chat', joinData(chatId));
    await probe.next('chat_joined');
    platform.answerWith('Zwölf  Wörter 🚀,\n\n*so* weit.', {
      sources: [{ title: 'T', url: 'https://t.example/', snippet: 's' }],
    });
    probe.send('user_message', askText(chatId, 'Wie viele?', 'mine'));
    const { data } = await probe.next('response_complete');

    const types = probe.frames.map((frame) =>
      typeof frame === 'object' && 'type' in frame ? frame.type : '',
    );
    expect(types.filter((type, index) => type !== types[index - 1])).toEqual([
      'connection_established',
      'connection_ready',
      'chat_joined',
      'processing',
      'response_start',
      'response_chunk',
      'response_complete',
    ]);
    const chunks = probe.all('response_chunk');
    expect(chunks.map((chunk) => chunk.data['content']).join('')).toBe('Zwölf  Wörter 🚀,\n\n*so* weit.');
    expect(data).toMatchObject({
      content: 'Zwölf  Wörter 🚀,\n\n*so* weit.',
      total_chunks: chunks.length,
      sources: [{ title: 'T', url: 'https://t.example/', snippet: 's' }],
    });
    expect(probe.all('response_start')[0]?.data).toEqual({ message_id: data['message_id'], chat_id: chatId });
    expect(platform.chat(chatId)?.messages).toMatchObject([
      { role: 'user', content: 'Wie viele?', client_message_id: 'mine' },
      { role: 'assistant', content: data['content'], id: data['message_id'] },
    ]);
  });

  it('sends the chunks it is given exactly, or cuts a text in chunks of a size', async () => {
    const platform = await start();
    const probe = await joinNewChat(platform);
    const contents = async (text: string | string[], chunkSize?: number) => {
      platform.answerWith(text, chunkSize === undefined ? {} : { chunkSize });
      const before = probe.all('response_chunk').length;
      probe.send('user_message', askText(probe.chatId, 'Go'));
      await probe.next('response_complete');
      return probe
        .all('response_chunk')
        .slice(before)
        .map(({ data }) => data['content']);
    };
    expect(await contents(['a', 'b c', '\n'])).toEqual(['a', 'b c', '\n']);
    expect(await contents('12🚀45', 2)).toEqual(['12', '🚀4', '5']);
  });

  it('answers one message of a chat after the other', async () => {
    const platform = await start();
    const probe = await joinNewChat(platform);
    probe.send('user_message', askText(probe.chatId, 'table'));
    probe.send('user_message', askText(probe.chatId, 'task list'));
    const first = await probe.next('response_complete');
    const second = await probe.next('response_complete');
    expect(probe.all('response_chunk').map(({ data }) => data['message_id'])).toEqual([
      ...Array.from({ length: Number(first.data['total_chunks']) }, () => first.data['message_id']),
      ...Array.from({ length: Number(second.data['total_chunks']) }, () => second.data['message_id']),
    ]);
  });

  it('knows the answers before when it answers a question that had to wait', async () => {
    const histories: Turn[][] = [];
    const assistant: Assistant = {
      async *answer({ text, history }) {
        histories.push([...history]);
        yield `re: ${text}`;
        return [];
      },
    };
    const platform = await start({ assistant });
    const probe = await joinNewChat(platform);
    for (const text of ['one', 'two', 'three']) probe.send('user_message', askText(probe.chatId, text));
    for (const _ of [1, 2, 3]) await probe.next('response_complete');
    expect(histories[1]?.map(({ content }) => content)).toEqual(['one', 're: one']);
    expect(histories[2]?.map(({ content }) => content).toSorted()).toEqual([
      'one',
      're: one',
      're: two',
      'two',
    ]);
  });

  it('answers a ping before and after, and takes a pong', async () => {
    const platform = await start();
    const probe = await joinNewChat(platform);
    probe.send('ping', { ts: 1 });
    expect((await probe.next('pong')).data['ts']).toBeTypeOf('number');
    platform.send('ping', { ts: 2 });
    expect((await probe.next('ping')).data).toEqual({ ts: 2 });
    probe.send('pong', { ts: 3 });
    probe.send('ping');
    await probe.next('pong');
    expect(probe.all('error')).toEqual([]);
    expect(platform.received.frames.map(({ frame }) => (frame as { type: string }).type)).toEqual([
      'join_chat',
      'ping',
      'pong',
      'ping',
    ]);
  });

  it('streams at the pace it is told', async () => {
    const platform = await start();
    const probe = await joinNewChat(platform);
    platform.answerWith('one two three four five', { tokensPerSecond: 100 });
    const before = performance.now();
    probe.send('user_message', askText(probe.chatId, 'Go'));
    await probe.next('response_complete');
    // A lower bound only: a busy machine may take any time longer.
    expect(performance.now() - before).toBeGreaterThan(45);
  });
});

describe('close codes', () => {
  it('1008: tenant_id is missing', async () => {
    const platform = await start();
    expect(await openSocket(platform.wsUrl).closed).toEqual({ code: 1008, reason: 'tenant_id required' });
  });

  it('1006 before open: wrong path, unknown tenant, server down', async () => {
    const platform = await start();
    const at = (path: string) => openSocket(platform.wsUrl.replace('/api/v1/ws/chat', path));
    expect(await at(`/api/v1/ws?tenant_id=${tenantId}`).refusedWith).toBe(404);
    expect(await at('/api/v1/ws/chat?tenant_id=nobody').refusedWith).toBe(403);
    expect(platform.received.connections.map(({ accepted }) => accepted)).toEqual([false, false]);
    await platform.stop();
    expect((await at(`/api/v1/ws/chat?tenant_id=${tenantId}`).closed).code).toBe(1006);
  });

  it('survives a path that is none', async () => {
    const platform = await start();
    expect(await openSocket(platform.wsUrl.replace('/api', '//')).refusedWith).toBe(404);
    expect((await callRest(platform, 'GET //')).status).toBe(404);
  });

  it('400 for a token in the URL, and remembers it', async () => {
    const platform = await start();
    expect(await openSocket(`${platform.wsUrl}?tenant_id=${tenantId}&token=x`).refusedWith).toBe(400);
    expect(platform.received.violations).toHaveLength(1);
  });

  it.each([
    ['a ping', '{"type":"ping","data":{}}', 0],
    ['no JSON', 'hello', 0],
    ['a message', '{"type":"user_message","data":{"chat_id":"c","text":"t"}}', 1],
  ])('4400: the first frame is %s', async (_case, text, violations) => {
    const { platform, probe } = await connect();
    probe.sendText(text);
    expect((await probe.closed).code).toBe(4400);
    expect(platform.received.violations).toHaveLength(violations);
  });

  it.each([
    ['auth_required', null],
    ['invalid_token', 'abc.def.ghi'],
  ])('4401: %s', async (code, token) => {
    const { probe, chatId } = await connect({ auth: 'required' });
    probe.send('join_chat', joinData(chatId, token));
    expect((await probe.next('error')).data['code']).toBe(code);
    expect(await probe.closed).toEqual({ code: 4401, reason: code });
  });

  it('4401: an expired token', async () => {
    const { platform, probe, chatId } = await connect({ auth: 'required' });
    const { access_token: expired } = await platform.issueTokens({ expiresIn: -1 });
    probe.send('join_chat', joinData(chatId, expired));
    expect((await probe.closed).code).toBe(4401);
  });

  it('4403: another tenant in the join, or in the token', async () => {
    const tenants = [tenantId, 'other'];
    const { platform, probe, chatId } = await connect({ auth: 'required', tenants });
    const { access_token: foreign } = await platform.issueTokens({ tenant: 'other' });
    probe.send('join_chat', joinData(chatId, foreign));
    expect(await probe.closed).toEqual({ code: 4403, reason: 'tenant_mismatch' });

    const second = openSocket(`${platform.wsUrl}?tenant_id=other`);
    await second.next('connection_ready');
    second.send('join_chat', joinData(chatId, foreign));
    expect(await second.closed).toEqual({ code: 4403, reason: 'tenant_mismatch' });
  });

  it('4403: a token without chat:send', async () => {
    const { platform, probe, chatId } = await connect({ auth: 'required' });
    const { access_token: narrow } = await platform.issueTokens({ scope: ['chat:create'] });
    probe.send('join_chat', joinData(chatId, narrow));
    expect(await probe.closed).toEqual({ code: 4403, reason: 'insufficient_scope' });
  });

  it('4408: no join in time', async () => {
    const { probe } = await connect({ joinTimeoutMs: 30 });
    expect(await probe.closed).toEqual({ code: 4408, reason: 'join timeout' });
  });

  it('joins with a good token where one is required', async () => {
    const { probe, chatId, token } = await connect({ auth: 'required' });
    probe.send('join_chat', joinData(chatId, token));
    expect((await probe.next('chat_joined')).data).toEqual({ chat_id: chatId, tenant_id: tenantId });
  });

  it('stays open long after the time for a join, once joined', async () => {
    const { platform, probe, chatId } = await connect({ joinTimeoutMs: 200 });
    probe.send('join_chat', joinData(chatId));
    await probe.next('chat_joined');
    platform.script(silentFor(300));
    probe.send('user_message', askText(chatId, 'table'));
    const answer = await probe.next('response_complete');
    expect(answer.data['total_chunks']).toBeGreaterThan(0);
  });

  it('1008: a chat that does not exist', async () => {
    const { probe } = await connect();
    probe.send('join_chat', joinData('nope'));
    expect(await probe.closed).toEqual({ code: 1008, reason: 'chat not found' });
    expect(probe.all('error')).toMatchObject([{ data: { code: 'CHAT_NOT_FOUND' } }]);
  });

  it('1009: a frame over 1 MiB', async () => {
    const { probe } = await connect();
    probe.sendText('x'.repeat(1024 * 1024 + 1));
    expect((await probe.closed).code).toBe(1009);
  });

  it.each([1000, 1001, 1011])('%i when told to drop', async (code) => {
    const { platform, probe } = await connect();
    platform.drop(code, 'because');
    expect(await probe.closed).toEqual({ code, reason: 'because' });
  });

  it('1006 when told to drop without a code', async () => {
    const { platform, probe } = await connect();
    expect(platform.openSockets()).toBe(1);
    platform.drop();
    expect((await probe.closed).code).toBe(1006);
  });
});

describe('a joined connection', () => {
  it('reports a second join, and stays', async () => {
    const platform = await start();
    const probe = await joinNewChat(platform);
    probe.send('join_chat', joinData(probe.chatId));
    expect((await probe.next('error')).data['code']).toBe('already_joined');
    expect(platform.received.violations).toEqual(['connection 0: join_chat twice on one socket']);
    probe.send('ping');
    await probe.next('pong');
  });

  it.each([
    ['chat_mismatch', { type: 'user_message', data: askText('other', 'Hi') }],
    ['validation_error', { type: 'user_message', data: { text: '  ' } }],
    ['invalid_frame', { type: 'dance', data: {} }],
  ])('answers %s with an error frame', async (code, frame) => {
    const platform = await start();
    const probe = await joinNewChat(platform);
    const named = code === 'validation_error' ? { ...frame, data: askText(probe.chatId, '  ') } : frame;
    probe.sendText(JSON.stringify(named));
    expect((await probe.next('error')).data['code']).toBe(code);
    expect(platform.chat(probe.chatId)?.messages).toEqual([]);
  });

  it('hears token_expired when its token has run out, and the question is not stored', async () => {
    const { platform, probe, chatId, token } = await connect({ auth: 'required' });
    probe.send('join_chat', joinData(chatId, token));
    await probe.next('chat_joined');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 901_000 });
    probe.send('user_message', askText(chatId, 'Hi'));
    await probe.next('token_expired');
    expect(platform.chat(chatId)?.messages).toEqual([]);
  });

  it('hears an error frame when the assistant fails; the question stays stored', async () => {
    const platform = await start({
      assistant: {
        async *answer() {
          yield 'Well, ';
          throw new Error('model gone');
        },
      },
    });
    const probe = await joinNewChat(platform);
    probe.send('user_message', askText(probe.chatId, 'Hi'));
    const { data } = await probe.next('error');
    expect(data['code']).toBe('ai_service_error');
    expect(JSON.stringify(data)).not.toContain('model gone');
    expect(platform.chat(probe.chatId)?.messages.map(({ role }) => role)).toEqual(['user']);
  });

  it('loses an answer in progress when the server stops, and keeps the question', async () => {
    const platform = await start({ tokensPerSecond: 20 });
    const probe = await joinNewChat(platform);
    probe.send('user_message', askText(probe.chatId, 'table'));
    await probe.next('response_chunk');
    await platform.stop();
    expect((await probe.closed).code).toBe(1006);
    expect(probe.all('error')).toEqual([]);
    expect(platform.openSockets()).toBe(0);
    await platform.start();
    const { body } = await callRest(platform, `GET /api/v1/chat/${probe.chatId}/messages`);
    expect(body).toMatchObject({ items: [{ role: 'user', content: 'table' }] });
    expect((body as { items: unknown[] }).items).toHaveLength(1);
  });

  it('stores no answer that comes after the server has stopped', async () => {
    const gate = new EventEmitter();
    const assistant: Assistant = {
      async *answer() {
        yield 'Well.';
        await once(gate, 'open');
        return [];
      },
    };
    const platform = await start({ assistant });
    const probe = await joinNewChat(platform);
    probe.send('user_message', askText(probe.chatId, 'Hi'));
    await probe.next('response_chunk');
    await platform.stop();
    gate.emit('open');
    await platform.start();
    await callRest(platform, 'GET /readyz');
    expect(platform.chat(probe.chatId)?.messages.map(({ role }) => role)).toEqual(['user']);
  });
});
