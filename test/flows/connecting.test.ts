import { describe, expect, it } from 'vitest';
import * as server from '../platform/behaviours.ts';
import { createPlatform } from '../platform/platform.ts';
import { flowFixture } from './harness.ts';
import { framesOf, requestsTo, storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
/** With the flow's constant chance, in the middle of the 30 % jitter. */
const backOff = (base: number): number => base * 1.15;

describe('a connection', () => {
  it('backs off further from each server that accepts and drops', async () => {
    const flow = await createFlow();
    flow.platform.script(server.acceptsThenDrops(4));
    flow.platform.answerWith('ok');
    const before = flow.clock.now();
    const panel = flow.openPanel();
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'ok');
    const expected = backOff(500) + backOff(1000) + backOff(2000) + backOff(4000);
    expect(flow.clock.now() - before).toBeGreaterThanOrEqual(expected);
    expect(flow.clock.now() - before).toBeLessThan(expected + 100);
    expect(flow.platform.received.connections).toHaveLength(5);
    expect(storedQuestions(flow)).toEqual(['Hi']);
  });

  it('rests after the tenth failure, until there is something to send', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    flow.platform.script(server.acceptsThenDrops(10));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'offline');
    expect(panel.problem()).toMatchObject({ code: 'server-unreachable' });
    await flow.advance(10 * 60_000);
    expect(flow.platform.received.connections).toHaveLength(10);
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'ok', 1000);
    expect(panel.problem()).toBeNull();
  });

  it('is told of only once what was wrong with the way is taken back, and after what is wrong now', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    flow.platform.script(server.acceptsThenDrops(5));
    const panel = flow.openPanel();
    const told: string[] = [];
    const { pushes } = panel;
    await panel.send('Hi');
    await flow.until(() => panel.texts()[0] === 'ok');
    let problem = '';
    for (const push of pushes) {
      if (push.type !== 'patch') continue;
      if (push.patch.type === 'problem') problem = push.patch.problem?.code ?? '';
      if (push.patch.type === 'status') told.push(`${push.patch.status.kind} ${problem}`.trim());
    }
    expect(told).toContain('reconnecting server-unreachable');
    expect(told.at(-1)).toBe('connected');
    expect(told).not.toContain('connected server-unreachable');
  });

  it('joins 1 s after opening where the server never says that it is ready', async () => {
    const flow = await createFlow();
    flow.platform.script(server.neverReady());
    const before = flow.clock.now();
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected', 5000);
    expect(flow.clock.now() - before).toBe(1000);
    expect(framesOf(flow, 'join_chat')).toHaveLength(1);
  });

  it('says "starting up" while the AI services load', async () => {
    const flow = await createFlow();
    flow.platform.script(server.initializing(2, 1));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    const statuses = panel.pushes.flatMap((push) =>
      push.type === 'patch' && push.patch.type === 'status' ? [push.patch.status.kind] : [],
    );
    expect(statuses).toContain('starting-up');
    expect(framesOf(flow, 'join_chat')).toHaveLength(1);
  });

  it('says how far the platform has got, in its own words', async () => {
    const flow = await createFlow();
    flow.platform.script(server.initializing(2, 1), server.startsUp(1));
    const panel = flow.openPanel();
    const told = (): unknown[] =>
      panel.pushes.flatMap((push) =>
        push.type === 'patch' && push.patch.type === 'status' && push.patch.status.kind === 'starting-up'
          ? [push.patch.status.progress]
          : [],
      );
    await flow.until(() => panel.status() === 'connected');
    expect(told()).toEqual([
      { done: 1, of: 2, words: 'Loading AI services (1 of 2)' },
      { done: 2, of: 2, words: 'Loading AI services (2 of 2)' },
    ]);
    flow.platform.drop(1011);
    await flow.until(() => panel.status() === 'reconnecting');
    await flow.until(() => panel.status() === 'connected');
    expect(told().slice(2)).toEqual([
      { words: 'Connecting to the database' },
      { done: 40, words: 'Loading the language model' },
    ]);
  });

  it('says what the platform does for an answer, until it writes', async () => {
    const flow = await createFlow();
    flow.platform.script(server.saysWhatItDoes('Reads the handbook'));
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('Hi');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    const told = panel.pushes.flatMap((push) =>
      push.type === 'patch' && push.patch.type === 'status' && push.patch.status.kind === 'connected'
        ? [push.patch.status.doing]
        : [],
    );
    expect(told).toEqual([undefined, 'Reads the handbook', undefined]);
    expect(panel.texts()).toEqual(['ok']);
  });

  it('gives a join 15 s, and then tries another socket', async () => {
    const flow = await createFlow();
    flow.platform.script(server.neverJoins());
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected', 20_000);
    expect(flow.platform.received.connections).toHaveLength(2);
  });

  it('is replaced when pings stay unanswered', async () => {
    const flow = await createFlow();
    flow.platform.script(server.neverPongs());
    const panel = flow.openPanel();
    await flow.until(
      () => flow.platform.received.connections.length === 2 && panel.status() === 'connected',
      60_000,
    );
    flow.platform.answerWith('ok');
    await panel.send('Hi');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(storedQuestions(flow)).toEqual(['Hi']);
  });

  it('waits a minute where the server closes because of its rate', async () => {
    const flow = await createFlow();
    flow.platform.script(server.refusesJoin(1008, 'rate limit exceeded'));
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'waiting');
    const before = flow.clock.now();
    await flow.until(() => panel.status() === 'connected', 61_000);
    expect(flow.clock.now() - before).toBe(60_000);
  });

  it('survives a server that goes down and comes back, with what was typed meanwhile', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    await flow.platform.stop();
    const panel = flow.openPanel();
    await panel.send('Hi');
    await flow.until(() => panel.problem() !== null);
    expect(panel.problem()).toMatchObject({ code: 'server-unreachable' });
    expect(panel.questions()[0]?.status).toBe('queued');
    await flow.platform.start();
    await flow.until(() => panel.texts()[0] === 'ok', 30_000);
    expect(panel.problem()).toBeNull();
    expect(storedQuestions(flow)).toEqual(['Hi']);
  });

  it('creates the chat anew on a platform that has lost it', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await panel.send('first');
    await flow.until(() => panel.texts()[0] === 'ok');
    await flow.platform.stop();
    const successor = await createPlatform({
      port: Number(new URL(flow.platform.apiUrl).port),
      tokensPerSecond: Infinity,
    });
    try {
      successor.answerWith('again');
      await panel.send('second');
      await flow.until(() => panel.texts()[1] === 'again', 60_000);
      expect(successor.chats().map(({ sessionId }) => sessionId)).toEqual([panel.view()?.conversation.id]);
    } finally {
      await successor.close();
    }
  });
});

describe('a refused join', () => {
  it.each([
    [1008, 'tenant_id required', 'settings-rejected', 'check-settings'],
    [4400, undefined, 'join-rejected', 'check-settings'],
    [4401, undefined, 'sign-in-needed', 'sign-in-needed'],
    [4403, 'tenant_mismatch', 'tenant-mismatch', 'check-settings'],
    [4403, 'insufficient_scope', 'scope-missing', 'check-settings'],
    [4408, undefined, 'join-timeout', 'check-settings'],
  ])(
    'with %i (%s) is "%s" and not tried again until a person asks',
    async (code, reason, problem, status) => {
      const flow = await createFlow();
      flow.platform.answerWith('ok');
      flow.platform.script(server.refusesJoin(code, reason));
      const panel = flow.openPanel();
      await panel.send('Hi');
      await flow.until(() => panel.problem() !== null, 5000);
      expect(panel.problem()).toMatchObject({ code: problem });
      expect(panel.status()).toBe(status);
      await flow.advance(10 * 60_000);
      expect(flow.platform.received.connections).toHaveLength(1);
      expect(panel.questions()[0]?.status).toBe('queued');
      await panel.request({ type: 'connection/reconnect' });
      await flow.until(() => panel.texts()[0] === 'ok');
      expect(panel.problem()).toBeNull();
      expect(requestsTo(flow, 'POST', '/api/v1/chat')).toHaveLength(1);
    },
  );
});
