import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createFakeModel, modelEnd, modelEvent } from './assistant/fake-model.ts';
import { askText, callRest, createChat, joinData, openSocket, tenantId, type RestAnswer } from './probe.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'miptech-platform-'));
const running: ChildProcess[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `${(files += 1)}.db`);

const launch = (...options: string[]) => {
  const child = spawn(process.execPath, [main, ...options], { env: { PATH: process.env['PATH'] } });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += String(data)));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    ended,
    said: () => said,
    async end(signal: NodeJS.Signals) {
      child.kill(signal);
      return ended;
    },
    /** Once it says where it is. */
    async start() {
      const find = (name: string): string | undefined => new RegExp(`${name} +(\\S+)`).exec(said)?.[1];
      while (find('Answers') === undefined) {
        if (child.exitCode !== null) throw new Error(`ended before it had begun: ${said}`);
        await once(child.stdout, 'data');
      }
      return { apiUrl: find('API URL') ?? '', wsUrl: find('WebSocket URL') ?? '' };
    },
  };
};

const joined = async (wsUrl: string, chatId: string, token: string | null = null) => {
  const probe = openSocket(`${wsUrl}?tenant_id=${tenantId}`);
  await probe.next('connection_established');
  probe.send('join_chat', joinData(chatId, token));
  await probe.next('chat_joined');
  return probe;
};

const items = ({ body }: RestAnswer): { id: string; role: string; content: string }[] =>
  (body as { items: { id: string; role: string; content: string }[] }).items;

describe('npm run platform', () => {
  it('with --data is, after a restart, the same as before', async () => {
    const data = newFile();
    const first = launch('--port', '0', '--data', data, '--sign-in');
    const before = await first.start();
    const person = { email: 'ada@example.com', password: 'long enough', tenant_id: tenantId };
    const body = { ...person, full_name: 'Ada' };
    const registered = await callRest(before, 'POST /api/v1/auth/register', { body });
    const { access_token: token, refresh_token: refreshToken } = registered.body as Record<string, string>;
    if (token === undefined) throw new Error('no token');
    const chatId = await createChat(before, { token });
    const probe = await joined(before.wsUrl, chatId, token);
    probe.send('user_message', askText(chatId, 'Show me a table', 'c1'));
    await probe.next('response_complete');
    const history = await callRest(before, `GET /api/v1/chat/${chatId}/messages`, { token });
    expect(items(history).map(({ role }) => role)).toEqual(['user', 'assistant']);
    expect(await first.end('SIGTERM')).toBe(0);

    const after = await launch('--port', '0', '--data', data, '--sign-in').start();
    expect((await callRest(after, 'GET /api/v1/chat/list', { token })).body).toMatchObject({
      items: [{ id: chatId, message_count: 2 }],
    });
    expect((await callRest(after, `GET /api/v1/chat/${chatId}/messages`, { token })).body).toEqual(
      history.body,
    );
    expect((await callRest(after, 'GET /api/v1/auth/me', { token })).body).toMatchObject({
      full_name: 'Ada',
    });
    expect((await callRest(after, 'POST /api/v1/auth/login', { body: person })).status).toBe(200);
    const refresh = { body: { refresh_token: refreshToken } };
    expect((await callRest(after, 'POST /api/v1/auth/refresh', refresh)).status).toBe(200);
    expect((await callRest(after, 'POST /api/v1/auth/refresh', refresh)).status).toBe(401);
    expect((await callRest(after, 'GET /api/v1/chat/list')).status).toBe(401);
  });

  it('killed in the middle of an answer has the question, and of the answer nothing', async () => {
    const model = await createFakeModel((response) => {
      response.writeHead(200);
      response.write(modelEvent('Half '));
    });
    const data = newFile();
    const options = ['--port', '0', '--data', data, '--upstream', `${model.origin}/v1`, '--model', 'm'];
    const first = launch(...options);
    const before = await first.start();
    const chatId = await createChat(before);
    const probe = await joined(before.wsUrl, chatId);
    probe.send('user_message', askText(chatId, 'Why?'));
    expect((await probe.next('response_chunk')).data).toMatchObject({ content: 'Half ' });
    expect(await first.end('SIGKILL')).toBeNull();
    expect(model.asked).toMatchObject([{ url: '/v1/chat/completions', body: { model: 'm' } }]);
    model.close();

    const whole = await createFakeModel((response) =>
      response.writeHead(200).end(modelEvent('All.') + modelEnd),
    );
    options[5] = `${whole.origin}/v1`;
    const after = await launch(...options).start();
    const read = (): Promise<RestAnswer> => callRest(after, `GET /api/v1/chat/${chatId}/messages`);
    expect(items(await read()).map(({ content }) => content)).toEqual(['Why?']);
    const next = await joined(after.wsUrl, chatId);
    next.send('user_message', askText(chatId, 'And?'));
    await next.next('response_complete');
    expect(items(await read()).map(({ content }) => content)).toEqual(['Why?', 'And?', 'All.']);
    whole.close();
  });

  it.each([
    ['a port that is none', ['--port', '99999'], '--port takes a number from 0 to 65535'],
    ['an option that it has not', ['--prot', '1'], "Unknown option '--prot'"],
    ['an upstream that is no URL', ['--upstream', 'http://'], '--upstream takes a URL'],
    ['a file of something else', ['--data', 'notes'], "can't be used: file is not a database"],
  ])('refuses %s, and says why', async (_, options, why) => {
    writeFileSync(join(folder, 'notes'), 'My notes. '.repeat(1000));
    const child = launch(...options.map((option) => (option === 'notes' ? join(folder, option) : option)));
    expect(await child.ended).toBe(2);
    expect(child.said()).toContain(why);
  });

  it('lets no second process into its file', async () => {
    const data = newFile();
    await launch('--port', '0', '--data', data).start();
    const second = launch('--port', '0', '--data', data);
    expect(await second.ended).toBe(2);
    expect(second.said()).toContain('another process has it open');
  });

  it('says what it takes', async () => {
    const child = launch('--help');
    expect(await child.ended).toBe(0);
    for (const option of ['port', 'data', 'sign-in', 'upstream', 'model', 'linger'])
      expect(child.said()).toContain(`--${option}`);
  });
});
