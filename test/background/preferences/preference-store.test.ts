import { describe, expect, it } from 'vitest';
import { createPreferenceStore } from '../../../lib/background/preferences/preference-store.ts';
import { defaultPreferences, type Preferences } from '../../../lib/config/preferences-record.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';

function open() {
  const areas = createMemoryAreas();
  const item = createItems(areas).preferences;
  const told: Preferences[] = [];
  return { areas, item, told, store: createPreferenceStore({ item, onChanged: (now) => told.push(now) }) };
}

describe('preferences', () => {
  it('are the defaults for whoever has chosen nothing', async () => {
    const { store, told } = open();
    expect(store.latest()).toEqual(defaultPreferences);
    expect(await store.read()).toEqual(defaultPreferences);
    expect(told).toEqual([]);
  });

  it('are stored, then told, one beside the other', async () => {
    const { item, store, told } = open();
    expect(await store.change({ resume: 'never' })).toEqual({ ...defaultPreferences, resume: 'never' });
    await store.change({ windows: 'same' });
    const now = { ...defaultPreferences, resume: 'never', windows: 'same' };
    expect([await item.read(), store.latest(), told.at(-1)]).toEqual([now, now, now]);
    expect(told).toHaveLength(2);
  });

  it('lose none of two that are chosen at once', async () => {
    const { item, store } = open();
    await Promise.all([store.change({ sendWith: 'modifier-enter' }), store.change({ notify: 'on' })]);
    expect(await item.read()).toMatchObject({ sendWith: 'modifier-enter', notify: 'on' });
  });

  it('keep what can be read of what is stored', async () => {
    const { areas, store } = open();
    const value = { resume: 'always', sendWith: 'by thought', windows: 7 };
    await areas.local.set({ preferences: { version: 1, value } });
    expect(await store.read()).toEqual({ ...defaultPreferences, resume: 'always' });
  });

  it('that can not be stored are not told', async () => {
    const { item, told } = open();
    const store = createPreferenceStore({
      item: { ...item, write: () => Promise.reject(new Error('full')) },
      onChanged: (now) => told.push(now),
    });
    await expect(store.change({ resume: 'never' })).rejects.toThrow('full');
    expect([told, store.latest()]).toEqual([[], defaultPreferences]);
  });
});
