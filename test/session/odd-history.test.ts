import { describe, expect, it } from 'vitest';
import type { HistoryItem } from '../../lib/session/history.ts';
import { answering, connected, told } from './beginnings.ts';
import type { Scenario } from './scenario.ts';

const system = (content: string): HistoryItem => ({ ...told.answer(content), role: 'other' });
const echoed = (id: string, content = 'Why?'): HistoryItem => ({
  ...told.question(content),
  clientMessageId: id,
});

/** The answer broke off in the middle, and the line stands again. */
const broken = (): Scenario => answering('Bec', 'm1').drops().connects();
const answer = (s: Scenario) => s.transcript.answer('q1');

describe('an answer that is looked for in the history', () => {
  it('is not one without a word: that is where it will be', () => {
    const s = broken().historyTells(told.question('A story?'), told.answer(''));
    expect(answer(s)?.status).toBe('streaming');
    expect(s.due('poll')).toBe(1_000);
    s.waits(1_000).historyTells(told.question('A story?'), told.answer('Because.'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because.' });
  });

  it('is found behind what neither side has said', () => {
    const s = broken().historyTells(told.question('A story?'), system('notice'), told.answer('Because.'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because.' });
  });

  it('is none where its question is not there', () => {
    const s = broken().historyTells(told.answer('Because.'), told.question('Other'), told.answer('That.'));
    expect(answer(s)?.status).toBe('streaming');
  });

  it('is not the one before its question', () => {
    const s = broken().historyTells(told.answer('Welcome'), told.question('A story?'));
    expect(answer(s)?.status).toBe('streaming');
  });

  it('is not the one to the next question', () => {
    const s = broken().historyTells(told.question('A story?'), told.question('Other'), told.answer('That.'));
    expect(answer(s)?.status).toBe('streaming');
  });

  it('is, where its id is known, the one with that id, wherever it stands', () => {
    const s = broken().historyTells(
      told.question('A story?'),
      told.answer('Other.', 'm0'),
      told.question('Second'),
      told.answer('Because.', 'm1'),
    );
    expect(answer(s)).toMatchObject({ text: 'Because.', serverId: 'm1' });
  });

  it('is not a question that happens to have that id', () => {
    const s = broken().historyTells(told.question('A story?'), told.question('Second', 'm1'));
    expect(answer(s)?.status).toBe('streaming');
  });

  it('is not the late one to a question before, whose answer was stopped', () => {
    const s = answering('Old', 'm1').stops().asks('New?', 'q2').drops().connects();
    s.historyTells(
      told.question('A story?'),
      told.question('New?'),
      told.answer('Old and late.', 'm1'),
      told.answer('New.', 'm2'),
    );
    expect(s.transcript.answer('q2')).toMatchObject({ status: 'complete', text: 'New.' });
  });
});

describe('a message that is looked for in the history', () => {
  const lost = (): Scenario => connected().asks('Why?').drops().connects();
  const isFound = (s: Scenario): boolean => s.transcript.question('q1')?.status === 'sent';

  it.each<[string, HistoryItem[], boolean]>([
    ['by its id', [echoed('q1')], true],
    ['by its id, whatever it says there', [echoed('q1', 'Edited')], true],
    ['by its id, wherever it stands', [told.question('Why?'), echoed('q1')], true],
    ['not where another has its words', [echoed('q0')], false],
    ['by its words', [told.question('Why?')], true],
    ['not by other words', [told.question('Why')], false],
    ['not by the words of an answer', [told.answer('Why?')], false],
    ['behind what neither side has said', [system('Why?'), told.question('Why?')], true],
    ['nowhere', [], false],
  ])('%s', (_, items, found) => {
    expect(isFound(lost().historyTells(...items))).toBe(found);
  });

  it('is behind the ones that are known to have arrived: the same question asked twice is two', () => {
    const twice = (): Scenario =>
      connected().asks('Why?', 'q0').completes({ content: 'So.' }).asks('Why?').drops().connects();
    expect(isFound(twice().historyTells(told.question('Why?'), told.answer('So.')))).toBe(false);
    expect(
      isFound(
        twice().historyTells(told.question('Why?'), told.answer('So.'), told.question('Why?', 'second')),
      ),
    ).toBe(true);
  });
});

describe('a look into the history', () => {
  const look = (s: Scenario): number => s.effects('read-history').at(-1)?.generation ?? -1;

  it('is one at a time', () => {
    const s = connected().asks('Why?').drops().connects().stops();
    expect(s.effects('read-history')).toHaveLength(1);
    s.waits(1_000);
    expect(s.effects('read-history')).toHaveLength(1);
  });

  it('is not taken without a line', () => {
    const s = connected().asks('Why?').drops().stops().waits(1_000);
    expect(s.at).toBe('opening');
    expect(s.effects('read-history')).toEqual([]);
  });

  it('that an earlier connection took says nothing of an answer', () => {
    const s = broken();
    const stale = look(s);
    s.drops().connects();
    const { state } = s;
    s.takes({
      type: 'history-read',
      generation: stale,
      history: { items: [told.question('A story?'), told.answer('Because.')], isWhole: true },
    });
    s.takes({ type: 'history-failed', generation: stale, failure: 'gone' });
    expect(s.state).toEqual(state);
    expect(s.due('poll')).toBeNull();
  });

  it('that an earlier connection took says nothing of a message', () => {
    const s = connected().asks('Why?').drops().connects();
    const stale = look(s);
    s.drops().connects();
    const { state } = s;
    s.takes({ type: 'history-failed', generation: stale, failure: 'gone' });
    expect(s.state).toEqual(state);
  });

  it('says nothing once the answer has come another way', () => {
    const s = broken();
    const late = look(s);
    s.completes({ content: 'Because.', messageId: 'm1' });
    const { state } = s;
    s.takes({ type: 'history-read', generation: late, history: { items: [], isWhole: true } });
    s.takes({ type: 'history-failed', generation: late, failure: 'gone' });
    expect(s.state).toEqual(state);
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because.' });
  });

  it('is taken anew after each connection, and not while there is none', () => {
    const s = broken().historyFails('transient').drops();
    expect(s.due('poll')).toBeNull();
    s.forgets();
    expect(s.effects('read-history')).toEqual([]);
    s.connects();
    expect(s.effects('read-history')).toMatchObject([{ look: 1 }]);
  });

  it('says which of how many it is', () => {
    const s = broken();
    for (const wait of [1_000, 2_000, 4_000]) s.historyTells(told.question('A story?')).waits(wait);
    expect(s.effects('read-history').map(({ look: number }) => number)).toEqual([1, 2, 3, 4]);
  });

  it('is taken eleven times for an answer, and then what arrived is kept', () => {
    const s = broken();
    let looks = 0;
    for (; s.state.exchange !== null && looks < 20; looks += 1) {
      s.historyTells(told.question('A story?'));
      s.waits(s.due('poll') ?? 0).hears({ type: 'pong' });
    }
    expect(looks).toBe(11);
    expect(answer(s)).toMatchObject({ status: 'interrupted', text: 'Bec' });
    // What is on screen is what was kept.
    expect(s.changes.at(-1)).toMatchObject({ type: 'answer-finished', replaces: false });
  });
});

describe('an end that still comes over the line while the answer is looked up', () => {
  it.each<[string, string | null, boolean]>([
    ['without an id', null, true],
    ['with its id', 'm1', true],
    ['with another id', 'm2', false],
  ])('%s ends it: %s', (_, messageId, isEnd) => {
    const s = broken().completes({ content: 'Because.', messageId });
    expect(answer(s)?.status).toBe(isEnd ? 'complete' : 'streaming');
  });

  it('ends one whose id is not known, whatever its own', () => {
    const s = answering('Bec').drops().connects().completes({ content: 'Because.', messageId: 'm2' });
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because.' });
  });

  it.each([null, ''])('without words (%j) says that what the history holds is all of it', (content) => {
    const s = answering('Because of this', 'm1').drops().connects().completes({ content, messageId: 'm1' });
    expect(answer(s)?.status).toBe('streaming');
    s.historyTells(told.question('A story?'), told.answer('Because', 'm1'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because' });
  });
});

describe('an answer without a word', () => {
  it('is one, where the server says so', () => {
    const s = connected().asks('Q').completes({ content: '' });
    expect(answer(s)).toMatchObject({ status: 'complete', text: '' });
  });

  it('is looked up, where the server left its words out', () => {
    const s = connected().asks('Q').completes({ content: null });
    expect(answer(s)?.status).toBe('pending');
    expect(s.effects('read-history')).toHaveLength(1);
  });
});
