import { describe, expect, it } from 'vitest';
import { findStep, isFindShortcut } from '../../lib/view/find-shortcut.ts';

const press = (
  key: string,
  held: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey', true>>,
  code = '',
) => ({
  ...{ altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, key, code },
  ...held,
});

describe('the shortcuts of the search within a chat', () => {
  it.each([
    ['Ctrl+F', press('f', { ctrlKey: true }), false, true],
    ['with capitals locked', press('F', { ctrlKey: true }), false, true],
    ['on a Cyrillic keyboard, by its place', press('а', { ctrlKey: true }, 'KeyF'), false, true],
    ['on a Dvorak keyboard, by its letter', press('u', { ctrlKey: true }, 'KeyF'), false, false],
    ['⌘F on a Mac', press('f', { metaKey: true }), true, true],
    ['Ctrl+F on a Mac, which moves the caret', press('f', { ctrlKey: true }), true, false],
    ['with Shift', press('f', { ctrlKey: true, shiftKey: true }), false, false],
    ['AltGr', press('f', { ctrlKey: true, altKey: true }), false, false],
    ['the letter alone', press('f', {}), false, false],
  ])('open it: %s', (_, event, isMac, isIt) => {
    expect(isFindShortcut(event, isMac)).toBe(isIt);
  });

  it.each([
    [press('F3', {}), false, 'next'],
    [press('F3', { shiftKey: true }), true, 'previous'],
    [press('F3', { ctrlKey: true }), false, null],
    [press('g', { ctrlKey: true }), false, 'next'],
    [press('G', { metaKey: true, shiftKey: true }), true, 'previous'],
    [press('g', {}), false, null],
  ])('lead on: %o', (event, isMac, step) => {
    expect(findStep(event, isMac)).toBe(step);
  });
});
