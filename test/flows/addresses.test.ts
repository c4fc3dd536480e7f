import { describe, expect, it } from 'vitest';
import * as server from '../platform/behaviours.ts';
import { flowFixture } from './harness.ts';
import { requestsTo, storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
const createChat = { method: 'POST', path: '/api/v1/chat' };

describe('settings that are wrong', () => {
  it('name the tenant that nobody knows, and open no socket', async () => {
    const flow = await createFlow({ profile: { tenantId: 'nobody' } });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'check-settings');
    expect(panel.problem()).toMatchObject({ code: 'tenant-unknown', subject: 'nobody' });
    await flow.advance(60_000);
    expect(requestsTo(flow, 'POST', '/api/v1/chat')).toHaveLength(1);
    expect(flow.platform.received.connections).toEqual([]);
  });

  it('tell a wrong path of the API from a server that is down', async () => {
    const flow = await createFlow();
    const notFound = { status: 404, body: { detail: 'Not Found' } };
    flow.platform.script(
      server.failsRest({ ...createChat, ...notFound }),
      server.failsRest({ method: 'POST', path: '/api/v1/chat/', ...notFound }),
    );
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'check-settings');
    expect(panel.problem()).toMatchObject({ code: 'wrong-path' });
    expect(flow.platform.received.connections).toEqual([]);
  });

  it('tell a refused WebSocket from a server that is down, and keep trying', async () => {
    const flow = await createFlow();
    flow.platform.script(server.refusesUpgrade(404, 3));
    const panel = flow.openPanel();
    await flow.until(() => panel.problem()?.code === 'websocket-refused');
    expect(panel.problem()).toMatchObject({ subject: flow.platform.wsUrl });
    await flow.until(() => panel.status() === 'connected', 30_000);
    expect(panel.problem()).toBeNull();
  });

  it('are recognised by a reply that no MIPTech platform would give', async () => {
    const flow = await createFlow();
    flow.platform.script(server.failsRest({ ...createChat, status: 200, body: { hello: 'world' } }));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'check-settings');
    expect(panel.problem()).toMatchObject({ code: 'unexpected-reply' });
  });
});

describe('a platform in trouble', () => {
  it('is asked again after a 503', async () => {
    const flow = await createFlow();
    flow.platform.script(
      server.failsRest({ ...createChat, status: 503, body: { code: 'db_not_ready', message: '…' } }),
    );
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('Hi');
    // Repeats of a request sleep by the machine's clock, while the virtual one runs ahead.
    await flow.until(() => panel.texts()[0] === 'ok', 10 * 60 * 60_000);
    expect(requestsTo(flow, 'POST', '/api/v1/chat')).toHaveLength(2);
    expect(panel.problem()).toBeNull();
    expect(storedQuestions(flow)).toEqual(['Hi']);
  });

  it('is left alone for as long as it says when it limits the creation of chats', async () => {
    const flow = await createFlow();
    const body = {
      success: false,
      error_code: 'RATE_LIMIT_EXCEEDED',
      message: 'Slow',
      details: { retry_after: 30 },
    };
    flow.platform.script(server.failsRest({ ...createChat, status: 429, body }));
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('Hi');
    await flow.until(() => panel.status() === 'waiting');
    const before = flow.clock.now();
    expect(panel.view()?.status).toEqual({ kind: 'waiting', until: before + 30_000 });
    await flow.until(() => panel.texts()[0] === 'ok', 60_000);
    expect(flow.clock.now() - before).toBeGreaterThanOrEqual(30_000);
    expect(requestsTo(flow, 'POST', '/api/v1/chat')).toHaveLength(2);
  });

  it('understands bodies in envelopes', async () => {
    const flow = await createFlow({ envelope: true });
    flow.platform.answerWith(['o', 'k']);
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    flow.platform.script(server.diesAt(1));
    await panel.send('Hi');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(panel.texts()).toEqual(['ok']);
  });

  it('shows the tenant’s look, and remembers it', async () => {
    const config = {
      title: 'Ask Ada',
      welcome_message: 'Hello!',
      suggestions: ['One?'],
      max_message_length: 20,
    };
    const flow = await createFlow({ config });
    const panel = flow.openPanel();
    await flow.until(() => panel.view()?.branding.title === 'Ask Ada');
    expect(await panel.send('x'.repeat(21))).toEqual({ code: 'message-too-long', subject: '20' });
    await flow.settle();
    flow.killWorker();
    await flow.platform.stop();
    const later = flow.openPanel(2);
    await flow.until(() => later.view() !== null);
    expect(later.view()?.branding).toMatchObject({
      title: 'Ask Ada',
      maxMessageLength: 20,
      suggestions: ['One?'],
    });
  });
});
