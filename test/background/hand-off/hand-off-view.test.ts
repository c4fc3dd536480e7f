import { expect, it } from 'vitest';
import { handOffView } from '../../../lib/background/hand-off/hand-off-view.ts';
import { menuEntries } from '../../../lib/background/hand-off/menu-entries.ts';
import { handedOver } from '../../../lib/messaging/handed-over.ts';
import { handOff, longestTyped } from '../../../lib/shared/hand-off.ts';
import { longestPrompt, type Prompt } from '../../../lib/shared/prompt.ts';
import { handOffMenuWords } from '../../../lib/view/words/hand-off-menu-words.ts';

const prompt: Prompt = { id: 'p1', title: 'Long', text: 'x'.repeat(longestPrompt) };
const selected = { text: 'words', url: 'https://a.example/', title: 'A', isOfFrame: false, isOfField: false };

it.each([
  [{ entry: 'page' }, { kind: 'ask', about: 'page' }],
  [{ entry: 'attach-page' }, { kind: 'ask', about: 'page' }],
  [
    { entry: 'selection', selected },
    { kind: 'ask', about: 'selection' },
  ],
  [{ entry: 'explain' }, { kind: 'explain', about: 'page' }],
  [
    { entry: 'summarise', selected },
    { kind: 'summarise', about: 'selection' },
  ],
  [{ entry: 'translate' }, { kind: 'translate', about: 'page' }],
  [{ entry: 'prompt:p1' }, { kind: 'prompt', about: 'page', text: prompt.text }],
  [
    { entry: 'prompt:gone', selected },
    { kind: 'ask', about: 'selection' },
  ],
  [{ entry: 'of a later version' }, { kind: 'ask', about: 'page' }],
  [{ entry: 'constructor' }, { kind: 'ask', about: 'page' }],
  [{ entry: 'new-chat' }, { kind: 'new-chat', about: null }],
  [
    { entry: 'words', typed: 'y'.repeat(longestTyped) },
    { kind: 'typed', about: null, text: 'y'.repeat(longestTyped) },
  ],
] as const)('of %o the panel is told what it can read', (asked, view) => {
  const told = handOffView('id', asked, [prompt]);
  expect(told).toEqual({ id: 'id', ...view });
  expect(handedOver.safeParse(told).data).toEqual(told);
});

it('knows all that the menus offer', () => {
  for (const { id, title } of menuEntries(handOffMenuWords, [prompt])) {
    if (title === null || id === 'page' || id === 'selection') continue;
    expect([id, handOffView('id', { entry: id }, [prompt]).kind]).not.toEqual([id, 'ask']);
  }
});

it.each([
  [{ windowId: 'x', at: 1, entry: 'page' }],
  [{ windowId: 1, at: 1, entry: '' }],
  [{ windowId: 1, at: 1, entry: 'x'.repeat(200) }],
  [{ windowId: 1, at: 1, entry: 'words', typed: 'x'.repeat(longestTyped + 1) }],
  [{ windowId: 1, at: 1, entry: 'page', selected: { ...selected, text: '' } }],
  [null],
])('is not read back where it is none: %#', (stored) => {
  expect(handOff.safeParse(stored).success).toBe(false);
});
