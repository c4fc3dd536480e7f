import { describe, expect, it } from 'vitest';
import { answering, connected, told } from './beginnings.ts';
import type { Scenario } from './scenario.ts';

const answer = (s: Scenario) => s.transcript.answer('q1');
const stopped = (text: string) => ({ status: 'stopped', text });

describe('Stop', () => {
  it('with nothing in flight does nothing', () => {
    const s = connected().forgets().stops();
    expect([s.effects(), s.changes]).toEqual([[], []]);
  });

  it('keeps all that arrived, also what nobody has seen yet', () => {
    const s = answering('Once', 'm1').chunk(' upon', 'm1').stops();
    expect(answer(s)).toMatchObject(stopped('Once upon'));
    expect(s.transcript.question('q1')?.status).toBe('sent');
  });

  it('P14: of an answer that names itself keeps the socket, and drops the rest of it', () => {
    const s = answering('Once', 'm1').stops().asks('Next', 'q2').forgets();
    s.chunk(' upon', 'm1').completes({ messageId: 'm1', content: 'Once upon a time' });
    expect(answer(s)).toMatchObject(stopped('Once'));
    expect(s.transcript.question('q2')?.status).toBe('sending');
    s.chunk('Two', 'm2').completes({ messageId: 'm2' });
    expect(s.transcript.answer('q2')).toMatchObject({ text: 'Two', status: 'complete' });
    expect(s.effects('close-socket', 'open-socket')).toEqual([]);
  });

  it('of an answer without an id takes a new socket, so that nothing of it reaches the next answer', () => {
    const s = answering('Once').asks('Next', 'q2').forgets().stops();
    expect(s.effects().map(({ type }) => type)).toEqual(['close-socket', 'open-socket']);
    expect(s.state.failures).toBe(0);
    expect(s.connects().asked()).toEqual(['q2']);
    expect(answer(s)).toMatchObject(stopped('Once'));
  });

  it('P12: of an answer that only response_start names takes a new socket as well: its chunks say nothing', () => {
    const s = connected()
      .asks('A story?')
      .hears({ type: 'start', messageId: 'm1' })
      .chunk('Once', null)
      .asks('Next', 'q2');
    s.forgets().stops();
    expect(s.effects().map(({ type }) => type)).toEqual(['close-socket', 'open-socket']);
    expect(s.connects().asked()).toEqual(['q2']);
  });

  it('P14: of an answer whose chunks name it only now and then takes a new socket as well', () => {
    const s = answering('Once').chunk(' upon', 'm1').forgets().stops();
    expect(s.effects().map(({ type }) => type)).toEqual(['close-socket', 'open-socket']);
  });

  it('before any text takes a new socket: the chunks may come without an id', () => {
    const s = connected().asks('A story?').hears({ type: 'start', messageId: 'm1' }).forgets().stops();
    expect(answer(s)).toMatchObject(stopped(''));
    expect(s.effects().map(({ type }) => type)).toEqual(['close-socket', 'open-socket']);
  });

  it('twice is once', () => {
    const s = connected().asks('Why?').stops().forgets().stops();
    expect(s.changes).toEqual([]);
  });
});

describe('Stop before the server reacted', () => {
  const early = () => connected().asks('A story?').stops();

  it('shows at once, and waits to learn whether the message arrived', () => {
    const s = early();
    expect(answer(s)).toMatchObject(stopped(''));
    expect(s.transcript.question('q1')?.status).toBe('sending');
    expect(s.asks('Next', 'q2').asked()).toEqual(['q1']);
  });

  it('learns it from the first frame of the answer, and drops that answer', () => {
    const s = early().asks('Next', 'q2').hears({ type: 'processing', messageId: null }).chunk('Once', 'm1');
    expect(s.transcript.question('q1')?.status).toBe('sent');
    expect(s.state.accepted).toBe(1);
    s.chunk(' upon', 'm1').completes({ messageId: 'm1' });
    s.chunk('Two', 'm2').completes({ messageId: 'm2' });
    expect(answer(s)).toMatchObject(stopped(''));
    expect(s.transcript.answer('q2')).toMatchObject({ text: 'Two', status: 'complete' });
    expect(s.asked()).toEqual(['q1', 'q2']);
  });

  it('takes a new socket where that frame has no id', () => {
    const s = early().forgets().chunk('Once');
    expect(s.effects().map(({ type }) => type)).toEqual(['close-socket', 'open-socket']);
  });

  it('goes on at once where that frame is the whole answer', () => {
    const s = early().asks('Next', 'q2').completes({ content: 'Once' });
    expect(s.asked()).toEqual(['q1', 'q2']);
    expect(answer(s)).toMatchObject(stopped(''));
    expect(s.effects('close-socket')).toEqual([]);
  });

  it('D10: while the message is looked for has its place back, which says stopped', () => {
    const s = connected().asks('A story?').drops().connects().historyTells();
    expect(s.transcript.answer('q1')).toBeUndefined();
    s.stops();
    expect(answer(s)).toMatchObject(stopped(''));
    s.waits(s.due('poll') ?? 0).historyTells(told.question('A story?'), told.answer('Once'));
    expect(s.transcript.question('q1')?.status).toBe('sent');
    expect(answer(s)).toMatchObject(stopped(''));
  });

  it('P19: a message that is refused says so, and its place says stopped', () => {
    const s = early().hears({ type: 'error', code: 'x', detail: 'No.' });
    expect(s.transcript.question('q1')).toMatchObject({
      status: 'failed',
      problem: { code: 'message-rejected' },
    });
    expect(answer(s)).toMatchObject(stopped(''));
  });

  it('P20: a message that hits a rate limit is not sent again', () => {
    const s = early().hears({ type: 'rate-limited', retryAfterMs: 3000 }).waits(3000);
    expect(s.asked()).toEqual(['q1']);
    expect(s.transcript.question('q1')?.status).toBe('failed');
  });

  it.each([
    ['arrived', [told.question('A story?'), told.answer('Once')], 'sent'],
    ['did not arrive', [], 'failed'],
  ] as const)('after a break the history tells that it %s', (_, items, status) => {
    const s = early()
      .asks('Next', 'q2')
      .drops()
      .connects()
      .historyLacks(...items);
    expect(s.transcript.question('q1')?.status).toBe(status);
    expect(answer(s)).toMatchObject(stopped(''));
    expect(s.asked()).toEqual(['q1', 'q2']);
  });

  it('a history that can not tell leaves it unknown, and stopped', () => {
    const s = early().drops().connects().historyFails('gone');
    // No alarm: a person has stopped it, and nothing that they waited for is missing.
    expect(s.transcript.question('q1')).toMatchObject({ status: 'unknown' });
    expect(s.transcript.question('q1')?.problem).toBeUndefined();
    expect(answer(s)).toMatchObject(stopped(''));
  });

  it('a server that never says a word is asked through the history after a minute', () => {
    const s = early();
    for (let n = 0; n < 3; n += 1) s.waits(20_000).hears({ type: 'pong' });
    expect(s.at).toBe('backing-off');
    s.connects().historyLacks();
    expect(s.transcript.question('q1')?.status).toBe('failed');
  });
});

describe('Stop while the history is asked', () => {
  it.each([
    ['a look is under way', (s: Scenario) => s.stops().historyLacks()],
    [
      'the next look is waited for',
      (s: Scenario) => s.historyFails('transient').stops().waits(16_000).historyLacks(),
    ],
  ])('of a message that may not have arrived still learns whether it did, when %s', (_, happens) => {
    const s = happens(connected().asks('Why?').drops().connects().asks('Next', 'q2'));
    expect(s.transcript.question('q1')?.status).toBe('failed');
    expect(answer(s)).toMatchObject(stopped(''));
    expect(s.asked()).toEqual(['q1', 'q2']);
  });

  it('of an answer keeps what had arrived, and goes on', () => {
    const s = answering('Once').asks('Next', 'q2').drops().connects().stops();
    expect(answer(s)).toMatchObject(stopped('Once'));
    expect(s.asked()).toEqual(['q1', 'q2']);
    expect(s.due('poll')).toBeNull();
  });
});
