import { describe, expect, it } from 'vitest';
import { needOf } from '../../lib/session/wakefulness.ts';
import { page } from './attached-page.ts';
import { answering, connected } from './beginnings.ts';
import { session, type Scenario } from './scenario.ts';

const ofMessage = ['flush', 'silence', 'poll'] as const;
const running = (s: Scenario): string[] => ofMessage.filter((timer) => s.due(timer) !== null);

describe('timers of a message', () => {
  it.each<[string, () => Scenario]>([
    ['was put back by a limit', () => connected().asks('Q').hears({ type: 'rate-limited', retryAfterMs: 9 })],
    [
      'was taken back after `processing`',
      () =>
        connected()
          .asks('Q')
          .hears({ type: 'processing', messageId: null })
          .hears({ type: 'rate-limited', retryAfterMs: 9_000 }),
    ],
    ['was refused', () => connected().asks('Q').hears({ type: 'error', code: 'bad', detail: null })],
    [
      'failed in the middle',
      () => answering('Once').chunk(' more').hears({ type: 'error', code: 'bad', detail: null }),
    ],
    ['was cut off by a break', () => connected().asks('Q').drops()],
    ['was cut off with text on its way', () => answering('Once').chunk(' upon').drops()],
    ['was answered', () => answering('Once').chunk(' upon').completes()],
    ['was stopped in the middle', () => answering('Once').chunk(' upon').stops()],
    [
      'was stopped, and then refused',
      () => connected().asks('Q').stops().hears({ type: 'error', code: 'bad', detail: null }),
    ],
    [
      'was stopped, and then held back',
      () => connected().asks('Q').stops().hears({ type: 'rate-limited', retryAfterMs: 9 }),
    ],
    ['was stopped, and has arrived', () => connected().asks('Q').stops().completes({ content: 'A' })],
    ['could not be stored', () => connected().asks('Q').storeFails('q1')],
    ['was lost', () => connected().asks('Q').drops().connects().historyFails('gone')],
  ])('do not outlive one that %s', (_, begin) => {
    const s = begin();
    expect(running(s)).toEqual([]);
  });
});

describe('text that has all been shown', () => {
  it('is not stored again at the end', () => {
    const ends: ((s: Scenario) => Scenario)[] = [
      (s) => s.stops(),
      (s) => s.completes(),
      (s) => s.drops(),
      (s) => s.hears({ type: 'error', code: 'bad', detail: null }),
    ];
    for (const end of ends) {
      const s = end(answering('Once').forgets());
      expect(s.changes.filter(({ type }) => type === 'text-appended')).toEqual([]);
    }
  });

  it('is stored in batches that are numbered from 0, each once', () => {
    const s = answering('One').chunk(' two').waits(32).chunk(' three').chunk(' four').completes();
    const batches = s.changes.flatMap((change) =>
      change.type === 'text-appended' ? [[change.batch, change.text]] : [],
    );
    expect(batches).toEqual([
      [0, 'One'],
      [1, ' two'],
      [2, ' three four'],
    ]);
  });
});

describe('places in a conversation', () => {
  it('are two to each question', () => {
    const s = connected().asks('One', 'q1').completes({ content: '1' }).asks('Two', 'q2').asks('Three', 'q3');
    expect(['q1', 'q2', 'q3'].map((id) => s.transcript.question(id)?.ordinal)).toEqual([1, 3, 5]);
    expect(s.transcript.answer('q2')?.ordinal).toBe(4);
  });

  it('go on where the conversation has stopped', () => {
    const s = session({ nextOrdinal: 9 }).asks('Q');
    expect(s.transcript.question('q1')?.ordinal).toBe(9);
  });
});

describe('the name of a conversation', () => {
  const titles = (s: Scenario): unknown[] => s.changes.filter(({ type }) => type === 'titled');

  it('is not made of nothing', () => {
    expect(titles(connected().asks(' \n '))).toEqual([]);
    expect(titles(connected().asks(' \n ').asks('Words', 'q2'))).toEqual([
      { type: 'titled', title: 'Words' },
    ]);
  });

  it('is made once', () => {
    expect(titles(connected().asks('One').completes({ content: 'A' }).asks('Two', 'q2'))).toHaveLength(1);
  });

  it.each([
    [60, 60],
    [61, 60],
  ])('of %d characters has %d', (length, expected) => {
    expect(titles(connected().asks('x'.repeat(length)))).toEqual([
      { type: 'titled', title: 'x'.repeat(expected) },
    ]);
  });
});

describe('an answer at its longest', () => {
  const longest = 1_000_000;
  const of = (length: number) =>
    connected()
      .asks('Q')
      .completes({ content: 'y'.repeat(length) })
      .transcript.answer('q1');

  it('is kept whole', () => {
    expect(of(longest)).toMatchObject({ status: 'complete' });
    expect(of(longest)?.text).toHaveLength(longest);
  });

  it('is cut there, and says so', () => {
    expect(of(longest + 1)).toMatchObject({ status: 'interrupted', problem: { code: 'answer-too-long' } });
    expect(of(longest + 1)?.text).toHaveLength(longest);
  });

  it('that is cut keeps what else came with it', () => {
    const source = { title: 'A book', url: '' };
    const s = connected()
      .asks('Q')
      .completes({ content: 'y'.repeat(longest + 1), sources: [source], totalTokens: 7 });
    expect(s.changes.at(-1)).toMatchObject({ type: 'answer-finished', sources: [source], totalTokens: 7 });
  });

  it('streams up to there, and not beyond', () => {
    const s = answering('', 'm1').chunk('y'.repeat(longest), 'm1');
    expect(s.transcript.answer('q1')?.status).toBe('streaming');
    s.chunk('z', 'm1');
    expect(s.transcript.answer('q1')).toMatchObject({ status: 'interrupted' });
    expect(s.transcript.answer('q1')?.text).toHaveLength(longest);
  });
});

describe('a page that was told of', () => {
  it('is not told again, though the message that had it was refused', () => {
    const s = connected().asks('Why?', 'q1', [page]).hears({ type: 'error', code: 'bad', detail: null });
    s.asks('And?', 'q2', [{ ...page, url: 'https://example.com/2' }]);
    expect(s.asked()).toEqual(['q1', 'q2']);
    expect(s.effects('describe-chat')).toEqual([{ type: 'describe-chat', pageUrl: page.url }]);
  });

  it('is not told again where it was told with the creation', () => {
    const s = session()
      .asks('Why?', 'q1', [page])
      .connects()
      .hears({ type: 'error', code: 'bad', detail: null });
    s.asks('And?', 'q2', [page]);
    expect(s.effects('create-chat')).toMatchObject([{ pageUrl: page.url }]);
    expect(s.effects('describe-chat')).toEqual([]);
  });
});

describe('a connection whose last work is taken away', () => {
  it('rests, and is let go 20 s later', () => {
    const s = connected().watched(0).asks('Q').hears({ type: 'rate-limited', retryAfterMs: 60_000 });
    expect(s.due('rest')).toBeNull();
    s.takes({ type: 'removed', messageId: 'q1' });
    expect(s.due('rest')).toBe(20_000);
    expect(s.waits(19_999).at).toBe('ready');
    expect(s.waits(1).at).toBe('idle');
  });
});

describe('a worker whose session waits for a limit', () => {
  const limited = (watchers: number): Scenario =>
    connected().watched(watchers).asks('Q').hears({ type: 'rate-limited', retryAfterMs: 60_000 });

  it('stays awake for who looks, and sleeps for nobody', () => {
    expect(needOf(limited(1).state)).toEqual({ awake: true, lookAgain: 0.5 });
    expect(needOf(limited(0).state)).toEqual({ awake: false, lookAgain: 0.5 });
  });

  it('stays awake for a message that waits its turn', () => {
    const s = connected();
    for (let n = 1; n <= 10; n += 1) s.asks('Q', `q${n}`).completes({ content: 'A' });
    s.asks('Q', 'q11').watched(0);
    expect(s.asked()).not.toContain('q11');
    expect(needOf(s.state)).toEqual({ awake: true, lookAgain: 0.5 });
  });

  it('stays awake for an answer that is under way', () => {
    const s = answering('Once').hears({ type: 'rate-limited', retryAfterMs: 60_000 }).watched(0);
    expect(needOf(s.state)).toEqual({ awake: true, lookAgain: 0.5 });
  });
});

describe('ids of answers that are over', () => {
  it('are remembered, the last eight of them', () => {
    const s = connected();
    for (let n = 1; n <= 9; n += 1) s.asks('Q', `q${n}`).completes({ content: 'A', messageId: `m${n}` });
    expect(s.state.dropped).toEqual(['m2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9']);
  });
});

describe('what the user was told, when a line stands again', () => {
  it('is taken back where that disproves it', () => {
    const s = connected().drops(1006).waits(1_000).drops(1006);
    expect(s.problem).toMatchObject({ code: 'server-unreachable' });
    expect(s.connects().problem).toBeNull();
  });

  it('stays where it has nothing to do with it', () => {
    const s = connected().storeFails(null).drops(1006).connects();
    expect(s.at).toBe('ready');
    expect(s.problem).toEqual({ code: 'storage-full' });
  });
});
