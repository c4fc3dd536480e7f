import { spawn, type ChildProcess } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { createHeldAssistant } from '../flows/held-assistant.ts';
import { createPlatform } from '../platform/platform.ts';
import { chromiumOrigin, plantedKey } from './proxy-settings-fixture.ts';

const running: ChildProcess[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));

/** `npm run proxy`, as a process of its own. */
function start(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['lib/proxy-server/main.ts'], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let out = '';
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => {
      out += piece;
      heard.forEach((look) => look());
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    child,
    ended,
    out: () => out,
    /** Waits until it has said that. */
    says: (pattern: RegExp): Promise<RegExpExecArray> =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(out);
          if (found === null) return;
          heard.delete(look);
          resolve(found);
        };
        heard.add(look);
        look();
        void ended.then(() => reject(new Error(`Ended without: ${pattern.source}\n${out}`)));
      }),
  };
}

describe('the process of a proxy', () => {
  it('serves, and on SIGTERM finishes what is under way before it ends', async () => {
    const assistant = createHeldAssistant(['Because.']);
    const platform = await createPlatform({ assistant, apiKeys: [plantedKey], auth: 'required' });
    try {
      const proxy = start({
        PROXY_PORT: '0',
        PLATFORM_URL: platform.apiUrl,
        PLATFORM_API_KEY: plantedKey,
        TENANT_ID: 'miptech-company',
        ALLOWED_ORIGINS: chromiumOrigin,
      });
      const [, url = ''] = await proxy.says(/listening at (http:\/\/[\d.]+:\d+)/i);
      const headers = { Origin: chromiumOrigin, 'Content-Type': 'application/json' };
      const post = (path: string, body: object): Promise<Response> =>
        fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      const { id } = (await (await post('/api/chat/create', { title: 'x' })).json()) as { id: string };
      const answer = post(`/api/chat/${id}/message`, { content: 'Why?' });
      while (platform.received.userMessages.length === 0)
        await new Promise((resolve) => setImmediate(resolve));
      proxy.child.kill('SIGTERM');
      await proxy.says(/"event":"stopping"/);
      assistant.release();
      expect(await (await answer).json()).toMatchObject({ content: 'Because.' });
      expect(await proxy.ended).toBe(0);
      expect(proxy.out()).toContain('"event":"stopped"');
      expect(proxy.out()).not.toContain(plantedKey);
    } finally {
      await platform.close();
    }
  });

  it('does not start with what is wrong, and says which variable it is', async () => {
    const proxy = start({ PLATFORM_API_KEY: `${plantedKey} `, PLATFORM_URL: 'http://api.example.com' });
    expect(await proxy.ended).toBe(2);
    for (const name of ['PLATFORM_API_KEY', 'PLATFORM_URL', 'TENANT_ID', 'ALLOWED_ORIGINS'])
      expect(proxy.out()).toContain(`  ${name}: `);
    expect(proxy.out()).not.toContain(plantedKey);
  });
});
