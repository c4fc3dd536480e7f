import { describe, expect, it } from 'vitest';
import { createUnsentMessages, type Side } from '../../../lib/background/workspace/unsent-messages.ts';
import { productionProfile } from '../../../lib/config/profile.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { partitionOf } from '../../../lib/storage/partition.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { question } from '../../storage/records.ts';
import { conversation, openStore } from '../../storage/test-store.ts';

const partition = (tenantId: string): string => partitionOf(productionProfile.apiUrl, tenantId, null);
const sideOf = (tenantId: string): Side => ({ tenantId, partition: partition(tenantId) });

/** Two messages wait in `typo`, none of them in a chat; a new worker for each `worker()`. */
async function openMemory() {
  const items = createItems(createMemoryAreas());
  const { store } = await openStore();
  await store.create(conversation('w', { partition: partition('typo') }));
  for (const id of ['one', 'two']) {
    const message = question({ id, conversationId: 'w', status: 'queued' });
    await store.apply('w', [{ type: 'message-put', message }], 5);
  }
  return { store, worker: () => createUnsentMessages(items.unsentMessages, store) };
}

describe('what stays unsent under other settings', () => {
  it('is known under the settings after them, also to the next worker', async () => {
    const { worker } = await openMemory();
    await worker().note(sideOf('typo'), sideOf('right'));
    const left = { tenantId: 'typo', conversationIds: ['w'], messages: 2 };
    expect(await worker().read(partition('right'))).toMatchObject(left);
    expect(await worker().read(partition('typo'))).toBeNull();
  });

  it('stays known when the same settings are saved again, as by a page whose worker died', async () => {
    const { worker } = await openMemory();
    await worker().note(sideOf('typo'), sideOf('right'));
    await worker().note(sideOf('right'), sideOf('right'));
    expect(await worker().read(partition('right'))).toMatchObject({ messages: 2 });
  });

  it('is nothing where nothing waits, or where the server has the chat', async () => {
    const { worker, store } = await openMemory();
    await store.apply('w', [{ type: 'chat-linked', chatId: 'known' }], 5);
    await worker().note(sideOf('typo'), sideOf('right'));
    expect(await worker().read(partition('right'))).toBeNull();
  });

  it('is forgotten for good', async () => {
    const { worker } = await openMemory();
    await worker().note(sideOf('typo'), sideOf('right'));
    await worker().forget();
    expect(await worker().read(partition('right'))).toBeNull();
  });
});
