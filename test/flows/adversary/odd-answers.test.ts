import { describe, expect, it } from 'vitest';
import * as server from '../../platform/behaviours.ts';
import { breaksOf, type LineBreak } from './line-breaks.ts';
import { createSessionFlow, type SessionFlow, type SessionFlowOptions } from './session-flow.ts';
import { piecesEach } from './telling-assistant.ts';

const chunks = ['Once ', 'upon ', 'a ', 'time, ', 'the end.'];
const whole = chunks.join('');
const afterChunk = (nth: number): LineBreak => {
  const found = breaksOf(chunks.length).find(({ name }) => name === `after response_chunk ${nth}`);
  if (found === undefined) throw new Error(`No break after ${nth} chunks`);
  return found;
};

async function ask(
  pieces: readonly string[],
  script: Parameters<SessionFlow['platform']['script']>,
  { breaksAt, ...options }: SessionFlowOptions & { readonly breaksAt?: LineBreak } = {},
) {
  const flow = await createSessionFlow(options);
  try {
    flow.platform.answerWith(pieces, { sources: [source] });
    await flow.until(() => flow.connection() === 'connected');
    flow.platform.script(...script);
    if (breaksAt !== undefined) flow.breakAt(breaksAt);
    await flow.types('Go');
    await flow.untilSettled();
    return flow.messages().find(({ role }) => role === 'assistant');
  } finally {
    await flow.close();
  }
}

const source = { title: 'Tides', url: 'https://example.com/tides', snippet: 'High and low.' };

describe('an answer whose every chunk holds all that came so far', () => {
  it.each([
    ['with its whole text at the end', [server.cumulativeChunks()]],
    ['with nothing at the end', [server.cumulativeChunks(), server.withoutContent()]],
    ['without ids', [server.cumulativeChunks(), server.withoutContent(), server.withoutMessageIds()]],
  ])('is its text once, %s', async (_, script) => {
    expect(await ask(chunks, script)).toMatchObject({ status: 'complete', text: whole });
  });

  it.each([1, 2, 3, 4, 5])('is its text once, broken off after chunk %i', async (nth) => {
    const script = [server.cumulativeChunks(), server.withoutContent()];
    const answer = await ask(chunks, script, { breaksAt: afterChunk(nth) });
    expect(answer).toMatchObject({ status: 'complete', text: whole });
  });

  it.each([
    ['all chunks are the same', ['ha ', 'ha ', 'ha ', 'ha ', 'ha ']],
    ['two begin like all before them, and the third doesn’t', ['a', 'ab', 'abc', 'd', 'e']],
    ['one is repeated in the middle', ['Once ', 'upon ', 'upon ', 'upon ', 'upon ']],
  ])('is not taken for one where %s', async (_, pieces) => {
    const answer = await ask(pieces, [server.withoutContent()]);
    expect(answer).toMatchObject({ status: 'complete', text: pieces.join('') });
  });
});

describe('a repair from the history', () => {
  it.each([1, 2, 3, 4])('keeps sources and tokens, after chunk %i', async (nth) => {
    const answer = await ask(chunks, [], { breaksAt: afterChunk(nth), describesAnswers: true });
    expect(answer).toMatchObject({
      status: 'complete',
      text: whole,
      sources: [source],
      totalTokens: chunks.length,
    });
  });

  it('is none without them where the history has none', async () => {
    const answer = await ask(chunks, [], { breaksAt: afterChunk(2) });
    expect(answer).toMatchObject({ status: 'complete', text: whole, sources: [] });
  });
});

describe('frames without an id on the line that follows a break', () => {
  it.each([
    ['a chunk', 'response_chunk', { content: 'a late piece' }],
    ['an end', 'response_complete', { content: 'half of another answer' }],
  ])('%s before the platform has reacted is no answer to what was asked since', async (_, type, data) => {
    const flow = await createSessionFlow({ pieceEvery: 700 });
    try {
      await flow.until(() => flow.connection() === 'connected');
      flow.platform.script(server.withoutMessageIds());
      flow.breakAt(afterChunk(2));
      await flow.types('First');
      await flow.untilSettled();
      // The chat's answers are written one after the other: ours waits behind that one.
      const [chat] = flow.platform.chats();
      const elsewhere = flow.platform.device(chat?.id ?? '').says('Meanwhile');
      const second = await flow.types('Second');
      await flow.settle();
      flow.platform.send(type, data);
      await flow.untilSettled();
      const answer = flow.messages().find((one) => one.role === 'assistant' && one.replyTo === second.id);
      expect(flow.platform.ledger.of(second.id)?.answers).toEqual([answer?.text]);
      expect(answer?.status).toBe('complete');
      await elsewhere;
    } finally {
      await flow.close();
    }
  });
});

it('the pieces of an answer are as many as the breaks reckon with', () => {
  expect(breaksOf(piecesEach).filter(({ type }) => type === 'response_chunk')).toHaveLength(4);
});
