import { describe, expect, it } from 'vitest';
import { needOf, noNeed, together, type Need } from '../../lib/session/wakefulness.ts';
import { answering, connected, serverDown } from './beginnings.ts';
import { session, type Scenario } from './scenario.ts';

const day = 24 * 3_600_000;
const unwatched = (s: Scenario): Scenario => s.watched(0);

describe('what a session needs of the worker', () => {
  it.each<[string, () => Scenario, Need]>([
    ['nothing to do, nobody looks', () => unwatched(connected()), noNeed],
    ['a panel is open', () => connected(), { awake: true, lookAgain: null }],
    ['an answer is under way', () => unwatched(answering()), { awake: true, lookAgain: 0.5 }],
    ['it is connecting for a message', () => session().asks('Q'), { awake: true, lookAgain: 0.5 }],
    [
      'it backs off with a message',
      () => unwatched(connected().asks('Q').drops()),
      { awake: true, lookAgain: 0.5 },
    ],
    [
      'a message waits for a limit to end',
      () => unwatched(connected().asks('Q').hears({ type: 'rate-limited', retryAfterMs: 60_000 })),
      { awake: false, lookAgain: 0.5 },
    ],
    [
      'a message waits until it may connect',
      () => unwatched(connected().asks('Q').drops(1008, 'rate limit')),
      { awake: false, lookAgain: 0.5 },
    ],
    [
      'offline with a message',
      () => unwatched(connected().asks('Q').goes('offline')),
      { awake: false, lookAgain: 1 },
    ],
    [
      'the server is down for good, and a message waits',
      () => unwatched(session(serverDown()).asks('Q').waits(day)),
      { awake: false, lookAgain: 5 },
    ],
    ['only a person gets further', () => unwatched(connected().drops(4403).asks('Q').drops(4403)), noNeed],
    ['closed', () => connected().asks('Q').closes(), noNeed],
  ])('%s', (_, begin, need) => {
    expect(needOf(begin().state)).toEqual(need);
  });

  it('is, of several together, the most demanding', () => {
    expect(together([])).toEqual(noNeed);
    expect(
      together([
        noNeed,
        { awake: true, lookAgain: null },
        { awake: false, lookAgain: 5 },
        { awake: false, lookAgain: 1 },
      ]),
    ).toEqual({ awake: true, lookAgain: 1 });
  });
});
