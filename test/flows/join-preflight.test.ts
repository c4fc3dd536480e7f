import { describe, expect, it } from 'vitest';
import { placeKey } from '../../lib/auth/sign-in.ts';
import { failsRest } from '../platform/behaviours.ts';
import type { TestUser } from '../platform/platform.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { framesOf, requestsTo } from './platform-view.ts';

const createFlow = flowFixture();
const tenantCheck = '/api/v1/auth/tenant/miptech-company';

/** A sign-in as an earlier version, or another server at this address, may have left it. */
async function openAs(user: TestUser, options: FlowOptions = {}): Promise<{ flow: Flow; panel: PanelProbe }> {
  const flow = await createFlow({ auth: 'required', tenants: ['miptech-company', 'other'], ...options });
  const { access_token: accessToken, refresh_token: refreshToken } = await flow.platform.issueTokens(user);
  await flow.items.signIns.write({
    [placeKey({ apiUrl: flow.platform.apiUrl, tenantId: 'miptech-company' })]: {
      user: { id: 'u', name: null, email: null },
      sso: null,
      tokens: { accessToken, refreshToken, receivedAt: flow.clock.now(), lifetime: null },
    },
  });
  return { flow, panel: flow.openPanel() };
}

describe('P38: told before the platform would close with 4403', () => {
  it.each<[string, TestUser, string]>([
    ['a token of another tenant', { tenant: 'other' }, 'tenant-mismatch'],
    ['a token that may not send', { scope: ['chat:create'] }, 'scope-missing'],
    ['a token that may not begin a chat', { scope: ['chat:send'] }, 'scope-missing'],
  ])('%s', async (_, user, code) => {
    const { flow, panel } = await openAs(user);
    await panel.send('kept');
    await flow.until(() => panel.problem()?.code === code);
    await flow.advance(10 * 60_000);
    expect(panel.status()).toBe('check-settings');
    expect(framesOf(flow, 'join_chat')).toEqual([]);
    expect(requestsTo(flow, 'POST', '/api/v1/auth/refresh')).toEqual([]);
    expect(panel.questions()[0]?.status).toBe('queued');
  });

  it('asks whether the tenant exists before the first join, and never again', async () => {
    const { flow, panel } = await openAs({}, { knowsTenant: false });
    await flow.until(() => panel.status() === 'connected');
    expect(requestsTo(flow, 'GET', tenantCheck)).toHaveLength(1);
    flow.killWorker();
    const sockets = flow.platform.received.connections.length;
    await flow.until(() => flow.platform.received.connections.length > sockets);
    await flow.until(() => panel.status() === 'connected');
    expect(requestsTo(flow, 'GET', tenantCheck)).toHaveLength(1);
  });

  it('joins all the same where the platform can not say, and asks again next time', async () => {
    const { flow, panel } = await openAs({}, { knowsTenant: false });
    flow.platform.script(failsRest({ method: 'GET', path: '/api/v1/auth/tenant/{id}', status: 404 }));
    await flow.until(() => panel.status() === 'connected');
    expect(framesOf(flow, 'join_chat')).toHaveLength(1);
    flow.platform.drop(1011);
    await flow.until(() => framesOf(flow, 'join_chat').length === 2);
    expect(requestsTo(flow, 'GET', tenantCheck)).toHaveLength(2);
  });
});
