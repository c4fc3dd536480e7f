import { describe, expect, it } from 'vitest';
import type { Doors, Weather } from './doors.ts';
import { platformFixture } from './platform-fixture.ts';
import type { Platform } from './platform.ts';
import { askText, chatBody, joinData, tenantId } from './probe.ts';
import { hangsRest, refusesUpgrade } from './behaviours.ts';

const start = platformFixture();
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((go) => setImmediate(go));
};

async function enter(weather?: Weather): Promise<{ platform: Platform; doors: Doors; chatId: string }> {
  const platform = await start({ isListening: false });
  platform.answerWith(['one ', 'two']);
  const doors = platform.doors(weather);
  const reply = await doors.fetch(`${platform.apiUrl}/api/v1/chat`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Tenant-ID': tenantId },
    body: JSON.stringify(chatBody()),
  });
  expect(reply.status).toBe(201);
  return { platform, doors, chatId: ((await reply.json()) as { id: string }).id };
}

/** A joined socket, and all that it is told. */
async function join(platform: Platform, doors: Doors, chatId: string) {
  const heard: string[] = [];
  const socket = new doors.WebSocket(`${platform.wsUrl}?tenant_id=${tenantId}`);
  socket.addEventListener('open', () => heard.push('open'));
  socket.addEventListener('close', ({ code }) => heard.push(`close ${code}`));
  socket.addEventListener('message', ({ data }) =>
    heard.push((JSON.parse(String(data)) as { type: string }).type),
  );
  await turns();
  const say = (type: string, data: object): void => socket.send(JSON.stringify({ type, data }));
  say('join_chat', joinData(chatId));
  await turns();
  return { socket, heard, say };
}

/** What is sent from now on is a question, and no join. */
let isAsking = false;

const greeting = ['open', 'connection_established', 'connection_ready', 'chat_joined'];

describe('the doors of a platform', () => {
  it('let a conversation through, without a network', async () => {
    const { platform, doors, chatId } = await enter();
    const { socket, heard, say } = await join(platform, doors, chatId);
    say('user_message', askText(chatId, 'Go', 'id'));
    await turns();
    socket.close(1000);
    await turns();
    expect(heard).toEqual([
      ...greeting,
      ...['processing', 'response_start', 'response_chunk', 'response_chunk', 'response_complete'],
      'close 1000',
    ]);
    expect(platform.openSockets()).toBe(0);
    expect(doors.pending()).toBe(0);
    expect(platform.received.violations).toEqual([]);
    expect(platform.received.connections).toMatchObject([{ accepted: true }]);
  });

  it.each<[string, Weather, readonly string[], number]>([
    [
      'a question that is lost',
      (direction) => (direction === 'up' && isAsking ? 'lost-and-cut' : 'passes'),
      [],
      0,
    ],
    [
      'a question that arrives, and nothing after it',
      (direction) => (direction === 'up' && isAsking ? 'passes-and-cut' : 'passes'),
      [],
      1,
    ],
    [
      'a frame behind which nothing comes',
      (_, type) => (type === 'processing' ? 'passes-and-cut' : 'passes'),
      ['processing'],
      1,
    ],
  ])('break a line at %s', async (_, weather, before, stored) => {
    const { platform, doors, chatId } = await enter(weather);
    isAsking = false;
    const { heard, say } = await join(platform, doors, chatId);
    isAsking = true;
    say('user_message', askText(chatId, 'Go', 'id'));
    await turns();
    expect(heard).toEqual([...greeting, ...before, 'close 1006']);
    expect(platform.ledger.of('id')?.stored ?? 0).toBe(stored);
    expect(platform.openSockets()).toBe(0);
  });

  it('cut all lines at once, and refuse as the script says', async () => {
    const { platform, doors, chatId } = await enter();
    const { heard } = await join(platform, doors, chatId);
    doors.cut();
    await turns();
    expect(heard).toEqual([...greeting, 'close 1006']);
    platform.script(refusesUpgrade(503));
    const refused = await join(platform, doors, chatId);
    expect(refused.heard).toEqual(['close 1006']);
  });

  it('let go of a request that is given up', async () => {
    const { platform, doors, chatId } = await enter();
    platform.script(hangsRest({ method: 'GET', path: '/api/v1/chat/{id}' }));
    const giveUp = new AbortController();
    const asked = doors.fetch(`${platform.apiUrl}/api/v1/chat/${chatId}`, { signal: giveUp.signal });
    await turns();
    expect(doors.pending()).toBe(1);
    giveUp.abort();
    await expect(asked).rejects.toThrow('abort');
    expect(doors.pending()).toBe(0);
  });
});
