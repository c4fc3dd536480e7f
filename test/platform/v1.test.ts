import { describe, expect, it } from 'vitest';
import { platformFixture } from './platform-fixture.ts';
import type { Platform, PlatformOptions } from './platform.ts';
import { callRest, chatBody, openSocket, type SocketProbe } from './probe.ts';

const create = platformFixture();
const session = '5f0c3b6e-0000-4000-8000-000000000001';
const address = `tenant_id=miptech-company&client_id=${session}&session_id=${session}`;

async function open(
  options: PlatformOptions,
  query = address,
): Promise<{ platform: Platform; socket: SocketProbe }> {
  const platform = await create({ tokensPerSecond: Infinity, ...options });
  platform.answerWith(['Be', 'cause', '.']);
  const socket = openSocket(`${platform.wsUrl}?${query}`);
  await socket.refusedWith;
  return { platform, socket };
}

const introduce = (socket: SocketProbe): void =>
  socket.send('auth', { tenant_id: 'miptech-company', session_id: session, user_agent: 'test' });
const say = (socket: SocketProbe, chatId: string | null, id = 'q1'): void =>
  socket.send('chat_message', {
    ...{ message: 'Why?', chat_id: chatId, tenant_id: 'miptech-company', stream: true },
    ...{ timestamp: '2024-01-02T03:04:05Z', client_message_id: id },
  });
const newChat = async (platform: Platform): Promise<string> =>
  ((await callRest(platform, 'POST /api/v1/chat', { body: chatBody(session) })).body as { id: string }).id;

describe('a plain server (§7 a)', () => {
  it('greets at the opening, takes messages at once, and names the chat that one creates', async () => {
    const { platform, socket } = await open({ speaks: 'v1-plain' });
    await socket.next('connection_established');
    await socket.next('connection_ready');
    say(socket, null);
    const start = await socket.next('response_start');
    expect((await socket.next('response_complete')).data).toMatchObject({ content: 'Because.' });
    const [chat] = platform.chats();
    expect(start.data['chat_id']).toBe(chat?.id);
    expect(chat).toMatchObject({ sessionId: session });
    expect(platform.ledger.of('q1')).toMatchObject({ taken: 1, stored: 1, answers: ['Because.'] });
    expect(platform.received.violations).toEqual([]);
  });

  it.each([
    ['error', 'unknown_type', 'Unknown message type: auth'],
    ['vague', 'invalid_message', 'Invalid message format'],
  ] as const)('objects to auth by an error (%s)', async (unknownTypes, code, message) => {
    const { socket } = await open({ speaks: 'v1-plain', v1: { unknownTypes } });
    introduce(socket);
    expect((await socket.next('error')).data).toEqual({ code, message });
  });

  it('objects to it by closing, or not at all', async () => {
    const closing = await open({ speaks: 'v1-plain', v1: { unknownTypes: 'close' } });
    introduce(closing.socket);
    expect(await closing.socket.closed).toMatchObject({ code: 1003 });
    const silent = await open({ speaks: 'v1-plain', v1: { unknownTypes: 'silent', greets: false } });
    introduce(silent.socket);
    silent.socket.send('ping');
    await silent.socket.next('pong');
    expect(silent.socket.frames).toHaveLength(1);
  });

  it.each([
    [
      { answers: 'chat_response' },
      { message: 'Because.', message_id: expect.any(String), metadata: { tokens_used: 3 } },
    ],
    [{ answers: 'chat_response', namesAnswers: false }, { message: 'Because.' }],
  ] as const)('answers in one piece (%j)', async (v1, answer) => {
    const { platform, socket } = await open({ speaks: 'v1-plain', v1 });
    say(socket, await newChat(platform));
    expect((await socket.next('chat_response')).data).toMatchObject(answer);
    expect(socket.all('response_chunk')).toEqual([]);
  });

  it('answers by a chat_message beside its type', async () => {
    const { platform, socket } = await open({ speaks: 'v1-plain', v1: { answers: 'chat_message' } });
    say(socket, await newChat(platform));
    expect(await socket.next('chat_message')).toMatchObject({
      message: { id: expect.any(String), role: 'assistant', content: 'Because.' },
    });
  });
});

describe('a server that wants auth first (§7 b)', () => {
  it('greets behind it, by the ready frame that it has', async () => {
    const { platform, socket } = await open({ speaks: 'v1-auth-first', v1: { ready: 'platform_ready' } });
    introduce(socket);
    await socket.next('platform_ready');
    say(socket, await newChat(platform));
    await socket.next('response_complete');
    expect(platform.received.violations).toEqual([]);
  });

  it('closes on anything else, and notes what a client must not do', async () => {
    const { socket } = await open({ speaks: 'v1-auth-first' });
    say(socket, null);
    expect(await socket.closed).toEqual({ code: 4400, reason: 'first frame must be auth' });
    const again = await open({ speaks: 'v1-auth-first' }, `${address}&user_id=ada`);
    introduce(again.socket);
    introduce(again.socket);
    again.socket.send('ping');
    await again.socket.next('pong');
    expect(again.platform.received.violations).toEqual([
      'connection 0: a user id in the URL',
      'connection 0: auth twice on one socket',
    ]);
  });

  it('may want a token in the URL, and say so at the upgrade, by a close, or by a frame', async () => {
    const wanting = (wantsToken: 'at-upgrade' | 'by-close' | 'by-frame') =>
      open({ speaks: 'v1-auth-first', v1: { wantsToken } });
    expect(await (await wanting('at-upgrade')).socket.refusedWith).toBe(401);
    expect(await (await wanting('by-close')).socket.closed).toMatchObject({ code: 4401 });
    const { socket } = await wanting('by-frame');
    introduce(socket);
    expect((await socket.next('error')).data).toMatchObject({ code: 'auth_required' });
  });

  it('may be at one path only', async () => {
    const { platform, socket } = await open({ speaks: 'v1-auth-first', v1: { path: '/api/v1/ws' } });
    expect(await socket.refusedWith).toBe(404);
    expect(await openSocket(`${platform.wsUrl.replace(/\/chat$/, '')}?${address}`).refusedWith).toBeNull();
  });
});

describe('a hybrid (§7 c)', () => {
  const post = async (replies: 'in-reply' | 'by-socket' | 'socket-then-reply' | 'reply-then-socket') => {
    const { platform, socket } = await open({ speaks: 'v1-hybrid', v1: { replies } });
    introduce(socket);
    const chatId = await newChat(platform);
    const { body } = await callRest(platform, `POST /api/v1/chat/${chatId}/messages`, {
      body: { content: 'Why?', role: 'user', message_type: 'text', client_message_id: 'q1' },
    });
    return { platform, socket, reply: body as { id: string; role: string } };
  };

  it('takes no messages over the socket', async () => {
    const { socket } = await open({ speaks: 'v1-hybrid' });
    introduce(socket);
    say(socket, null);
    expect((await socket.next('error')).data).toMatchObject({
      message: 'Unknown message type: chat_message',
    });
  });

  it('answers in the reply', async () => {
    const { socket, reply } = await post('in-reply');
    expect(reply).toMatchObject({ role: 'assistant', content: 'Because.' });
    expect(socket.all('chat_message')).toEqual([]);
  });

  it.each(['socket-then-reply', 'reply-then-socket'] as const)(
    'answers both ways, under one id (%s)',
    async (replies) => {
      const { socket, reply, platform } = await post(replies);
      expect(await socket.next('chat_message')).toMatchObject({
        message: { id: reply.id, content: 'Because.' },
      });
      expect(platform.ledger.of('q1')).toMatchObject({ taken: 1, stored: 1 });
    },
  );

  it('answers over the socket alone', async () => {
    const { socket, reply } = await post('by-socket');
    expect(reply).toMatchObject({ role: 'user', content: 'Why?' });
    expect(await socket.next('chat_message')).toMatchObject({ message: { content: 'Because.' } });
  });
});
