import { describe, expect, it } from 'vitest';
import { connected, told } from './beginnings.ts';

describe('a better way than the one in use', () => {
  it('is gone at once where nothing is under way, and is no failure', () => {
    const s = connected().forgets().hearsOfBetter();
    expect(s.effects('close-socket', 'open-socket').map(({ type }) => type)).toEqual([
      'close-socket',
      'open-socket',
    ]);
    expect(s.status).toEqual({ kind: 'connecting' });
    expect(s.connects().state.failures).toBe(0);
    expect(s.problem).toBeNull();
  });

  it('waits until the answer under way is complete; what was typed meanwhile goes it', () => {
    const s = connected().asks('One').asks('Two', 'q2').forgets().hearsOfBetter();
    s.hears({ type: 'start', messageId: null }).chunk('Once');
    expect(s.effects('close-socket')).toEqual([]);
    s.completes({ content: 'Once' });
    expect(s.transcript.answer('q1')).toMatchObject({ status: 'complete', text: 'Once' });
    expect(s.effects('close-socket')).toHaveLength(1);
    expect(s.asked()).toEqual([]);
    expect(s.connects().asked()).toEqual(['q2']);
  });

  it('waits for what is looked up as well', () => {
    const s = connected().asks('One').drops().connects().forgets().hearsOfBetter();
    expect(s.at).toBe('ready');
    s.historyTells(told.question('One'), told.answer('Once'));
    expect(s.transcript.answer('q1')).toMatchObject({ status: 'complete' });
    expect(s.effects('open-socket')).toHaveLength(1);
  });

  it('is not gone by an earlier connection’s word, nor for nobody', () => {
    const s = connected().forgets();
    s.takes({ type: 'superseded', generation: -1 });
    expect(s.effects()).toEqual([]);
    s.watched(0).hearsOfBetter();
    expect(s.at).toBe('idle');
    expect(s.effects('open-socket')).toEqual([]);
  });
});
