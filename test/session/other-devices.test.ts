import { describe, expect, it } from 'vitest';
import type { HistoryItem } from '../../lib/session/history.ts';
import { connected, told } from './beginnings.ts';
import type { Scenario } from './scenario.ts';

const by = (id: string, item: HistoryItem): HistoryItem => ({ ...item, clientMessageId: id });
const gone = (s: Scenario): Scenario =>
  s
    .drops()
    .waits(s.due('retry') ?? 0)
    .opens()
    .hears({ type: 'ready' })
    .hears({ type: 'error', code: 'chat_not_found', detail: null });

describe('a chat that the platform says is gone', () => {
  const asked = (): Scenario => connected().asks('One', 'q0').completes({ content: '1' });

  it('keeps what is known of it where it comes back under the same id', () => {
    const s = gone(asked()).waits(10_000).chatCreated('chat').connects();
    expect(s.state).toMatchObject({ chatId: 'chat', accepted: 1 });
    expect(s.state.said).toHaveLength(1);
  });

  it('holds nothing where it is another', () => {
    const s = gone(asked()).waits(10_000).chatCreated('another').connects();
    expect(s.state).toMatchObject({ chatId: 'another', accepted: 0, said: [] });
    expect(s.changes).toContainEqual({ type: 'accepted-counted', accepted: 0, said: [] });
  });
});

describe('D14: a question that was refused', () => {
  const refused = (): Scenario =>
    connected().asks('Why?').hears({ type: 'error', code: 'bad', detail: null });

  it('is asked again under another id', () => {
    const s = refused().retries('q1');
    expect(s.asked()).toEqual(['q1', 'q1-again']);
    expect(s.transcript.messages().map(({ id }) => id)).toEqual(['q1-again', 'answer-to-q1-again']);
  });

  it('is remembered: one that stands in the history may be either', () => {
    const s = refused().retries('q1').drops().connects();
    while (s.state.exchange !== null) {
      s.historyTells(told.question('Why?'), told.answer('The refused one’s.'));
      s.waits(s.due('poll') ?? 0).hears({ type: 'pong' });
    }
    expect(s.transcript.question('q1-again')?.status).toBe('unknown');
    expect(s.asked()).toEqual(['q1', 'q1-again']);
  });

  it('is told from the new one by its id', () => {
    const s = refused().retries('q1').drops().connects();
    s.historyTells(
      by('q1', told.question('Why?', '1')),
      told.answer('Old', '2'),
      by('q1-again', told.question('Why?', '3')),
      told.answer('New', '4'),
    );
    expect(s.transcript.answer('q1-again')?.text).toBe('New');
  });
});

describe('D15: what was said in the chat from elsewhere', () => {
  const mine = [by('q0', told.question('One', '1')), told.answer('1', '2')];
  const theirs = [told.question('yes', '3'), told.answer('Yours.', '4')];
  const asked = (): Scenario =>
    connected().asks('One', 'q0').completes({ content: '1' }).asks('yes').drops().connects();

  it('is shown as what it is, and not taken for ours', () => {
    const s = asked().historyTells(
      ...mine,
      ...theirs,
      by('q1', told.question('yes', '5')),
      told.answer('Mine.', '6'),
    );
    expect(s.transcript.answer('q1')?.text).toBe('Mine.');
    expect(s.transcript.question('elsewhere-3')).toMatchObject({
      text: 'yes',
      status: 'sent',
      isElsewhere: true,
    });
    expect(s.transcript.messages().find(({ id }) => id === 'elsewhere-4')).toMatchObject({
      replyTo: 'elsewhere-3',
      text: 'Yours.',
      status: 'complete',
      isElsewhere: true,
    });
  });

  it('is shown once, however often it is read', () => {
    const s = asked().historyTells(...mine, ...theirs);
    const before = s.transcript.messages().length;
    s.waits(s.due('poll') ?? 0).historyTells(...mine, ...theirs);
    expect(s.transcript.messages()).toHaveLength(before);
  });

  it('has no answer as long as that may still be being written', () => {
    const s = asked().historyTells(...mine, ...theirs);
    expect(s.transcript.messages().map(({ id }) => id)).not.toContain('elsewhere-4');
    s.waits(s.due('poll') ?? 0).historyTells(...mine, ...theirs, by('q1', told.question('yes', '5')));
    expect(s.transcript.messages().map(({ id }) => id)).toContain('elsewhere-4');
  });

  it('is the newest of it, however much there is, and that once', () => {
    const many = Array.from({ length: 500 }, (_, n) => told.question(`no ${n}`, `m${n}`));
    const s = asked().historyTells(...mine, ...many);
    const shown = s.transcript.messages().filter((message) => message.isElsewhere);
    expect(shown.map(({ id }) => id)).toEqual(many.slice(-100).map(({ id }) => `elsewhere-${id}`));
    expect(s.changes.filter(({ type }) => type === 'chat-learnt')).toHaveLength(2);
    const before = s.changes.length;
    s.waits(s.due('poll') ?? 0).historyTells(...mine, ...many);
    expect(s.changes.slice(before)).toEqual([]);
  });
});
