import { describe, expect, it } from 'vitest';
import { createProxyGateway } from '../../../lib/background/platform/proxy-gateway.ts';
import { noPolicy } from '../../../lib/config/policy.ts';
import { productionProfile } from '../../../lib/config/profile.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';
import { answering, json, unreachable, type Answer } from '../../transport/http/fake-platform.ts';

const profile = {
  ...productionProfile,
  apiUrl: 'https://proxy.example.org',
  tenantId: 'acme',
  protocol: 'proxy',
} as const;
const { signal } = new AbortController();
const host = { subject: 'proxy.example.org' };

function open(...answers: Answer[]) {
  const { fetch, requests } = answering(...answers);
  const gateway = createProxyGateway({
    profile,
    pageRules: noPolicy.pageContext,
    clock: createVirtualClock(),
    random: () => 0,
    log: () => undefined,
    fetch,
  });
  return { gateway, requests };
}

describe('a platform behind a secure proxy', () => {
  it('creates a chat, and hears nothing of a page or of who asks', async () => {
    const { gateway, requests } = open(json(200, { id: 'c1' }));
    expect(await gateway.createChat('session', 'https://page.example', signal)).toEqual(ok('c1'));
    expect(await requests[0]?.text()).toBe('{"title":"New chat"}');
  });

  it.each<[string, Answer[], object]>([
    [
      'nobody answers, or lets no extension see it',
      [unreachable()],
      { kind: 'transient', problem: { code: 'server-unreachable', ...host, origin: profile.apiUrl } },
    ],
    [
      'it answers a look, and admits no preflight',
      [unreachable(), json(405, {})],
      { kind: 'transient', problem: { code: 'extension-blocked', ...host, origin: profile.apiUrl } },
    ],
    [
      'it does not list us',
      [json(403, { error: 'Origin not allowed' })],
      { kind: 'fatal', problem: { code: 'proxy-origin-refused', ...host, detail: 'Origin not allowed' } },
    ],
    [
      'its key is refused',
      [json(500, { error: 'x', details: 'API Error: 401 - Invalid key' })],
      { kind: 'fatal', problem: { code: 'proxy-key-refused', ...host, detail: 'Invalid key' } },
    ],
    [
      'the platform wants a pause',
      [json(500, { error: 'x', details: 'API Error: 429 - {"details":{"retry_after":7}}' })],
      { kind: 'rate-limited', retryAfterMs: 7000 },
    ],
    [
      'the platform starts up',
      [json(500, { error: 'x', details: 'API Error: 503 - db_not_ready' })],
      { kind: 'transient', problem: { code: 'platform-starting' } },
    ],
    [
      'the title is refused',
      [json(500, { error: 'x', details: 'API Error: 422 - no' })],
      { kind: 'fatal', problem: { code: 'chat-refused', detail: 'no' } },
    ],
    ['it is none', [json(404, {})], { kind: 'fatal', problem: { code: 'wrong-path', ...host } }],
  ])('creates none where %s', async (_, answers, expected) => {
    const { gateway } = open(...answers);
    expect(await gateway.createChat('session', null, signal)).toMatchObject(fail(expected));
  });

  it('has no history, no branding, and no more to say of a refusal', async () => {
    const { gateway, requests } = open(json(200, {}));
    expect(gateway.capabilities).toMatchObject({ streams: false, hasHistory: false });
    expect(await gateway.readHistory('c1', 1, signal)).toEqual(fail('gone'));
    expect(await gateway.readBranding(signal)).toBeNull();
    expect(await gateway.explainRefusal(signal)).toEqual({ code: 'server-unreachable' });
    expect(requests).toEqual([]);
  });
});
