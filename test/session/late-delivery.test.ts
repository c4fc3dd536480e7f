import { describe, expect, it } from 'vitest';
import { freshBudget } from '../../lib/session/budget.ts';
import { connected, told } from './beginnings.ts';
import type { Scenario } from './scenario.ts';

const budget = { ...freshBudget, storesAtReceipt: true };
const question = (s: Scenario) => s.transcript.question('q1');
/** The server said nothing for a minute, so the connection was let go; its end is not reported. */
const silent = (): Scenario => {
  const s = connected({ isLineHeld: true, budget }).asks('Why?');
  for (let n = 0; n < 3; n += 1) s.waits(20_000).hears({ type: 'pong' });
  return s.connects();
};
/** Looks until `ms` after the break have gone by, and finds nothing. */
function looksFor(s: Scenario, ms: number): Scenario {
  const until = s.now + ms;
  while (s.now < until) {
    s.waits(Math.min(s.due('poll') ?? Infinity, until - s.now)).hears({ type: 'pong' });
    if (s.state.exchange?.at === 'locating' && s.state.exchange.reading !== null) s.historyTells();
  }
  return s;
}

describe('D10: a message that is not found', () => {
  it('is being checked on, and is not sent again while the old connection may still deliver it', () => {
    const s = silent().historyTells();
    expect(s.transcript.messages()).toMatchObject([{ id: 'q1', status: 'checking' }]);
    looksFor(s, 57_000);
    expect(s.asked()).toEqual(['q1']);
    expect(question(s)?.status).toBe('checking');
    looksFor(s, 10_000);
    expect(s.asked()).toEqual(['q1', 'q1']);
  });

  it('is found where it comes in late', () => {
    const s = looksFor(silent().historyTells(), 50_000);
    s.waits(s.due('poll') ?? 0).historyTells(told.question('Why?'), told.answer('Because.'));
    expect(question(s)?.status).toBe('sent');
    expect(s.transcript.answer('q1')?.text).toBe('Because.');
    expect(s.asked()).toEqual(['q1']);
  });

  it('is sent again before, where the old connection has told its end and the chat has shown that it stores at receipt', () => {
    const s = connected({ budget }).asks('Why?').drops().connects().historyTells();
    expect(s.asked()).toEqual(['q1']);
    s.waits(1000).historyTells();
    expect(s.asked()).toEqual(['q1', 'q1']);
  });

  it('waits for 30 s where the platform may store a question with its answer', () => {
    const s = connected().asks('Why?').drops().connects().historyTells();
    looksFor(s, 28_000);
    expect(s.asked()).toEqual(['q1']);
    looksFor(s, 4000);
    expect(s.asked()).toEqual(['q1', 'q1']);
  });

  it('waits for both, one after the other, where nobody tells the end: what arrives last is stored last', () => {
    const s = connected({ isLineHeld: true }).asks('Why?');
    for (let n = 0; n < 3; n += 1) s.waits(20_000).hears({ type: 'pong' });
    looksFor(s.connects().historyTells(), 85_000);
    expect(s.asked()).toEqual(['q1']);
    looksFor(s, 10_000);
    expect(s.asked()).toEqual(['q1', 'q1']);
  });

  it('is not waited for as stored later where the platform has answered it with a wish for other credentials', () => {
    const s = connected().asks('Why?').hears({ type: 'unauthorised' });
    s.refreshes('refreshed').connects().historyTells().waits(1000).historyTells();
    expect(s.asked()).toEqual(['q1', 'q1']);
  });

  it('a look that began before the end is no proof', () => {
    const s = connected({ budget, isLineHeld: true }).asks('Why?');
    for (let n = 0; n < 3; n += 1) s.waits(20_000).hears({ type: 'pong' });
    const line = s.effects('close-socket').at(-1)?.generation ?? -1;
    s.connects().historyTells().waits(1000);
    // The second look is under way when the end is reported.
    s.takes({ type: 'line-ended', generation: line }).historyTells();
    expect(s.asked()).toEqual(['q1']);
    s.waits(s.due('poll') ?? 0).historyTells();
    expect(s.asked()).toEqual(['q1', 'q1']);
  });

  it('a question that stands there without its answer shows when it was stored', () => {
    const s = connected().asks('Why?').drops().connects().historyTells(told.question('Why?'));
    expect(s.state.budget.storesAtReceipt).toBe(true);
    expect(s.changes).toContainEqual({ type: 'budget-changed', budget: s.state.budget });
  });

  it('begins its wait anew when the clock jumps', () => {
    const s = looksFor(silent().historyTells(), 50_000);
    s.takes({ type: 'clock-jumped' }).hears({ type: 'pong' }).historyTells();
    looksFor(s, 50_000);
    expect(s.asked()).toEqual(['q1']);
    looksFor(s, 20_000);
    expect(s.asked()).toEqual(['q1', 'q1']);
  });

  it('leaves at once under another id where a person says Send again now', () => {
    const s = silent().historyTells().retries('q1');
    expect(s.asked()).toEqual(['q1', 'q1-again']);
    expect(question(s)).toBeUndefined();
    expect(s.transcript.question('q1-again')?.status).toBe('sending');
    expect(s.transcript.messages()).toHaveLength(2);
  });

  it('is given up where a person says Discard, and the next goes on', () => {
    const s = silent().asks('Next', 'q2').historyTells();
    s.takes({ type: 'removed', messageId: 'q1' });
    expect(s.asked()).toEqual(['q1', 'q2']);
    expect(s.transcript.messages().map(({ id }) => id)).toEqual(['q2', 'answer-to-q2']);
  });
});

describe('a message that arrived twice all the same', () => {
  it('is found by one look after its answer, and told', () => {
    const s = silent().historyTells().retries('q1').completes({ content: 'Because.' });
    const [look] = s.effects('read-history').slice(-1);
    s.takes({
      type: 'history-read',
      generation: look?.generation ?? -1,
      history: {
        items: [
          told.question('Why?', '1'),
          told.answer('So.'),
          told.question('Why?', '2'),
          told.answer('Because.'),
        ],
        isWhole: true,
      },
    });
    expect(s.transcript.question('q1-again')).toMatchObject({
      status: 'sent',
      problem: { code: 'message-doubled', messageId: 'q1-again' },
    });
    expect(s.state.accepted).toBe(2);
    expect(s.state.auditing).toBeNull();
  });

  it('is not told where it arrived once', () => {
    const s = silent().historyTells().retries('q1').completes({ content: 'Because.' });
    const [look] = s.effects('read-history').slice(-1);
    s.takes({
      type: 'history-read',
      generation: look?.generation ?? -1,
      history: { items: [told.question('Why?'), told.answer('Because.')], isWhole: true },
    });
    expect(s.transcript.question('q1-again')).not.toHaveProperty('problem');
    expect(s.state.accepted).toBe(1);
  });
});

describe('a message that was sent again, and answered', () => {
  const sentAgain = (): Scenario =>
    connected({ budget })
      .asks('Go on')
      .drops()
      .connects()
      .historyTells()
      .waits(1000)
      .historyTells()
      .completes({ content: 'First', messageId: 'a1' });

  it('is not taken for doubled where the same words are asked again, and found', () => {
    const s = sentAgain().asks('Go on', 'q2').drops().connects();
    s.historyTells(
      told.question('Go on'),
      told.answer('First', 'a1'),
      told.question('Go on', 'h2'),
      told.answer('Second'),
    );
    expect(s.transcript.question('q1')?.problem).toBeUndefined();
    expect(s.transcript.question('q2')?.status).toBe('sent');
    expect(s.transcript.answer('q2')?.text).toBe('Second');
    expect(s.asked()).toEqual(['q1', 'q1', 'q2']);
  });
});
