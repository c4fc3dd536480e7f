import { describe, expect, it } from 'vitest';
import { isWhole } from '../chaos/scale.ts';
import { createFlow, flowFixture, type Flow } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';
import { over, waysWithHistory, type WayWithHistory } from './ways.ts';

const fixture = flowFixture();

function isAnswered(panel: PanelProbe): boolean {
  return panel.answers().length === 1 && panel.answers()[0]?.status === 'complete';
}

/** What must be true in the end, whenever the worker died. */
function expectOneExactAnswer(flow: Flow, panel: PanelProbe, when: string): void {
  const { chats, received } = flow.platform;
  expect({
    when,
    questions: panel.questions().map(({ text, status }) => `${status}: ${text}`),
    answers: panel.answers().map(({ text, status }) => `${status}: ${text}`),
    stored: storedQuestions(flow),
    chats: chats().length,
    violations: received.violations,
  }).toEqual({
    when,
    questions: ['sent: Go'],
    answers: ['complete: one two three'],
    stored: ['Go'],
    chats: 1,
    violations: [],
  });
}

/** Sends one question, and kills the worker just before its nth touch with the world. Null: it had none so many. */
async function dieAt(
  touch: number,
  way: WayWithHistory,
  begin: (flow: Flow) => Promise<PanelProbe>,
): Promise<readonly string[] | null> {
  const flow = await createFlow(over(way));
  try {
    flow.platform.answerWith(['one ', 'two ', 'three']);
    const panel = await begin(flow);
    const from = flow.trace.length;
    flow.killWorkerAt(touch);
    const sent = panel.send('Go');
    await flow.until(() => isAnswered(panel), 10 * 60_000);
    await flow.until(() => panel.status() === 'connected');
    expect(await sent).toBeNull();
    const last = flow.trace[from + touch - 1];
    // A touch after the answer is one of the idle connection.
    if (last === undefined || panel.pushes.length === 0) return null;
    await flow.settle();
    expectOneExactAnswer(flow, panel, `died before touch ${touch}: ${last}`);
    return flow.trace.slice(from, from + touch);
  } finally {
    await flow.close();
  }
}

/**
 * In the short form every other touch is died at. The older servers' ways differ in a few touches only: each dies at a third
 * of them, at another third each.
 */
function stride(way: WayWithHistory): { readonly first: number; readonly each: number } {
  const older = waysWithHistory.filter((name) => name.startsWith('v1'));
  const third = older.indexOf(way);
  if (isWhole) return { first: 1, each: 1 };
  return third === -1 ? { first: way === 'v3' ? 1 : 2, each: 2 } : { first: 1 + third, each: older.length };
}

async function dieEverywhere(
  way: WayWithHistory,
  begin: (flow: Flow) => Promise<PanelProbe>,
): Promise<string[]> {
  const { first, each } = stride(way);
  let touches: readonly string[] = [];
  for (let touch = first; ; touch += each) {
    const until = await dieAt(touch, way, begin);
    if (until === null) return touches.map((name) => name.replace(/(?<=\/chat\/)[\da-f-]{36}/, '{id}'));
    touches = until;
  }
}

/** What has to be among the touches of each way, or it was not gone. */
const onTheWay: Record<WayWithHistory, readonly string[]> = {
  v3: [
    'socket sends user_message',
    'socket: processing',
    'socket: response_chunk',
    'socket: response_complete',
  ],
  rest: ['fetch POST /api/v1/chat/{id}/messages', 'fetched 201 /api/v1/chat/{id}/messages'],
  'v1-plain': ['socket sends chat_message', 'socket: response_chunk', 'socket: response_complete'],
  'v1-auth-first': ['socket sends chat_message', 'socket: processing', 'socket: chat_response'],
  'v1-hybrid': [
    'fetch POST /api/v1/chat/{id}/messages',
    'socket: chat_message',
    'fetched 201 /api/v1/chat/{id}/messages',
  ],
};
const toTheFirst: Record<WayWithHistory, readonly string[]> = {
  v3: [
    'socket opens',
    'socket: open',
    'socket sends join_chat',
    'socket: chat_joined',
    'socket sends user_message',
  ],
  rest: ['fetch GET /api/v1/health', 'fetched 200 /api/v1/health'],
  'v1-plain': ['socket opens', 'socket sends auth', 'socket: error', 'socket sends chat_message'],
  'v1-auth-first': ['socket opens', 'socket sends auth', 'socket: platform_ready'],
  'v1-hybrid': [
    'socket sends auth',
    'socket sends chat_message',
    'socket: error',
    'fetch POST /api/v1/chat/{id}/messages',
  ],
};

describe.each(waysWithHistory)('over %s, a worker that dies while a question is sent and answered', (way) => {
  it('loses and doubles nothing, at any touch between it and the world', async () => {
    const touches = await dieEverywhere(way, async (flow) => {
      const panel = flow.openPanel();
      await flow.until(() => panel.status() === 'connected');
      return panel;
    });
    // Each part of the way was among them.
    expect(touches).toEqual(
      expect.arrayContaining([
        'port asks message/send',
        'database readwrite conversations+messages+batches+drafts+budgets',
        ...onTheWay[way],
        'port: patch',
        'port: reply',
      ]),
    );
  });

  it('loses and doubles nothing on the first question either, which has to create the chat', async () => {
    const touches = await dieEverywhere(way, (flow) => Promise.resolve(flow.openPanel()));
    expect(touches).toEqual(
      expect.arrayContaining([
        'port asks panel/open',
        'port asks message/send',
        'port: snapshot',
        'read profile',
        'fetch POST /api/v1/chat',
        'fetched 201 /api/v1/chat',
        ...toTheFirst[way],
      ]),
    );
  });
});

describe('a worker that dies while an answer comes in', () => {
  const pieces = Array.from({ length: 20 }, (_, index) => `piece ${index} `);

  it.each(pieces.map((_, index) => index))(
    'after %i chunks: the answer is exact, the question asked once',
    async (chunk) => {
      const assistant = createHeldAssistant(pieces);
      const flow = await fixture({ assistant });
      const panel = flow.openPanel();
      await panel.send('Go');
      await flow.until(() => panel.questions()[0]?.status === 'sent');
      assistant.release(chunk);
      const soFar = pieces.slice(0, chunk).join('');
      await flow.until(() => panel.texts()[0] === soFar);
      flow.killWorker();
      // Every other time the server goes on before the next worker is there.
      if (chunk % 2 === 0) assistant.release();
      await flow.until(() => panel.status() === 'connected');
      expect(panel.texts()[0]?.startsWith(soFar)).toBe(true);
      assistant.release();
      await flow.until(() => isAnswered(panel), 60_000);
      expect(panel.texts()).toEqual([pieces.join('')]);
      expect(storedQuestions(flow)).toEqual(['Go']);
      expect(flow.platform.received.userMessages).toHaveLength(1);
    },
  );

  it('and with nobody looking: the next worker that starts for anything takes the answer home', async () => {
    const assistant = createHeldAssistant(pieces);
    const flow = await fixture({ assistant });
    const panel = flow.openPanel();
    await panel.send('Go');
    assistant.release(3);
    await flow.until(() => panel.texts()[0] === pieces.slice(0, 3).join(''));
    panel.close();
    flow.killWorker();
    assistant.release();
    flow.startWorker();
    const look = `fetched 200 /api/v1/chat/${flow.platform.chats()[0]?.id}/messages`;
    await flow.until(() => flow.trace.filter((line) => line === look).length === 2);
    await flow.settle();
    await flow.platform.stop();
    const later = flow.openPanel();
    await flow.until(() => isAnswered(later));
    expect(later.texts()).toEqual([pieces.join('')]);
  });
});
