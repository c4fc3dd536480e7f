import { describe, expect, it } from 'vitest';
import { chatsShortcut, isChatsShortcut } from '../../lib/view/chats-shortcut.ts';

const press = (...held: readonly ('altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey')[]) => ({
  ...{ altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, code: 'KeyJ' },
  ...Object.fromEntries(held.map((key) => [key, true])),
});

describe('the shortcut of the list of chats', () => {
  it('is Alt+Shift+J, and Control+Shift+J on a Mac; with anything else held down it is another', () => {
    for (const isMac of [false, true]) {
      const [own, other] = isMac ? (['ctrlKey', 'altKey'] as const) : (['altKey', 'ctrlKey'] as const);
      expect(isChatsShortcut(press(own, 'shiftKey'), isMac)).toBe(true);
      expect(isChatsShortcut({ ...press(own, 'shiftKey'), code: 'KeyV' }, isMac)).toBe(false);
      for (const keys of [
        [own],
        ['shiftKey'],
        [other, 'shiftKey'],
        [own, other, 'shiftKey'],
        [own, 'metaKey', 'shiftKey'],
      ] as const)
        expect(isChatsShortcut(press(...keys), isMac)).toBe(false);
    }
    expect([chatsShortcut(false), chatsShortcut(true)]).toEqual(['Alt+Shift+J', 'Control+Shift+J']);
  });
});
