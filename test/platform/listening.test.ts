import { afterEach, describe, expect, it } from 'vitest';
import { createFakeModel, modelEnd, modelEvent, type FakeModel } from './assistant/fake-model.ts';
import { createModelAssistant } from './assistant/model-assistant.ts';
import type { Platform, PlatformOptions } from './platform.ts';
import { platformFixture } from './platform-fixture.ts';
import { askText, callRest, createChat, joinData, joinNewChat, openSocket, tenantId } from './probe.ts';

const createPlatform = platformFixture();
const models: FakeModel[] = [];
afterEach(() => models.splice(0).forEach((model) => model.close()));

/** A platform before a model that says one word and then waits for `finish`. */
const withModel = async (options: PlatformOptions = {}) => {
  const finishes: (() => void)[] = [];
  const model = await createFakeModel((response) => {
    response.writeHead(200).write(modelEvent('One '));
    finishes.push(() => response.end(modelEvent('two.') + modelEnd));
  });
  models.push(model);
  const assistant = createModelAssistant({ baseUrl: model.origin, apiKey: null, model: 'm' });
  const platform = await createPlatform({ assistant, ...options });
  return { model, platform, finish: () => finishes.splice(0).forEach((finish) => finish()) };
};

const rejoin = async (platform: Platform, chatId: string) => {
  const probe = openSocket(`${platform.wsUrl}?tenant_id=${tenantId}`);
  await probe.next('connection_established');
  probe.send('join_chat', joinData(chatId));
  await probe.next('chat_joined');
  return probe;
};

const said = (platform: Platform, chatId: string): (string | undefined)[] =>
  platform.chat(chatId)?.messages.map(({ content }) => content) ?? [];

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('an answer that nobody listens to any more', () => {
  it('is ended at the model, and stored by none, once its socket has been gone for so long', async () => {
    const { platform, model } = await withModel({ lingerMs: 0 });
    const probe = await joinNewChat(platform);
    probe.send('user_message', askText(probe.chatId, 'Why?'));
    await probe.next('response_chunk');
    probe.close();
    await model.gone();
    expect(said(platform, probe.chatId)).toEqual(['Why?']);
    // The next is asked for as if nothing had been.
    const next = await rejoin(platform, probe.chatId);
    next.send('user_message', askText(probe.chatId, 'And?'));
    await next.next('response_chunk');
  });

  it('is ended when its request is', async () => {
    const { platform, model } = await withModel({ lingerMs: 0 });
    const chatId = await createChat(platform);
    const left = new AbortController();
    const asking = fetch(`${platform.apiUrl}/api/v1/chat/${chatId}/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Tenant-ID': tenantId },
      body: JSON.stringify({ content: 'Why?', role: 'user', message_type: 'text' }),
      signal: left.signal,
    });
    await until(() => model.asked.length === 1);
    left.abort();
    await expect(asking).rejects.toThrow('aborted');
    await model.gone();
    expect(said(platform, chatId)).toEqual(['Why?']);
  });

  it('goes on where somebody is back in its chat in time', async () => {
    const { platform, finish } = await withModel({ lingerMs: 60_000 });
    const probe = await joinNewChat(platform);
    probe.send('user_message', askText(probe.chatId, 'Why?'));
    await probe.next('response_chunk');
    probe.close();
    await until(() => platform.openSockets() === 0);
    await rejoin(platform, probe.chatId);
    finish();
    await until(() => said(platform, probe.chatId).length === 2);
    expect(said(platform, probe.chatId)).toEqual(['Why?', 'One two.']);
  });

  it('goes on while somebody else listens in its chat', async () => {
    const { platform, finish } = await withModel({ lingerMs: 0 });
    const probe = await joinNewChat(platform);
    await rejoin(platform, probe.chatId);
    probe.send('user_message', askText(probe.chatId, 'Why?'));
    await probe.next('response_chunk');
    probe.close();
    await until(() => platform.openSockets() === 1);
    finish();
    await until(() => said(platform, probe.chatId).length === 2);
  });
});

describe('a model that fails', () => {
  it('is told as an error of the platform, over the socket and over REST, and to who runs it', async () => {
    const model = await createFakeModel((response) => response.writeHead(401).end('key sk-…'));
    models.push(model);
    const failures: unknown[] = [];
    const platform = await createPlatform({
      assistant: createModelAssistant({ baseUrl: model.origin, apiKey: null, model: 'm' }),
      answerFailed: (error) => failures.push(String(error)),
    });
    const message = 'The language model does not take the key of this platform';
    const probe = await joinNewChat(platform);
    probe.send('user_message', askText(probe.chatId, 'Why?'));
    expect((await probe.next('error')).data).toEqual({ code: 'ai_service_error', message });
    const body = { content: 'Why?', role: 'user', message_type: 'text' };
    const answer = await callRest(platform, `POST /api/v1/chat/${probe.chatId}/messages`, { body });
    expect(answer).toMatchObject({ status: 502, body: { error_code: 'AI_SERVICE_ERROR', message } });
    expect(failures).toEqual(Array(2).fill('Error: the model answered with status 401'));
    expect(said(platform, probe.chatId)).toEqual(['Why?', 'Why?']);
  });
});
