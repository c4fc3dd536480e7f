import { describe, expect, it } from 'vitest';
import { composerKey } from '../../lib/view/composer-key.ts';

const press = (key: string, held: readonly string[] = []) => ({
  key,
  code: key,
  keyCode: 0,
  isComposing: false,
  shiftKey: held.includes('shift'),
  ctrlKey: held.includes('ctrl'),
  metaKey: held.includes('meta'),
});

describe('a key in the composer', () => {
  it.each([
    ['Enter', [], 'send', null],
    ['Enter', ['shift'], null, null],
    ['Enter', ['ctrl'], 'send', 'send'],
    ['Enter', ['meta'], 'send', 'send'],
    ['Escape', [], 'cancel', 'cancel'],
    ['a', [], null, null],
    ['Tab', [], null, null],
  ] as const)('%s with %j: %s; where Enter breaks the line: %s', (key, held, enter, modifierEnter) => {
    const isEmpty = false;
    expect(composerKey(press(key, held), { sendWith: 'enter', isEmpty })).toBe(enter);
    expect(composerKey(press(key, held), { sendWith: 'modifier-enter', isEmpty })).toBe(modifierEnter);
  });

  it('Arrow-up edits from an empty box only', () => {
    expect(composerKey(press('ArrowUp'), { sendWith: 'enter', isEmpty: true })).toBe('edit-last');
    expect(composerKey(press('ArrowUp'), { sendWith: 'enter', isEmpty: false })).toBeNull();
  });
});
