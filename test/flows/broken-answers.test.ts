import { describe, expect, it } from 'vitest';
import { isWhole } from '../chaos/scale.ts';
import * as server from '../platform/behaviours.ts';
import type { Platform } from '../platform/platform.ts';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { requestsTo, storedQuestions } from './platform-view.ts';
import { over, streamingWays, type Way } from './ways.ts';

type Behaviour = Parameters<Platform['script']>[number];

const createFlow = flowFixture();
const chunks = ['Once ', 'upon ', 'a ', 'time.'];
const whole = chunks.join('');

const ask = (...script: Behaviour[]): ReturnType<typeof askOver> => askOver('v3', ...script);

async function askOver(way: Way, ...script: Behaviour[]): Promise<{ flow: Flow; panel: PanelProbe }> {
  const flow = await createFlow(over(way));
  flow.platform.answerWith(chunks);
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  flow.platform.script(...script);
  expect(await panel.send('Go')).toBeNull();
  return { flow, panel };
}

const inTheMiddle = [0, 1, 2, 3, 4, 99];
const exact: [string, Behaviour[]][] = [
  ...inTheMiddle.map((at): [string, Behaviour[]] => [`restarts after ${at} chunks`, [server.restartsAt(at)]]),
  ...inTheMiddle.map((at): [string, Behaviour[]] => [
    `fails (1011) after ${at} chunks`,
    [server.restartsAt(at, 1011)],
  ]),
  ...inTheMiddle.map((at): [string, Behaviour[]] => [
    `closes politely after ${at} chunks`,
    [server.restartsAt(at, 1000)],
  ]),
  ...inTheMiddle.map((at): [string, Behaviour[]] => [`dies after ${at} chunks`, [server.diesAt(at)]]),
  ['sends garbage', [server.garbageFrame('not json {', 2)]],
  ['sends garbage and no final text', [server.garbageFrame('not json {', 2), server.withoutContent()]],
  [
    'sends bytes and no final text',
    [server.garbageFrame(Buffer.from([0, 255, 1]), 1), server.withoutContent()],
  ],
  ['sends a frame of 9 MB', [server.hugeFrame(9_000_000, 2)]],
  ['sends a frame of 9 MB and no final text', [server.hugeFrame(9_000_000, 2), server.withoutContent()]],
  ['sends 100 kB too many', [server.hugeFrame(100_000, 2)]],
  ['sends 100 kB too many and no final text', [server.hugeFrame(100_000, 2), server.withoutContent()]],
  ['sends an unknown frame', [server.unknownFrame(2)]],
  ['sends an unknown frame and no final text', [server.unknownFrame(2), server.withoutContent()]],
  ...[1, 2, 4].flatMap((chunk): [string, Behaviour[]][] => [
    [`loses chunk ${chunk}`, [server.loseChunk(chunk)]],
    [`loses chunk ${chunk}, and no final text`, [server.loseChunk(chunk), server.withoutContent()]],
    [`repeats chunk ${chunk}`, [server.repeatChunk(chunk)]],
    [`repeats chunk ${chunk}, and no final text`, [server.repeatChunk(chunk), server.withoutContent()]],
  ]),
  ['names no message', [server.withoutMessageIds()]],
  ['names no message and no final text', [server.withoutMessageIds(), server.withoutContent()]],
  ['never says response_start', [server.withoutResponseStart()]],
  ['gives no final text', [server.withoutContent()]],
  ['sends another answer in between', [server.interleavedWith('Not what you asked for.')]],
  [
    'sends another answer in between, and no final text',
    [server.interleavedWith('Not what you asked for.'), server.withoutContent()],
  ],
  [
    'sends another answer in between, and dies',
    [server.interleavedWith('Not what you asked for.'), server.diesAt(3)],
  ],
  ['says only "processing", and stores the answer', [server.processingOnly({ stored: true })]],
  [
    'leaves out all it may, and dies',
    [server.withoutMessageIds(), server.withoutResponseStart(), server.withoutContent(), server.diesAt(3)],
  ],
];

describe.each(streamingWays)(
  'over %s an answer is exact, and its question asked once, when the server',
  (way) => {
    // The short form of all but the first: every third.
    const some = isWhole || way === 'v3' ? exact : exact.filter((_, index) => index % 3 === 0);

    it.each(some)('%s', async (_name, script) => {
      const { flow, panel } = await askOver(way, ...script);
      // An older server's silence lasts longer: its answer may come in one piece.
      await flow.until(() => panel.answers()[0]?.status === 'complete', way === 'v3' ? 120_000 : 180_000);
      expect(panel.texts()).toEqual([whole]);
      expect(panel.questions().map(({ status }) => status)).toEqual(['sent']);
      expect(storedQuestions(flow)).toEqual(['Go']);
      expect(flow.platform.received.userMessages).toHaveLength(1);
      expect(flow.platform.received.violations).toEqual([]);
      const shown = panel.messages().map(({ id, text, status }) => ({ id, text, status }));
      // What is stored is what was shown.
      panel.close();
      flow.killWorker();
      const later = flow.openPanel();
      await flow.until(() => later.view() !== null);
      expect(later.messages()).toMatchObject(shown);
    });
  },
);

describe('an answer that can not be had', () => {
  it('is "interrupted", with what arrived, where the history can not tell either', async () => {
    const { flow, panel } = await ask(
      server.restartsAt(2),
      server.wrongShape({ method: 'GET', path: '/api/v1/chat/{id}/messages' }),
    );
    await flow.until(() => panel.answers()[0]?.status === 'interrupted');
    expect(panel.texts()).toEqual(['Once upon ']);
    await panel.send('Next');
    await flow.until(() => panel.texts()[1] === whole);
    expect(storedQuestions(flow)).toEqual(['Go', 'Next']);
  });

  it('waits out a history that asks for patience', async () => {
    const { flow, panel } = await ask(
      server.restartsAt(2),
      server.failsRest({
        method: 'GET',
        path: '/api/v1/chat/{id}/messages',
        status: 429,
        body: { code: 'RATE_LIMIT_EXCEEDED', message: 'Slow down' },
        times: 3,
      }),
    );
    await flow.until(() => panel.answers()[0]?.status === 'complete', 60_000);
    expect(panel.texts()).toEqual([whole]);
    // Three in vain, and two that found the same.
    expect(requestsTo(flow, 'GET', /\/messages$/)).toHaveLength(5);
  });

  it('is given up where the server says "processing" and nothing more, ever', async () => {
    const { flow, panel } = await ask(server.processingOnly());
    await flow.until(() => panel.answers()[0]?.status === 'interrupted', 5 * 60_000);
    expect(panel.texts()).toEqual(['']);
    expect(storedQuestions(flow)).toEqual(['Go']);
  });

  it('fails with the server’s words, and the next question is answered', async () => {
    const { flow, panel } = await ask(
      server.errorFrame({ code: 'ai_busy', message: 'The model is busy' }, 2),
    );
    await flow.until(() => panel.answers()[0]?.status === 'failed');
    expect(panel.answers()[0]).toMatchObject({
      text: 'Once upon ',
      problem: { code: 'answer-failed', detail: 'The model is busy' },
    });
    await panel.send('Next');
    await flow.until(() => panel.texts()[1] === whole);
    expect(storedQuestions(flow)).toEqual(['Go', 'Next']);
  });
});

describe('a rate limit', () => {
  it.each([
    ['rate_limit_exceeded', server.rateLimitFrame(7)],
    ['an error with retry_after', server.errorFrame({ code: 'BUSY', message: 'Later', retry_after: 7 })],
  ])('told by %s is waited out, and the message goes then, by itself', async (_name, behaviour) => {
    const { flow, panel } = await ask(behaviour);
    await flow.until(() => panel.status() === 'waiting');
    const limitedAt = flow.clock.now();
    expect(panel.view()?.status).toEqual({ kind: 'waiting', until: limitedAt + 7000 });
    expect(panel.questions()[0]?.status).toBe('queued');
    expect(panel.answers()).toEqual([]);
    await flow.until(() => panel.answers()[0]?.status === 'complete', 60_000);
    expect(flow.clock.now() - limitedAt).toBeGreaterThanOrEqual(7000);
    expect(storedQuestions(flow)).toEqual(['Go']);
    expect(flow.platform.received.connections).toHaveLength(1);
  });
});
