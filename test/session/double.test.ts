import { expect, it } from 'vitest';
import { noticeDoubles } from '../../lib/session/double.ts';
import type { HistoryItem } from '../../lib/session/history.ts';
import type { SentAgain } from '../../lib/session/state.ts';
import { traceOf } from '../../lib/session/trace.ts';
import type { Turn } from '../../lib/session/turn.ts';
import { told } from './beginnings.ts';
import { startSession } from './websocket-session.ts';

const q = (text: string, clientMessageId: string | null = null): HistoryItem => ({
  ...told.question(text, crypto.randomUUID()),
  clientMessageId,
});
const twice = (isAccepted: boolean): SentAgain => ({
  message: {
    ...{ role: 'user', id: 'second', conversationId: 'c', ordinal: 1, text: 'yes', attachments: [] },
    ...{ status: 'unknown', createdAt: 0 },
  },
  ids: ['first', 'second'],
  behind: 1,
  isAccepted,
});

/** The codes of what is told, of a message that left twice behind `said[0]`. */
function toldOf(said: readonly string[], isAccepted: boolean, items: readonly HistoryItem[]) {
  const state = { ...startSession(), accepted: said.length, said: said.map(traceOf) };
  const turn: Turn = {
    state: { ...state, sentAgain: [twice(isAccepted)] },
    ...{ effects: [], now: 0, random: 0 },
  };
  noticeDoubles(turn, items);
  return turn.effects.flatMap((effect) =>
    effect.type === 'commit'
      ? effect.changes.flatMap((change) =>
          change.type === 'message-put' ? [change.message.problem?.code] : [],
        )
      : [],
  );
}

const doubled = ['message-doubled'];
it.each<[what: string, said: string[], isAccepted: boolean, items: HistoryItem[], told: string[]]>([
  ['its words stand there twice', ['One', 'yes'], true, [q('One'), q('yes'), q('yes')], doubled],
  ['they stand there once', ['One', 'yes'], true, [q('One'), q('yes')], []],
  ['the second are another question’s', ['One', 'yes', 'yes'], true, [q('One'), q('yes'), q('yes')], []],
  [
    'they stand there three times, and one of them is another question’s',
    ['One', 'yes', 'yes'],
    true,
    [q('One'), q('yes'), q('yes'), q('yes')],
    doubled,
  ],
  [
    'nobody knows whether it arrived, and another question has its words',
    ['One', 'yes'],
    false,
    [q('One'), q('yes'), q('yes')],
    [],
  ],
  [
    'both of its ids stand there',
    ['One'],
    false,
    [q('One', 'one'), q('yes', 'first'), q('yes', 'second')],
    doubled,
  ],
  [
    'one of its ids stands there',
    ['One'],
    false,
    [q('One', 'one'), q('yes', 'first'), q('yes', 'third')],
    [],
  ],
])(
  'a message that was sent again is told to be there twice, or not: %s',
  (_, said, isAccepted, items, codes) => {
    expect(toldOf(said, isAccepted, items)).toEqual(codes);
  },
);
