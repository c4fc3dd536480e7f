import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnsOf, type Versioned } from '../../lib/shared/versions.ts';

const asked = (id: string, replaces?: string): Versioned => ({ role: 'user', id, replaces });
const said = (id: string): Versioned => ({ role: 'assistant', id });

const told = (messages: Versioned[]): string[] =>
  turnsOf(messages).map((turn) => turn.map((version) => version.map(({ id }) => id).join(' ')).join(' | '));

describe('turns', () => {
  it.each<[name: string, messages: Versioned[], turns: string[]]>([
    ['there are none of nothing', [], []],
    ['are questions and their answers', [asked('q'), said('a'), asked('r'), said('b')], ['q a', 'r b']],
    [
      'have as versions what replaces their question',
      [asked('q'), said('a'), asked('r', 'q'), said('b'), asked('s', 'q'), said('c')],
      ['q a | r b | s c'],
    ],
    ['have a version that waits', [asked('q'), said('a'), asked('r', 'q')], ['q a | r']],
    [
      'end where something else was said: the platform has it in this order',
      [asked('q'), said('a'), asked('x'), said('y'), asked('r', 'q'), said('b')],
      ['q a', 'x y', 'r b'],
    ],
    [
      'that stand apart from their first version have versions all the same',
      [asked('q'), said('a'), asked('x'), asked('r', 'q'), said('b'), asked('s', 'q')],
      ['q a', 'x', 'r b | s'],
    ],
    [
      'whose first version is not there, or not yet, hold the others',
      [asked('r', 'q'), said('b'), asked('s', 'q'), said('c')],
      ['r b | s c'],
    ],
    [
      'that begin with an answer whose question is not there have no version',
      [said('a'), asked('r', 'q'), said('b')],
      ['a', 'r b'],
    ],
    ['are no versions of themselves', [asked('q', 'q'), said('a')], ['q a']],
  ])('%s', (_, messages, turns) => {
    expect(told(messages)).toEqual(turns);
  });

  it('hold every message in exactly one version, in the order in which it was said', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const message = fc.record<Versioned>({
      role: fc.constantFrom('user', 'assistant'),
      id,
      replaces: fc.option(id, { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 30 }), (messages) => {
        const turns = turnsOf(messages);
        expect(turns.flat(2)).toEqual(messages);
        for (const version of turns.flat()) {
          expect(version.length).toBeGreaterThan(0);
          // A question begins one, and stands nowhere else in it.
          expect(version.slice(1).every(({ role }) => role === 'assistant')).toBe(true);
        }
      }),
    );
  });
});
