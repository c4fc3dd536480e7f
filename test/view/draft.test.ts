import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraft } from '../../lib/view/draft.ts';
import { scaled } from '../run/scale.ts';
import { question } from './messages.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp(stored = '') {
  const saved: string[] = [];
  const draft = createDraft({ save: (text) => saved.push(text) });
  draft.adopt('c1', stored);
  return { draft, saved };
}

describe('the draft', () => {
  it('is stored 100 ms after typing began, with all that was typed by then', () => {
    const { draft, saved } = setUp();
    draft.type('H');
    vi.advanceTimersByTime(60);
    draft.type('Hello');
    vi.advanceTimersByTime(40);
    expect(saved).toEqual(['Hello']);
  });

  it('is stored at once when the page is left', () => {
    const { draft, saved } = setUp();
    draft.type('Hello');
    draft.flush();
    expect(saved).toEqual(['Hello']);
  });

  it('does not overwrite the stored draft before that is known, and then holds both', () => {
    const saved: string[] = [];
    const draft = createDraft({ save: (text) => saved.push(text) });
    draft.type('typed at once');
    vi.advanceTimersByTime(1_000);
    expect(saved).toEqual([]);
    draft.adopt('c1', 'from yesterday');
    expect(draft.state().text).toBe('from yesterday\ntyped at once');
    vi.advanceTimersByTime(100);
    expect(saved).toEqual(['from yesterday\ntyped at once']);
  });

  it('that could not be stored is tried again by itself, as long as it stands there', () => {
    const { draft, saved } = setUp();
    draft.type('Hello');
    vi.advanceTimersByTime(100);
    draft.unsaved('Hello');
    vi.advanceTimersByTime(4_999);
    expect(saved).toEqual(['Hello']);
    vi.advanceTimersByTime(1);
    expect(saved).toEqual(['Hello', 'Hello']);
    draft.type('');
    vi.advanceTimersByTime(100);
    // Late: other words stand there by now, and are stored.
    draft.unsaved('Hello');
    vi.advanceTimersByTime(60_000);
    expect(saved).toEqual(['Hello', 'Hello', '']);
  });

  it('that could not be stored is tried no more where its panel is closed', () => {
    const { draft, saved } = setUp();
    draft.type('Hello');
    draft.close();
    draft.unsaved('Hello');
    vi.advanceTimersByTime(60_000);
    expect(saved).toEqual(['Hello']);
  });

  it('is left alone by a second snapshot of the same conversation', () => {
    const { draft } = setUp('stored');
    draft.type('stored and more');
    draft.adopt('c1', 'stored');
    expect(draft.state().text).toBe('stored and more');
  });

  it('becomes the other conversation’s draft with the conversation', () => {
    const { draft } = setUp('of the first');
    draft.adopt('c2', 'of the second');
    expect(draft.state().text).toBe('of the second');
  });

  it('stays on screen, with what was typed just now, where it came along to the other conversation', () => {
    const { draft, saved } = setUp();
    draft.type('Hello wor');
    draft.flush();
    draft.type('Hello world');
    draft.adopt('c2', 'Hello wor');
    expect(draft.state().text).toBe('Hello world');
    draft.flush();
    expect(saved).toEqual(['Hello wor', 'Hello world']);
  });

  it('is stored with all that was typed before another one takes its place', () => {
    const { draft, saved } = setUp();
    draft.type('for the first');
    draft.adopt('c2', '');
    expect(saved).toEqual(['for the first']);
    expect(draft.state().text).toBe('');
    draft.flush();
    expect(saved).toEqual(['for the first']);
  });

  it('stays stored while it is being sent, and is cleared once it has arrived', () => {
    const { draft, saved } = setUp();
    draft.type('Question');
    draft.flush();
    expect(draft.take()).toBe('Question');
    expect(draft.state().text).toBe('');
    draft.flush();
    expect(saved).toEqual(['Question']);
    draft.delivered('Question');
    vi.advanceTimersByTime(100);
    expect(saved).toEqual(['Question', '']);
  });

  it('comes back in front of what was typed meanwhile when it could not be sent', () => {
    const { draft } = setUp();
    draft.type('Question');
    draft.take();
    draft.type('next');
    draft.giveBack('Question');
    expect(draft.state().text).toBe('Question\nnext');
  });

  it('returns after a queued message was edited', () => {
    const { draft } = setUp('half a thought');
    draft.edit(question({ id: 'q', status: 'queued', text: 'queued words' }));
    expect(draft.state()).toMatchObject({ editing: 'q', text: 'queued words' });
    draft.cancelEdit();
    expect(draft.state()).toMatchObject({ editing: null, text: 'half a thought' });
  });

  it('stands aside while a sent message is asked anew, and is back once that has left or was given up', () => {
    const { draft, saved } = setUp('half a thought');
    const sent = question({ id: 's', status: 'sent', text: 'sent words' });
    draft.edit(sent);
    expect(draft.state()).toMatchObject({ editing: null, again: 's', text: 'sent words' });
    draft.cancelEdit();
    expect(draft.state()).toMatchObject({ again: null, text: 'half a thought' });
    draft.edit(sent);
    draft.type('better words');
    expect(draft.take()).toBe('better words');
    expect(draft.state()).toMatchObject({ again: null, text: 'half a thought' });
    draft.flush();
    expect(saved.at(-1)).toBe('better words\nhalf a thought');
  });

  it('keeps a change that came too late, and says so', () => {
    const { draft } = setUp('half');
    draft.edit(question({ id: 'q', status: 'queued', text: 'queued' }));
    draft.type('queued, but better');
    draft.editTooLate();
    expect(draft.state()).toEqual({
      editing: null,
      again: null,
      text: 'half\nqueued, but better',
      note: 'edit-too-late',
    });
  });

  it('never loses a word: each is on screen, delivered, or stored', () => {
    type Step = {
      do: 'type' | 'take' | 'deliver' | 'giveBack' | 'edit' | 'again' | 'late' | 'wait';
      word: string;
    };
    const step = fc.record<Step>({
      do: fc.constantFrom('type', 'take', 'deliver', 'giveBack', 'edit', 'again', 'late', 'wait'),
      word: fc.string({ minLength: 4, maxLength: 6, unit: fc.constantFrom('a', 'b', 'c', 'd', 'e') }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { draft, saved } = setUp();
        const typed: string[] = [];
        const delivered: string[] = [];
        const out: string[] = [];
        for (const { do: action, word } of steps) {
          if (action === 'type') {
            typed.push(word);
            draft.type(`${draft.state().text} ${word}`);
          }
          // While a message is edited, sending goes to the message and takes nothing.
          if (action === 'take' && draft.state().editing === null) out.push(draft.take());
          if (action === 'edit') draft.edit(question({ id: 'q', status: 'queued', text: 'queued' }));
          if (action === 'again') draft.edit(question({ id: 's', status: 'sent', text: 'sent' }));
          if (action === 'late') draft.editTooLate();
          if (action === 'wait') vi.advanceTimersByTime(100);
          if (action !== 'deliver' && action !== 'giveBack') continue;
          const text = out.shift();
          if (text === undefined) continue;
          if (action === 'giveBack') {
            draft.giveBack(text);
            continue;
          }
          delivered.push(text);
          draft.delivered(text);
        }
        draft.flush();
        const kept = [draft.state().text, ...delivered, saved.at(-1) ?? ''].join('\n');
        for (const word of typed) expect(kept).toContain(word);
      }),
      { numRuns: scaled(500) },
    );
  });
});
