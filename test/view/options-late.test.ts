import { describe, expect, it, vi } from 'vitest';
import { createOptionsStore } from '../../lib/view/options-store.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';
import { betaView, settings, settingsView } from './settings-view.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function openStore(isRead = true) {
  const port = createFakePagePort();
  port.answer('settings/read', isRead ? { ok: true, value: settingsView() } : new Promise(() => undefined));
  const applied = vi.fn<(isAnother: boolean) => void>();
  const store = createOptionsStore({ port, newId: () => 'new-1', applied });
  await settle();
  return { port, store, applied };
}

function held() {
  let give: (value: { ok: true; value: unknown }) => void = () => undefined;
  const reply = new Promise<{ ok: true; value: unknown }>((resolve) => (give = resolve));
  return { reply, give: (value: unknown) => give({ ok: true, value }) };
}

describe('before the settings are read', () => {
  it('nothing can be typed, saved, added, chosen or deleted', async () => {
    const { port, store } = await openStore(false);
    store.type('tenantId', 'typed');
    expect(await store.save()).toBeNull();
    await store.add();
    await store.use('p2');
    store.cancel();
    store.askRemoval();
    expect(await store.remove()).toBe(false);
    expect(store.state()).toMatchObject({ draft: null, coming: null });
    expect(port.sent).toEqual([{ type: 'settings/read' }]);
  });
});

describe('while another profile comes', () => {
  it('nothing of the one before is saved, deleted, or left for a new one', async () => {
    const { port, store } = await openStore();
    port.answer('profile/use', held().reply);
    void store.use('p2');
    await settle();
    expect(await store.save()).toBeNull();
    await store.add();
    store.askRemoval();
    await store.use('p2');
    await store.refresh();
    expect(store.state()).toMatchObject({ coming: 'p2', asking: null, draft: { isNew: false } });
    expect(port.sent.map(({ type }) => type)).toEqual(['settings/read', 'profile/use']);
  });

  it('what was typed has cleared no error, and is not there', async () => {
    const { port, store } = await openStore();
    port.answer('profile/use', held().reply);
    void store.use('p2');
    await settle();
    store.type('tenantId', 'typed');
    expect(store.state().draft?.settings.tenantId).toBe('acme');
  });
});

describe('a profile that is being deleted', () => {
  it('is not said to be gone where it is not', async () => {
    const { port, store, applied } = await openStore();
    port.answer('settings/remove', { ok: false, failure: { code: 'storage-failed' } });
    store.askRemoval();
    expect(await store.remove()).toBe(false);
    expect(store.state()).toMatchObject({
      coming: null,
      problem: { code: 'storage-failed' },
      draft: { id: 'p1' },
    });
    expect(applied).not.toHaveBeenCalled();
  });

  it('is not said to be gone where another was chosen meanwhile', async () => {
    const { port, store } = await openStore();
    const { reply, give } = held();
    port.answer('settings/remove', reply);
    store.askRemoval();
    const removed = store.remove();
    port.answer('profile/use', { ok: true, value: betaView() });
    await store.use('p2');
    give(settingsView({ profileId: 'p3' }));
    expect(await removed).toBe(false);
    expect(store.state().draft?.id).toBe('p2');
  });

  it('is asked about once that is all there is', async () => {
    const { port, store } = await openStore();
    port.answer('settings/save', held().reply);
    void store.save();
    store.askRemoval();
    expect(store.state().asking).toBeNull();
  });
});

describe('a question', () => {
  it('that was not asked has no answer', async () => {
    const { port, store } = await openStore();
    expect(await store.leave('discard')).toBeNull();
    expect(await store.leave('save')).toBeNull();
    expect(port.sent.map(({ type }) => type)).toEqual(['settings/read']);
  });

  it('about a deletion is answered by staying, whatever else is said', async () => {
    const { port, store } = await openStore();
    store.askRemoval();
    expect(await store.leave('discard')).toBeNull();
    expect(store.state().asking).toBeNull();
    expect(port.sent.map(({ type }) => type)).toEqual(['settings/read']);
  });
});

describe('trouble with the background', () => {
  it('is shown as long as it lasts, and to nobody after the end', async () => {
    const { port, store } = await openStore();
    port.silence(true);
    expect(store.state().trouble).toEqual({ code: 'background-silent' });
    port.silence(false);
    expect(store.state().trouble).toBeNull();
    store.close();
    port.silence(true);
    expect(store.state().trouble).toBeNull();
  });
});

describe('a save', () => {
  it('takes back what was wrong before', async () => {
    const { port, store } = await openStore();
    port.answer('settings/save', { ok: false, failure: { code: 'storage-full' } });
    await store.save();
    expect(store.state()).toMatchObject({ saving: 'idle', problem: { code: 'storage-full' } });
    port.answer('settings/save', {
      ok: true,
      value: { errors: { tenantId: { code: 'tenant-characters' } }, view: settingsView() },
    });
    await store.save();
    expect(store.state()).toMatchObject({ saving: 'refused', problem: null });
    store.type('name', 'Other');
    expect(store.state()).toMatchObject({
      saving: 'idle',
      errors: { tenantId: { code: 'tenant-characters' } },
    });
    store.type('tenantId', 'good');
    expect(store.state().errors).toEqual({});
    port.answer('settings/save', {
      ok: true,
      value: { errors: {}, view: settingsView({ settings: settings({ tenantId: 'good' }) }) },
    });
    expect(await store.save()).toBeNull();
    expect(store.state()).toMatchObject({ saving: 'saved', errors: {} });
  });

  it('that fails in an unknown way is a fault of ours, and can be tried again', async () => {
    const { port, store } = await openStore();
    port.answer('settings/save', { ok: true, value: 'nonsense' });
    await store.save();
    expect(store.state().problem).toEqual({ code: 'internal' });
    await store.save();
    expect(port.of('settings/save')).toHaveLength(2);
    store.dismiss();
    expect(store.state().problem).toBeNull();
  });
});
