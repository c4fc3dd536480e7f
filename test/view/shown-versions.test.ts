import { describe, expect, it } from 'vitest';
import type { Message } from '../../lib/shared/conversation.ts';
import { replacedBy, shownVersions, withVersion } from '../../lib/view/shown-versions.ts';
import { answer, question } from './messages.ts';

const turn = (n: number, replaces?: string): Message[] => [
  question({ id: `q${n}`, ordinal: 2 * n - 1, ...(replaces === undefined ? {} : { replaces }) }),
  answer({ id: `a${n}`, ordinal: 2 * n, replyTo: `q${n}`, status: 'complete', text: 'So.' }),
];
const three = [...turn(1), ...turn(2, 'q1'), ...turn(3, 'q1')];

const shown = (messages: readonly Message[], chosen: readonly string[] = []): string[] =>
  shownVersions(messages, chosen).messages.map(({ id }) => id);

describe('of a turn with several versions', () => {
  it('the last is shown, with its place among them', () => {
    expect(shown(three)).toEqual(['q3', 'a3']);
    expect([...shownVersions(three, []).places]).toEqual([['q3', { ids: ['q1', 'q2', 'q3'], at: 2 }]]);
  });

  it('the one is shown that somebody went back to, by its question or its answer', () => {
    expect(shown(three, withVersion(three, [], 'a1'))).toEqual(['q1', 'a1']);
    expect(shown(three, withVersion(three, ['q1'], 'q2'))).toEqual(['q2', 'a2']);
    expect(withVersion(three, ['q1', 'other'], 'q2')).toEqual(['other', 'q2']);
  });

  it('the next that comes is shown to whoever went back and forth again', () => {
    const back = withVersion(three, [], 'q1');
    const forth = withVersion(three, back, 'q3');
    const four = [...three, ...turn(4, 'q1')];
    expect(shown(four, forth)).toEqual(['q4', 'a4']);
    expect(shown(four, back)).toEqual(['q1', 'a1']);
  });

  it('the choice keeps its identity where nothing changes', () => {
    const chosen = ['q1'];
    expect(withVersion(three, chosen, 'a1')).toBe(chosen);
    expect(withVersion(three, chosen, 'nobody')).toBe(chosen);
    expect(withVersion(turn(1), chosen, 'q1')).toBe(chosen);
  });
});

it('messages without versions are shown as they are', () => {
  const messages = [...turn(1), ...turn(2)];
  expect(shownVersions(messages, []).messages).toBe(messages);
});

describe('a question that is asked anew', () => {
  it.each<[name: string, messages: Message[], id: string, replaces: string | undefined]>([
    ['replaces the last', turn(1), 'q1', 'q1'],
    ['of any version replaces the first', three, 'q2', 'q1'],
    ['replaces none that something was said after', [...turn(1), ...turn(2)], 'q1', undefined],
    [
      'replaces none while something waits',
      [...turn(1), question({ id: 'q', status: 'queued' })],
      'q1',
      undefined,
    ],
    ['replaces none while its answer comes', [question(), answer({ status: 'streaming' })], 'u1', undefined],
    ['replaces nothing where it is not there', turn(1), 'q9', undefined],
  ])('%s', (_, messages, id, replaces) => {
    expect(replacedBy(messages, id)).toBe(replaces);
  });
});
