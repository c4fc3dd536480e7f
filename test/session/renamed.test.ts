import { describe, expect, it } from 'vitest';
import { connected } from './beginnings.ts';
import { session } from './scenario.ts';

const titles = (s: ReturnType<typeof session>): string[] =>
  s.changes.flatMap((change) => (change.type === 'titled' ? [change.title] : []));

describe('the title of a chat', () => {
  it('is what the first question begins with', () => {
    const s = connected().asks('Why is\n the sky blue?').asks('And the sea?', 'q2');
    expect(titles(s)).toEqual(['Why is the sky blue?']);
    expect(s.state.title).toBe('Why is the sky blue?');
  });

  it('stays what a person has called it before that', () => {
    const s = session().takes({ type: 'renamed', title: 'Sky' }).asks('Why?');
    expect(titles(s)).toEqual([]);
    expect(s.state.title).toBe('Sky');
  });

  it('is another one without a word to the platform', () => {
    const s = connected().asks('Why?').forgets().takes({ type: 'renamed', title: 'Sky' });
    expect(s.state.title).toBe('Sky');
    expect(s.effects('send-message', 'open-socket', 'close-socket')).toEqual([]);
  });
});
