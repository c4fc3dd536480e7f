import { describe, expect, it } from 'vitest';
import { createHeldAssistant } from '../flows/held-assistant.ts';
import { createPlatform } from '../platform/platform.ts';
import { startProxyProcess as start } from './proxy-process.ts';
import { chromiumOrigin, plantedKey } from './proxy-settings-fixture.ts';

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
