import { describe, expect, it } from 'vitest';
import type { HistoryItem } from '../../lib/session/history.ts';
import { answering, connected, told } from './beginnings.ts';
import { session, type Scenario } from './scenario.ts';

const answer = (s: Scenario) => s.transcript.answer('q1');
/** One look, as it is: an answer may still change after it. */
const looks = (s: Scenario, ...items: readonly HistoryItem[]): Scenario => {
  const { exchange } = s.state;
  const generation = exchange !== null && 'reading' in exchange ? (exchange.reading ?? -1) : -1;
  return s.takes({ type: 'history-read', generation, history: { items, isWhole: true } });
};
const broken = (): Scenario => answering('Once').drops().connects();
const story = told.question('A story?');

describe('D12: an answer in the history', () => {
  it('is complete once two looks three seconds apart have found the same', () => {
    const s = looks(broken(), story, told.answer('Once upon a time'));
    expect(answer(s)?.status).toBe('streaming');
    expect(s.due('poll')).toBe(3000);
    looks(s.waits(3000), story, told.answer('Once upon a time'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Once upon a time' });
  });

  it('is not complete as long as it grows', () => {
    const s = broken();
    for (const text of ['Once upon', 'Once upon a', 'Once upon a time']) {
      looks(s, story, told.answer(text, 'a')).waits(3000);
      expect(answer(s)?.status).toBe('streaming');
    }
    looks(s, story, told.answer('Once upon a time', 'a'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Once upon a time' });
  });

  it('that grows for ever is cut off, never complete', () => {
    const s = broken();
    for (let n = 0; n < 40 && s.state.exchange !== null; n += 1) {
      looks(s, story, told.answer(`Once${' more'.repeat(n + 1)}`, 'a'));
      s.waits(s.due('poll') ?? 0).hears({ type: 'pong' });
    }
    expect(answer(s)?.status).toBe('interrupted');
  });

  it('that one worker has seen is complete when the next sees the same, three seconds later', () => {
    const s = looks(broken(), story, told.answer('Once upon a time', 'a'));
    const seen = s.changes.flatMap((change) => (change.type === 'answer-seen' ? [change.seen] : []));
    expect(seen).toHaveLength(1);
    const { exchange, accepted, said } = s.state;
    if (exchange?.at !== 'repairing') throw new Error('Nothing is read back');
    // As lib/background/sessions/restore-session.ts builds it, which test/background holds it to.
    const next = session({
      ...{ chatId: 'chat', accepted, said },
      exchange: {
        ...exchange,
        reads: 0,
        reading: null,
        seen: { ...(seen[0] ?? { id: '', print: '' }), at: 1_000_000 - 3000 },
      },
    });
    next.takes({ type: 'woke' }).connects();
    looks(next, story, told.answer('Once upon a time', 'a'));
    expect(answer(next)).toMatchObject({ status: 'complete', text: 'Once upon a time' });
  });

  it('that another look finds under another id has to stand still anew', () => {
    const s = looks(broken(), story, told.answer('Once upon a time', 'a'));
    looks(s.waits(3000), story, told.answer('Once upon a time', 'b'));
    expect(answer(s)?.status).toBe('streaming');
  });

  it('is complete at once where the platform has said that it is', () => {
    const s = answering('Once').completes({ totalChunks: 7 });
    looks(s, story, told.answer('Once upon a time'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Once upon a time' });
  });

  it('keeps its sources, and how many tokens it took', () => {
    const sources = [{ title: 'Tales', url: 'https://tales.example/' }];
    const s = broken().historyTells(story, { ...told.answer('Once upon a time'), sources, totalTokens: 12 });
    expect(answer(s)).toMatchObject({ status: 'complete', sources, totalTokens: 12 });
  });
});

describe('what still comes of an answer that was read back', () => {
  const repaired = (): Scenario =>
    connected()
      .asks('A story?')
      .hears({ type: 'processing', messageId: null })
      .chunk('Once')
      .drops()
      .connects()
      .historyTells(story, told.answer('Once upon a time'))
      .asks('And then?', 'q2');

  it('is not taken for the next one, until the platform takes the next question up', () => {
    const s = repaired().chunk(' upon a time').completes({ content: 'Once upon a time' });
    expect(s.transcript.answer('q2')?.status).toBe('pending');
    s.hears({ type: 'processing', messageId: null })
      .chunk('They lived')
      .completes({ content: 'They lived.' });
    expect(s.transcript.answer('q2')).toMatchObject({ status: 'complete', text: 'They lived.' });
  });

  it('is waited for no longer than by a platform that announces its answers', () => {
    const s = connected()
      .asks('A story?')
      .chunk('Once')
      .drops()
      .connects()
      .historyTells(story, told.answer('Once upon a time'))
      .asks('And then?', 'q2')
      .completes({ content: 'They lived.' });
    expect(s.transcript.answer('q2')).toMatchObject({ status: 'complete', text: 'They lived.' });
  });

  it('is told from the next one by an id', () => {
    const s = repaired().chunk('They lived', 'm2').completes({ content: 'They lived.', messageId: 'm2' });
    expect(s.transcript.answer('q2')).toMatchObject({ status: 'complete', text: 'They lived.' });
  });
});

describe('an answer whose pieces hold all of it so far (P13)', () => {
  it('is shown once', () => {
    const s = connected().asks('Why?');
    for (const whole of ['Be', 'Beca', 'Because', 'Because.', 'Because. So']) s.chunk(whole).waits(40);
    expect(answer(s)?.text).toBe('Because. So');
    s.completes();
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because. So' });
  });

  it('is read back where it ended before that could be told', () => {
    const s = connected().asks('Why?').chunk('Be').chunk('Because').completes();
    expect(s.effects('read-history')).toHaveLength(1);
    s.historyTells(told.question('Why?'), told.answer('Because'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because' });
  });
});
