import { describe, expect, it } from 'vitest';
import type { HistoryMessage } from '../../../lib/protocol/rest/history.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import { waitForAnswer } from '../../../lib/transport/rest/answer-poll.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

const question: HistoryMessage = { id: 'q', role: 'user', content: 'Why?', createdAt: null };
const answer = (content: string, id = 'a'): HistoryMessage => ({
  id,
  role: 'assistant',
  content,
  createdAt: null,
});

type Look = readonly HistoryMessage[] | 'failed';

/** Looks as the history tells them, the last for ever. */
function open(...looks: readonly Look[]) {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const stop = new AbortController();
  const at: number[] = [];
  const found = waitForAnswer({
    rest: {
      readMessages: async () => {
        const look = looks[Math.min(at.length, looks.length - 1)] ?? [];
        at.push(clock.now() - startedAt);
        return look === 'failed' ? fail({ kind: 'network' }) : ok({ messages: look, isWhole: true });
      },
    },
    clock,
    chatId: 'c',
    questionId: 'q',
    signal: stop.signal,
  });
  let isOver = false;
  void found.then(() => {
    isOver = true;
  });
  return {
    at,
    stop,
    async result() {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (isOver) return found;
        clock.fireNext();
      }
    },
  };
}

describe('R32: an answer that is looked for in the history', () => {
  it('is over when two looks in a row have found the same text', async () => {
    const looks = open([question], [question, answer('Be')], [question, answer('Because.')]);
    expect(await looks.result()).toMatchObject({ id: 'a', content: 'Because.' });
    expect(looks.at).toEqual([1000, 3000, 7000, 15_000]);
  });

  it('is the one behind its question, whatever is asked or answered around it', async () => {
    const history = [answer('Earlier', 'e'), question, answer('Mine'), { ...question, id: 'q2' }];
    expect(await open(history).result()).toMatchObject({ content: 'Mine' });
  });

  it.each<[string, readonly HistoryMessage[]]>([
    ['without its question', [answer('Whose?')]],
    ['without an answer', [question]],
    ['with an empty one', [question, answer('')]],
    ['with another question next', [question, { ...question, id: 'q2' }, answer('Theirs')]],
  ])('is not taken from a history %s', async (_, history) => {
    const looks = open(history);
    expect(await looks.result()).toBeNull();
    expect(looks.at).toHaveLength(25);
    expect(looks.at.at(-1)).toBeGreaterThanOrEqual(170_000);
  });

  it('counts no look that failed', async () => {
    const looks = open([question, answer('Be')], 'failed', [question, answer('Be')]);
    expect(await looks.result()).toMatchObject({ content: 'Be' });
    expect(looks.at).toHaveLength(3);
  });

  it('is given up when nobody wants it any more', async () => {
    const looks = open([question]);
    looks.stop.abort();
    expect(await looks.result()).toBeNull();
    expect(looks.at.length).toBeLessThanOrEqual(1);
  });
});
