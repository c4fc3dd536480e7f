import { describe, expect, it } from 'vitest';
import { createChatTitles } from '../../../lib/background/chats/chat-titles.ts';
import type { Workspace } from '../../../lib/background/workspace/workspace.ts';
import type { Patch } from '../../../lib/messaging/contract.ts';
import { createMemoryStore } from '../../../lib/storage/memory-store.ts';
import { conversation } from '../../storage/test-store.ts';

/** Chat c of partition p, with a session where it runs; what was told to whom is noted. */
async function open({ isRunning = true } = {}) {
  const { store, chats } = createMemoryStore(() => 5);
  await store.create(conversation('c', { title: 'Why?' }));
  const told: string[] = [];
  const workspace = {
    partition: 'p',
    runs: () => isRunning,
    session: async () => ({
      dispatch: async ({ title }: { title: string }) => void told.push(`session: ${title}`),
    }),
  } as unknown as Workspace;
  const titles = createChatTitles({
    chats,
    activeWorkspace: {
      current: () => Promise.resolve(workspace),
      publish: (of: string | null, [patch]: readonly Patch[]) =>
        void told.push(`panels of ${of}: ${patch?.type === 'conversation/title' ? patch.title : ''}`),
    },
    changed: () => void told.push('list'),
  });
  return { titles, told, record: () => store.get('c') };
}

describe('the title of a chat', () => {
  it('by the platform replaces the first question’s, and an earlier one of its own', async () => {
    const { titles, told, record } = await open();
    expect(await titles.nameByPlatform('c', 'Blue skies')).toBe(true);
    expect(await record()).toMatchObject({ title: 'Blue skies', titledBy: 'platform' });
    expect(told).toEqual(['session: Blue skies', 'panels of c: Blue skies', 'list']);
    await titles.nameByPlatform('c', 'Bluer skies');
    expect(await record()).toMatchObject({ title: 'Bluer skies', titledBy: 'platform' });
  });

  it('by a person is overruled by nobody but them', async () => {
    const { titles, told, record } = await open({ isRunning: false });
    await titles.nameByPlatform('c', 'Blue skies');
    expect(await titles.rename('c', ' Sky\n1 ')).toBe(true);
    told.length = 0;
    expect(await titles.nameByPlatform('c', 'Blue skies')).toBe(true);
    expect(await record()).toMatchObject({ title: 'Sky 1', titledBy: 'person' });
    expect(told).toEqual([]);
    await titles.rename('c', 'Sky 2');
    expect(await record()).toMatchObject({ title: 'Sky 2', titledBy: 'person' });
    expect(told).toEqual(['panels of c: Sky 2', 'list']);
  });

  it('is never nothing, and of no chat that is not there', async () => {
    const { titles, told, record } = await open();
    expect(await titles.nameByPlatform('c', ' \n')).toBe(true);
    expect(await titles.rename('nobody', 'Mine')).toBe(false);
    expect(await record()).toMatchObject({ title: 'Why?' });
    expect(told).toEqual([]);
  });
});
