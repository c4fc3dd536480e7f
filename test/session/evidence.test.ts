import { describe, expect, it } from 'vitest';
import type { HistoryItem } from '../../lib/session/history.ts';
import { answerAfter, nothingLearnt, weigh, type Known } from '../../lib/session/evidence.ts';
import { traceOf } from '../../lib/session/trace.ts';
import type { UserMessage } from '../../lib/shared/conversation.ts';
import { told } from './beginnings.ts';

const ours = (text: string): UserMessage => ({
  role: 'user',
  id: 'mine',
  conversationId: 'c',
  ordinal: 9,
  text,
  attachments: [],
  status: 'sending',
  createdAt: 0,
});
/** Of a chat in which these were accepted. */
const after = (said: readonly string[], more: Partial<Known> = {}): Known => ({
  ...nothingLearnt,
  accepted: said.length,
  said: said.map(traceOf),
  ...more,
});
const q = (text: string, id = `q-${text}`): HistoryItem => told.question(text, id);
const a = (text: string, id = `a-${text}`): HistoryItem => told.answer(text, id);
const by = (id: string, item: HistoryItem): HistoryItem => ({ ...item, clientMessageId: id });
const whole = (...items: readonly HistoryItem[]) => ({ items, isWhole: true });
const part = (...items: readonly HistoryItem[]) => ({ items, isWhole: false });

describe('what a history says of a message whose platform echoes no ids', () => {
  it.each<[what: string, history: ReturnType<typeof whole>, says: string, known?: Known]>([
    ['it stands behind all that was said', whole(q('One'), a('1'), q('Why?'), a('So.')), 'found at 2'],
    ['nothing stands there', whole(q('One'), a('1')), 'absent'],
    ['nothing stands there, and there may be more', part(q('One'), a('1')), 'unclear'],
    ['another text stands there', whole(q('One'), q('Why not?')), 'unclear'],
    ['another text stands before it', whole(q('One'), q('yes'), a('y'), q('Why?')), 'unclear'],
    ['it stands there twice', whole(q('One'), q('Why?', '1'), q('Why?', '2')), 'unclear'],
    ['it stands there trimmed', whole(q('One'), q('Why? ')), 'unclear'],
    ['it stands there with other line ends', whole(q('One'), q('Why?\r\n')), 'unclear'],
    ['all is gone', whole(), 'unclear'],
    [
      'the newest two only, and ours is not one of them',
      whole(q('Two'), a('2')),
      'unclear',
      after(['One', 'Two']),
    ],
    [
      'the newest two only, and ours is one of them',
      whole(q('Two'), q('Why?')),
      'unclear',
      after(['One', 'Two']),
    ],
    ['the oldest two only', whole(q('One'), a('1')), 'unclear', after(['One', 'Two'])],
    [
      'what was read back is there, and nothing shows that more would be',
      whole(q('One'), a('1')),
      'unclear',
      after(['One'], { readBack: 1 }),
    ],
    [
      'what was read back is there, and what was asked since',
      whole(q('One'), a('1'), q('Two'), a('2')),
      'absent',
      after(['One', 'Two'], { readBack: 1 }),
    ],
    [
      'it stands behind what was read back',
      whole(q('One'), a('1'), q('Why?')),
      'found at 2',
      after(['One'], { readBack: 1 }),
    ],
    ['what was said is there in other words', whole(q('Uno'), a('1')), 'unclear'],
    [
      'what was said is there composed otherwise',
      whole(q('caf\u0065\u0301'), a('1')),
      'absent',
      after(['café']),
    ],
    ['nothing was said before, and nothing is there', whole(), 'absent', after([])],
    ['nothing was said before, and it is there', whole(q('Why?')), 'found at 0', after([])],
    ['nothing was said before, and a greeting is there', whole(a('Hello')), 'absent', after([])],
    ['nothing was said before, and another was', whole(q('yes'), q('Why?')), 'unclear', after([])],
    [
      'a refused one stands before it',
      whole(q('One'), q('Bad'), q('Why?')),
      'found at 2',
      after(['One'], { doubtful: [traceOf('Bad')] }),
    ],
    [
      'only a refused one is there',
      whole(q('One'), q('Bad')),
      'absent',
      after(['One'], { doubtful: [traceOf('Bad')] }),
    ],
    [
      'it may be the refused one',
      whole(q('One'), q('Why?')),
      'unclear',
      after(['One'], { doubtful: [traceOf('Why?')] }),
    ],
    [
      'of a chat that an older version began',
      whole(q('One'), q('Why?')),
      'found at 1',
      { ...nothingLearnt, accepted: 1, said: [] },
    ],
    [
      'of such a chat, and nothing is there',
      whole(q('One')),
      'absent',
      { ...nothingLearnt, accepted: 1, said: [] },
    ],
  ])('%s', (_, history, says, known = after(['One'])) => {
    const evidence = weigh(history, ours('Why?'), known);
    expect(evidence.says === 'found' ? `found at ${evidence.index}` : evidence.says).toBe(says);
  });
});

describe('what a history says of a message whose platform echoes ids', () => {
  it.each<[what: string, history: ReturnType<typeof whole>, says: string, known?: Known]>([
    ['its id stands there', whole(by('one', q('One')), by('mine', q('why'))), 'found at 1'],
    ['its id stands there, and there is more', part(by('mine', q('Why?'))), 'found at 0'],
    ['its text stands there under another id', whole(by('one', q('One')), by('other', q('Why?'))), 'absent'],
    ['its text stands there without an id', whole(by('one', q('One')), q('Why?')), 'absent'],
    [
      'its text stands there, in a chat that told ids before',
      whole(q('One'), q('Why?')),
      'unclear',
      after(['One'], { echoesIds: true }),
    ],
    ['fewer are there than have to be', whole(by('two', q('Two'))), 'unclear', after(['One', 'Two'])],
    [
      'one that was given up makes up for one that is missing',
      whole(a('1'), by('late', q('yes')), a('2')),
      'unclear',
      after(['One'], { doubtful: [traceOf('yes')] }),
    ],
    [
      'one that was given up stands beside all that were accepted',
      whole(by('one', q('One')), a('1'), by('late', q('yes')), a('2')),
      'absent',
      after(['One'], { doubtful: [traceOf('yes')] }),
    ],
    [
      'others make up for those that are missing',
      whole(by('two', q('Two')), q('yes')),
      'unclear',
      after(['One', 'Two']),
    ],
  ])('%s', (_, history, says, known = after(['One'])) => {
    const evidence = weigh(history, ours('Why?'), known);
    expect(evidence.says === 'found' ? `found at ${evidence.index}` : evidence.says).toBe(says);
  });
});

describe('the answer to a question, in a history', () => {
  const doubtful = [traceOf('yes')];
  it.each<[what: string, items: HistoryItem[], index: number, answer: string | undefined]>([
    ['stands behind it', [q('One'), a('1'), q('Why?'), a('So.')], 2, 'So.'],
    ['is not that of the one before, which has none yet', [q('One'), q('Why?'), a('1')], 1, undefined],
    [
      'may be that of one of ours that was given up, and taken all the same',
      [q('yes'), q('Why?'), a('Theirs.')],
      1,
      undefined,
    ],
    ['stands behind the answer to that one', [q('yes'), a('Theirs.'), q('Why?'), a('So.')], 2, 'So.'],
    [
      'is not that of what another device said before, in the words of one that was refused',
      [by('one', q('One')), a('1'), q('yes'), by('mine', q('yes')), a('Theirs.')],
      3,
      undefined,
    ],
  ])('%s', (_, items, index, answer) => {
    const known = { ...nothingLearnt, doubtful, dropped: [], accepted: 0, said: [] };
    expect(answerAfter(items, index, known, undefined)?.content).toBe(answer);
  });

  it.each<[what: string, items: HistoryItem[], index: number, answer: string | undefined]>([
    ['may be anybody’s where the beginning is missing', [by('mine', q('Why?')), a('Theirs.')], 0, undefined],
    [
      'is told apart from our question before on, whose answer is over',
      [by('one', q('One')), a('Ours.', 'over'), by('mine', q('Why?')), a('So.')],
      2,
      'So.',
    ],
    [
      'may be that of what was asked before that answer, whose question is missing',
      [q('yes'), a('Ours.', 'over'), by('mine', q('Why?')), a('Theirs.')],
      2,
      undefined,
    ],
    [
      'is that of another device, which asked after our question',
      [by('one', q('One')), q('yes'), a('Ours.', 'over'), by('mine', q('Why?')), a('Theirs.')],
      3,
      undefined,
    ],
    [
      'stands behind theirs',
      [by('one', q('One')), q('yes'), a('Ours.', 'over'), a('Theirs.'), by('mine', q('Why?')), a('So.')],
      4,
      'So.',
    ],
    [
      'is not counted from a question that is another than we were told of last',
      [by('late', q('Two')), a('Ours.', 'over'), by('mine', q('Why?')), a('Theirs.')],
      2,
      undefined,
    ],
  ])('in one that is cut: %s', (_, items, index, answer) => {
    const known = {
      ...nothingLearnt,
      echoesIds: true,
      dropped: ['before', 'over'],
      accepted: 2,
      said: ['Zero', 'One'].map(traceOf),
    };
    expect(answerAfter(items, index, known, undefined)?.content).toBe(answer);
  });
});
