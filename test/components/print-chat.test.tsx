import { expect, it, vi } from 'vitest';
import { printChat } from '../../components/chats/print-chat.ts';
import { emptyPanel } from '../../lib/view/panel-state.ts';
import { openPanel } from './panel-page.tsx';

it('prints what is read and all between that and the newest, and before it, and lets go of nothing meanwhile', async () => {
  const { panel } = openPanel();
  let state = { ...emptyPanel, gap: 100, hasEarlier: true };
  const done: string[] = [];
  const later = ['later', 'later', 'later'];
  vi.spyOn(panel.store, 'state').mockImplementation(() => state);
  vi.spyOn(panel.actions, 'keepAll').mockImplementation((is) => void done.push(`keep ${is}`));
  vi.spyOn(panel.actions, 'loadLater').mockImplementation(async () => {
    done.push(later.pop() ?? '');
    if (later.length === 0) state = { ...state, gap: Infinity };
  });
  vi.spyOn(panel.actions, 'loadEarlier').mockImplementation(async () => {
    done.push('earlier');
    state = { ...state, hasEarlier: false };
  });
  vi.stubGlobal('print', () => done.push('print'));
  await printChat(panel);
  expect(done).toEqual(['keep true', 'later', 'later', 'later', 'earlier', 'print', 'keep false']);
  vi.unstubAllGlobals();
});
