import { describe, expect, it } from 'vitest';
import { answering, told } from './beginnings.ts';
import type { Scenario } from './scenario.ts';

const answer = (s: Scenario) => s.transcript.answer('q1');
/** The socket broke in the middle of the answer, and a new one is ready. */
const cutOff = () => answering('Once').chunk(' upon').drops().connects();

describe('an answer that was cut off', () => {
  it('keeps what arrived, and is completed from the history', () => {
    const s = cutOff();
    expect(answer(s)).toMatchObject({ status: 'streaming', text: 'Once upon' });
    s.historyTells(told.question('A story?'), told.answer('Once upon a time', 'h2'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Once upon a time', serverId: 'h2' });
    expect(s.asked()).toEqual(['q1']);
  });

  it('is waited for while the server still writes it', () => {
    const s = cutOff().historyTells(told.question('A story?'));
    expect(s.due('poll')).toBe(1000);
    s.waits(1000).historyTells(told.question('A story?'), told.answer(''));
    s.waits(2000).historyTells(told.question('A story?'), told.answer('Once upon a time'));
    expect(answer(s)?.text).toBe('Once upon a time');
  });

  it('is not the answer to another question', () => {
    const s = cutOff().historyTells(told.question('A story?'), told.question('Other'), told.answer('Other'));
    expect(s.state.exchange?.at).toBe('repairing');
  });

  it('is marked interrupted where the history never has it, with what arrived', () => {
    const s = cutOff();
    for (let n = 0; n < 11; n += 1) {
      s.historyTells(told.question('A story?')).waits(16_000).hears({ type: 'pong' });
    }
    expect(answer(s)).toMatchObject({ status: 'interrupted', text: 'Once upon' });
    expect(s.effects('read-history')).toHaveLength(11);
  });

  it('is marked interrupted where there is no history', () => {
    const s = cutOff().historyFails('gone');
    expect(answer(s)).toMatchObject({ status: 'interrupted', text: 'Once upon' });
    expect(s.state.exchange).toBeNull();
  });

  it('P15: is ended by a server that ends it on the new connection', () => {
    const s = cutOff().chunk(' HOLE').completes({ content: 'Once upon a time' });
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Once upon a time' });
    expect(s.asks('Next', 'q2').asked()).toEqual(['q1', 'q2']);
  });

  it('P14: is not ended by the end of another', () => {
    const s = answering('Once', 'm1').drops().connects().completes({ messageId: 'm0', content: 'Other' });
    expect(s.state.exchange?.at).toBe('repairing');
  });

  it('is looked up at once where the server ends it without its text', () => {
    const s = cutOff().historyTells(told.question('A story?')).completes();
    expect(s.effects('read-history')).toHaveLength(2);
  });
});
