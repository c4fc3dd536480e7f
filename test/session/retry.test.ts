import { describe, expect, it } from 'vitest';
import type { Message } from '../../lib/shared/conversation.ts';
import { shownVersions } from '../../lib/view/shown-versions.ts';
import { answering, connected } from './beginnings.ts';

describe('Retry', () => {
  it('of an answer without a word asks again as a new message, in the place of the old', () => {
    const s = connected().asks('Why?').hears({ type: 'processing', messageId: null });
    s.hears({ type: 'error', code: 'x', detail: 'No.' }).retries('q1');
    expect(s.asked()).toEqual(['q1', 'q1-again']);
    s.completes({ content: 'Because.' });
    expect(s.transcript.messages().map(({ text }) => text)).toEqual(['Why?', 'Because.']);
  });

  it('of an answer with text keeps it readable, and asks below it', () => {
    const s = answering('Once', 'm1').stops().retries('q1').completes({ content: 'Twice' });
    expect(s.transcript.messages().map(({ text }) => text)).toEqual([
      'A story?',
      'Once',
      'A story?',
      'Twice',
    ]);
  });

  it('shows the question once: the broken answer is an earlier version', () => {
    const s = answering('Once', 'm1').stops().retries('q1').completes({ content: 'Twice' });
    const seen = (messages: readonly Message[]): string[] => messages.map(({ text }) => text);
    const now = shownVersions(s.transcript.messages(), []);
    expect(seen(now.messages)).toEqual(['A story?', 'Twice']);
    expect(now.places.get('q1-again')?.ids).toEqual(['q1', 'q1-again']);
    expect(seen(shownVersions(s.transcript.messages(), ['q1']).messages)).toEqual(['A story?', 'Once']);
  });

  it('of one that others followed is a new turn at the end', () => {
    const s = answering('Once', 'm1').stops().asks('Next', 'q2').completes({ content: '2' }).retries('q1');
    s.completes({ content: 'Twice' });
    const { messages } = shownVersions(s.transcript.messages(), []);
    expect(messages.map(({ text }) => text)).toEqual(['A story?', 'Once', 'Next', '2', 'A story?', 'Twice']);
  });

  it('waits its turn', () => {
    const s = answering('Once', 'm1').stops().asks('Next', 'q2').retries('q1');
    expect(s.asked()).toEqual(['q1', 'q2']);
    expect(s.completes({ content: '2' }).asked()).toEqual(['q1', 'q2', 'q1-again']);
  });

  it('of what is under way is nothing', () => {
    const s = connected().asks('Why?').asks('Next', 'q2').forgets().retries('q1').retries('q2');
    expect([s.effects(), s.changes]).toEqual([[], []]);
  });

  it('P36: of a message after the tenth failure is a wish to connect', () => {
    const s = connected().asks('Why?').hears({ type: 'error', code: 'x', detail: null }).drops();
    while (s.at === 'backing-off') s.waits(20_000).drops();
    expect(s.retries('q1').at).toBe('opening');
    expect(s.connects().asked()).toEqual(['q1', 'q1-again']);
  });
});
