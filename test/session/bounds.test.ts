import { describe, expect, it } from 'vitest';
import { answering, connected } from './beginnings.ts';

const day = 24 * 60 * 60 * 1000;

describe('an answer without end', () => {
  it('is kept up to a million characters, said to be cut off, and what still comes of it is dropped', () => {
    const s = answering('x', 'm1');
    for (let chunks = 0; chunks < 12; chunks += 1) s.chunk('y'.repeat(100_000), 'm1').waits(20);
    const answer = s.transcript.answer('q1');
    expect(answer).toMatchObject({ status: 'interrupted', problem: { code: 'answer-too-long' } });
    expect(answer?.text.length).toBeLessThanOrEqual(1_000_000);
    expect(answer?.text.length).toBeGreaterThan(900_000);
    s.asks('And now?', 'q2').chunk('z', 'm1');
    expect(s.transcript.answer('q2')?.text).toBe('');
  });

  it('that comes in one piece is cut off as well', () => {
    const s = connected()
      .asks('Why?')
      .completes({ content: 'y'.repeat(1_000_001) });
    expect(s.transcript.answer('q1')).toMatchObject({ status: 'interrupted' });
  });
});

describe('a browser that says it is offline, and is not', () => {
  it('P36: is not believed against a person who asks to reconnect', () => {
    const s = connected().goes('offline').waits(day).reconnects().connects();
    expect(s.status).toEqual({ kind: 'connected' });
  });
});
