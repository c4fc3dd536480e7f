import { describe, expect, it } from 'vitest';
import type { HistoryItem } from '../../lib/session/history.ts';
import { startSession } from './websocket-session.ts';
import { connected, told } from './beginnings.ts';
import { session, type Scenario } from './scenario.ts';

const question = (s: Scenario) => s.transcript.question('q1');
const answer = (s: Scenario) => s.transcript.answer('q1');
/** The message left, the socket broke before the server reacted, and a new one is ready. */
const broken = (text = 'Why?') => connected().asks(text).drops().connects();
const echo = (item: HistoryItem, clientMessageId: string): HistoryItem => ({ ...item, clientMessageId });

describe('a message that was sent and not accepted', () => {
  it('is looked up once the connection stands, and nothing is sent before', () => {
    const s = connected().asks('Why?').asks('Next', 'q2').drops();
    expect(s.effects('read-history')).toEqual([]);
    s.connects();
    expect(s.effects('read-history')).toHaveLength(1);
    expect(s.asked()).toEqual(['q1']);
  });

  it('found: accepted, and its answer read back', () => {
    const s = broken().historyTells(told.question('Why?'), told.answer('Because.'));
    expect(question(s)?.status).toBe('sent');
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because.' });
    expect(s.state.accepted).toBe(1);
    expect(s.asked()).toEqual(['q1']);
  });

  it('not found: sent again, as the same message', () => {
    const s = broken().historyLacks();
    expect(s.asked()).toEqual(['q1', 'q1']);
    expect(question(s)?.status).toBe('sending');
    expect(s.completes({ content: 'Because.' }).transcript.messages()).toHaveLength(2);
  });

  it('not found at once: looked for again after a second, since a platform may store what it took a moment later', () => {
    const s = broken().historyTells();
    expect(s.asked()).toEqual(['q1']);
    expect(s.due('poll')).toBe(1000);
    s.waits(1000).historyTells(told.question('Why?'), told.answer('Because.'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because.' });
    expect(s.asked()).toEqual(['q1']);
  });

  it('not found: goes before those that waited behind it', () => {
    const s = connected().asks('One', 'q1').asks('Two', 'q2').drops().connects().historyLacks();
    expect(s.asked()).toEqual(['q1', 'q1']);
    expect(s.completes({ content: '1' }).asked()).toEqual(['q1', 'q1', 'q2']);
  });

  it('history gone: delivery unknown, and the user chooses', () => {
    const s = broken().historyFails('gone');
    expect(question(s)).toMatchObject({
      status: 'unknown',
      problem: { code: 'delivery-unknown', messageId: 'q1' },
    });
    expect(answer(s)).toBeUndefined();
    expect(s.asked()).toEqual(['q1']);
    s.retries('q1');
    expect(s.asked()).toEqual(['q1', 'q1-again']);
    expect(s.transcript.question('q1-again')).not.toHaveProperty('problem');
  });

  it('history gone: the next message goes on', () => {
    const s = connected().asks('One', 'q1').asks('Two', 'q2').drops().connects().historyFails('gone');
    expect(s.asked()).toEqual(['q1', 'q2']);
  });

  it('history out of reach: asked again after 1, 2, 4, 8, 16, 16 … s, eleven times in all, then unknown', () => {
    const s = broken();
    const waits: (number | null)[] = [];
    while (s.state.exchange !== null) {
      s.historyFails('transient');
      const due = s.due('poll');
      if (due === null) break;
      waits.push(due / 1000);
      s.waits(due).hears({ type: 'pong' });
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 16, 16, 16, 16, 16]);
    expect(s.effects('read-history')).toHaveLength(11);
    expect(question(s)?.status).toBe('unknown');
  });

  it('is looked up as often again on the next connection', () => {
    const s = broken();
    for (let n = 0; n < 10; n += 1)
      s.historyFails('transient')
        .waits(s.due('poll') ?? 0)
        .hears({ type: 'pong' });
    s.drops().connects().historyFails('transient');
    expect(s.due('poll')).toBe(1000);
  });

  it('is told nothing by a look that an earlier connection took', () => {
    const s = broken();
    const stale = s.effects('read-history')[0]?.generation ?? -1;
    s.drops()
      .connects()
      .takes({ type: 'history-read', generation: stale, history: { items: [], isWhole: true } });
    expect(s.asked()).toEqual(['q1']);
  });

  it('is told nothing by frames of the new connection while the look is under way', () => {
    const s = broken().chunk('Whose?', 'm9');
    expect(question(s)?.status).toBe('sending');
  });

  it('P23: is asked through the history as well where the server says nothing for a minute', () => {
    const s = connected().asks('Why?');
    for (let n = 0; n < 3; n += 1) s.waits(20_000).hears({ type: 'pong' });
    expect(s.at).toBe('backing-off');
    s.connects().historyTells(told.question('Why?'), told.answer('Because.'));
    expect(answer(s)?.text).toBe('Because.');
  });

  it('is taken up by a worker that starts again', () => {
    const { exchange } = broken().state;
    if (exchange?.at !== 'locating') throw new Error('nothing to take up');
    const again = session({ ...startSession({ conversationId: 'conversation', chatId: 'chat' }), exchange });
    again.takes({ type: 'woke' }).connects().historyTells(told.question('Why?'), told.answer('Because.'));
    expect(answer(again)?.text).toBe('Because.');
  });
});

describe('an answer in the history', () => {
  it('that is shorter than what has been seen is still being written: it is looked at again', () => {
    const s = connected().asks('Why?').chunk('Because of ').chunk('this').waits(40).drops().connects();
    s.historyTells(told.question('Why?'), told.answer('Because'));
    expect(answer(s)?.status).toBe('streaming');
    s.waits(1000).historyTells(told.question('Why?'), told.answer('Because of this and that.'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because of this and that.' });
  });

  it('that is shorter than what came is whole, where the server has said so: a chunk came twice', () => {
    const s = connected()
      .asks('Why?')
      .chunk('Because')
      .chunk(' so')
      .chunk(' so')
      .completes({ totalChunks: 2 });
    s.historyTells(told.question('Why?'), told.answer('Because so'));
    expect(answer(s)).toMatchObject({ status: 'complete', text: 'Because so' });
  });
});

describe('the place of a message in the history', () => {
  it('is known by its id where the platform echoes ids, whatever else it changed', () => {
    const s = broken().historyTells(echo(told.question('why', 'h1'), 'q1'), told.answer('Because.'));
    expect(answer(s)?.text).toBe('Because.');
  });

  it('is not that of another id with the same text', () => {
    const s = broken().historyLacks(echo(told.question('Why?'), 'somebody-else'), told.answer('Other'));
    expect(s.asked()).toEqual(['q1', 'q1']);
  });

  it('is doubtful where another text stands there: nothing is sent again, and the user chooses', () => {
    const s = broken().historyLacks(told.question('Why not?'), told.answer('Other'));
    expect(s.asked()).toEqual(['q1']);
    expect(question(s)?.status).toBe('unknown');
  });

  it('is behind all that were accepted before: the same question asked twice stays two messages', () => {
    const first = [told.question('Why?', 'h1'), told.answer('First.', 'h2')];
    const asked = () =>
      connected().asks('Why?', 'q0').completes({ content: 'First.' }).asks('Why?').drops().connects();
    expect(
      asked()
        .historyLacks(...first)
        .asked(),
    ).toEqual(['q0', 'q1', 'q1']);
    const s = asked().historyTells(...first, told.question('Why?', 'h3'), told.answer('Second.', 'h4'));
    expect(answer(s)?.text).toBe('Second.');
    expect(s.transcript.answer('q0')?.text).toBe('First.');
    expect(s.asked()).toEqual(['q0', 'q1']);
  });

  it('is counted by questions only', () => {
    const s = connected().asks('One', 'q0').completes({ content: '1' }).asks('Why?').drops().connects();
    const system: HistoryItem = { id: 'h0', role: 'other', content: 'Why?', clientMessageId: null };
    s.historyTells(
      system,
      told.question('One'),
      told.answer('Why?'),
      told.question('Why?'),
      told.answer('Because.'),
    );
    expect(answer(s)?.text).toBe('Because.');
  });

  it('is counted anew in a chat that had to be created anew', () => {
    const s = connected()
      .asks('One', 'q0')
      .completes({ content: '1' })
      .drops()
      .waits(575)
      .opens()
      .hears({ type: 'ready' });
    s.hears({ type: 'error', code: 'chat_not_found', detail: null })
      .waits(10_000)
      .chatCreated('new')
      .connects();
    s.asks('Why?').drops().connects().historyTells(told.question('Why?'), told.answer('Because.'));
    expect(answer(s)?.text).toBe('Because.');
    expect(s.asked()).toEqual(['q0', 'q1']);
  });
});
