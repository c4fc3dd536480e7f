import { describe, expect, it, vi } from 'vitest';
import type { SettingsView } from '../../lib/messaging/settings-shapes.ts';
import { createOptionsStore } from '../../lib/view/options-store.ts';
import { isChanged, lockedOnScreen, mayRemove, newDraft, storedDraft } from '../../lib/view/profile-draft.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';
import { betaView, settings, settingsView } from './settings-view.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function openStore(view: SettingsView = settingsView()) {
  const port = createFakePagePort();
  port.answer('settings/read', { ok: true, value: view });
  const applied = vi.fn<(isAnother: boolean) => void>();
  let made = 0;
  const store = createOptionsStore({ port, newId: () => `new-${(made += 1)}`, applied });
  await settle();
  const saves = (saved: SettingsView): void =>
    port.answer('settings/save', { ok: true, value: { errors: {}, view: saved } });
  return { port, store, applied, saves };
}

/** A reply that comes when the test says so. */
function held() {
  let reply: (value: unknown) => void = () => undefined;
  const answer = new Promise<{ ok: true; value: unknown }>((resolve) => {
    reply = (value) => resolve({ ok: true, value });
  });
  return { answer, reply };
}

describe('saving', () => {
  it('names the profile on screen, and shows it as it was stored', async () => {
    const { port, store, applied, saves } = await openStore();
    store.type('compatibilityHeaders', true);
    store.type('apiUrl', ' https://new.test/ ');
    const now = settingsView({ settings: settings({ apiUrl: 'https://new.test' }) });
    saves(now);
    expect(await store.save()).toBeNull();
    expect(port.of('settings/save')).toEqual([
      {
        type: 'settings/save',
        profileId: 'p1',
        settings: settings({ apiUrl: 'https://new.test', compatibilityHeaders: true }),
      },
    ]);
    expect(store.state()).toMatchObject({ saving: 'saved', draft: storedDraft(now), view: now });
    expect(applied.mock.calls).toEqual([[false]]);
  });

  it('is done once, however often it is pressed', async () => {
    const { port, store } = await openStore();
    port.answer('settings/save', new Promise(() => undefined));
    void store.save();
    void store.save();
    expect(port.of('settings/save')).toHaveLength(1);
  });

  it('keeps what is typed while it lasts', async () => {
    const { port, store } = await openStore();
    const { answer, reply } = held();
    port.answer('settings/save', answer);
    store.type('tenantId', 'first');
    const saved = store.save();
    store.type('tenantId', 'second');
    reply({ errors: {}, view: settingsView({ settings: settings({ tenantId: 'first' }) }) });
    await saved;
    expect(store.state().draft?.settings.tenantId).toBe('second');
    expect(store.state().view?.settings.tenantId).toBe('first');
  });

  it('that is refused says so at the first field, from the top', async () => {
    const { port, store, applied } = await openStore();
    const errors = { ssoClientId: { code: 'client-id-empty' }, tenantId: { code: 'tenant-empty' } };
    port.answer('settings/save', { ok: true, value: { errors, view: settingsView() } });
    store.type('tenantId', '');
    expect(await store.save()).toBe('tenantId');
    expect(store.state()).toMatchObject({ saving: 'refused', errors, draft: { settings: { tenantId: '' } } });
    expect(applied).not.toHaveBeenCalled();
  });
});

describe('another profile', () => {
  it('is on screen once it is in use', async () => {
    const { port, store, applied } = await openStore();
    const { answer, reply } = held();
    port.answer('profile/use', answer);
    const used = store.use('p2');
    await settle();
    expect(port.of('profile/use')).toEqual([{ type: 'profile/use', profileId: 'p2' }]);
    expect(store.state().coming).toBe('p2');
    // It would be gone with the next profile.
    store.type('tenantId', 'typed');
    expect(store.state().draft?.settings.tenantId).toBe('acme');
    reply(betaView());
    await used;
    expect(store.state()).toMatchObject({ coming: null, draft: storedDraft(betaView()) });
    expect(applied.mock.calls).toEqual([[true]]);
  });

  it('of two that were chosen is the later, also where that is the first again', async () => {
    const { port, store } = await openStore();
    const first = held();
    port.answer('profile/use', first.answer);
    const toBeta = store.use('p2');
    await settle();
    port.answer('profile/use', { ok: true, value: settingsView() });
    await store.use('p1');
    expect(port.of('profile/use').map(({ profileId }) => profileId)).toEqual(['p2', 'p1']);
    first.reply(betaView());
    await toBeta;
    expect(store.state()).toMatchObject({ draft: { id: 'p1' }, coming: null });
  });

  it('that can not be had leaves the one before on screen', async () => {
    const { port, store, applied } = await openStore();
    port.answer('profile/use', { ok: false, failure: { code: 'policy-forbids' } });
    await store.use('p2');
    expect(store.state()).toMatchObject({
      coming: null,
      draft: { id: 'p1' },
      problem: { code: 'policy-forbids' },
    });
    expect(applied).not.toHaveBeenCalled();
  });

  it('waits for an answer while something is typed and not saved', async () => {
    const { port, store } = await openStore();
    store.type('tenantId', 'typed');
    await store.use('p2');
    expect(store.state().asking).toEqual({ about: 'leaving', next: 'p2' });
    expect(await store.leave('stay')).toBeNull();
    expect(store.state()).toMatchObject({ asking: null, draft: { settings: { tenantId: 'typed' } } });
    expect(port.of('profile/use')).toEqual([]);
  });

  it('comes after the changes were saved', async () => {
    const { port, store, saves } = await openStore();
    store.type('tenantId', 'typed');
    await store.use('p2');
    saves(settingsView({ settings: settings({ tenantId: 'typed' }) }));
    port.answer('profile/use', { ok: true, value: betaView() });
    expect(await store.leave('save')).toBeNull();
    expect(port.sent.map(({ type }) => type)).toEqual(['settings/read', 'settings/save', 'profile/use']);
    expect(store.state().draft?.id).toBe('p2');
  });

  it.each([
    [
      'refused',
      { ok: true, value: { errors: { tenantId: { code: 'tenant-empty' } }, view: settingsView() } } as const,
      'tenantId',
    ],
    ['not possible', { ok: false, failure: { code: 'storage-full' } } as const, null],
  ])('does not come where saving was %s', async (_how, answer, refused) => {
    const { port, store } = await openStore();
    store.type('tenantId', 'typed');
    await store.use('p2');
    port.answer('settings/save', answer);
    expect(await store.leave('save')).toBe(refused);
    expect(port.of('profile/use')).toEqual([]);
    expect(store.state().draft).toMatchObject({ id: 'p1', settings: { tenantId: 'typed' } });
  });

  it('comes at once where the changes are to be discarded', async () => {
    const { port, store } = await openStore();
    store.type('tenantId', 'typed');
    await store.use('p2');
    port.answer('profile/use', { ok: true, value: betaView() });
    await store.leave('discard');
    expect(port.of('settings/save')).toEqual([]);
    expect(store.state().draft?.id).toBe('p2');
  });

  it('that is chosen while the changes are being saved comes without a question', async () => {
    const { port, store } = await openStore();
    const { answer, reply } = held();
    port.answer('settings/save', answer);
    port.answer('profile/use', { ok: true, value: betaView() });
    store.type('tenantId', 'typed');
    void store.save();
    const used = store.use('p2');
    reply({ errors: {}, view: settingsView({ settings: settings({ tenantId: 'typed' }) }) });
    await used;
    expect(store.state()).toMatchObject({ asking: null, draft: { id: 'p2' } });
  });
});

describe('a new profile', () => {
  it('is stored, and in use, only once it is saved', async () => {
    const { port, store, applied, saves } = await openStore();
    await store.add();
    const { blank } = settingsView();
    expect(store.state().draft).toEqual({ id: 'new-1', isNew: true, settings: blank });
    expect(port.sent).toEqual([{ type: 'settings/read' }]);
    store.type('name', 'Gamma');
    const named = { ...blank, name: 'Gamma' };
    saves(settingsView({ profileId: 'new-1', settings: named }));
    await store.save();
    expect(port.of('settings/save')).toEqual([
      { type: 'settings/save', profileId: 'new-1', settings: named },
    ]);
    expect(store.state().draft).toEqual({ id: 'new-1', isNew: false, settings: named });
    expect(applied.mock.calls).toEqual([[true]]);
  });

  it('is dropped by Cancel, with all that was typed into it', async () => {
    const { port, store } = await openStore();
    await store.add();
    store.type('name', 'Gamma');
    store.cancel();
    expect(store.state().draft).toEqual(storedDraft(settingsView()));
    expect(port.sent).toEqual([{ type: 'settings/read' }]);
  });

  it('stays on screen where Cancel comes while it is being saved', async () => {
    const { port, store } = await openStore();
    await store.add();
    port.answer('settings/save', new Promise(() => undefined));
    void store.save();
    store.cancel();
    expect(store.state().draft?.id).toBe('new-1');
  });

  it('is left for the profile in use without a word to the background', async () => {
    const { port, store } = await openStore();
    await store.add();
    await store.use('p1');
    expect(store.state().draft).toEqual(storedDraft(settingsView()));
    expect(port.of('profile/use')).toEqual([]);
  });

  it('is not begun over unsaved changes without a question', async () => {
    const { store } = await openStore();
    store.type('tenantId', 'typed');
    await store.add();
    expect(store.state()).toMatchObject({ asking: { about: 'leaving', next: null }, draft: { id: 'p1' } });
    await store.leave('discard');
    expect(store.state().draft?.isNew).toBe(true);
  });
});

describe('deleting a profile', () => {
  it('happens after a question only, and shows what is in use then', async () => {
    const { port, store, applied } = await openStore();
    expect(await store.remove()).toBe(false);
    store.askRemoval();
    await store.leave('stay');
    expect(await store.remove()).toBe(false);
    expect(port.of('settings/remove')).toEqual([]);
    store.askRemoval();
    port.answer('settings/remove', { ok: true, value: betaView() });
    expect(await store.remove()).toBe(true);
    expect(port.of('settings/remove')).toEqual([{ type: 'settings/remove', profileId: 'p1' }]);
    expect(store.state()).toMatchObject({ asking: null, draft: { id: 'p2' } });
    expect(applied.mock.calls).toEqual([[true]]);
  });

  it.each<[string, boolean, Partial<SettingsView>]>([
    ['one of several', true, {}],
    ['the last of one’s own', false, { profiles: settingsView().profiles.slice(0, 1) }],
    ['where one may have none', false, { mayAdd: false }],
    [
      'the organisation’s',
      false,
      { profiles: [{ id: 'p1', name: 'Acme', isManaged: true }, ...settingsView().profiles.slice(1)] },
    ],
  ])('is offered for %s: %s', (_which, isOffered, changes) => {
    const view = settingsView(changes);
    expect(mayRemove(storedDraft(view), view)).toBe(isOffered);
    expect(mayRemove(newDraft('new-1', view), view)).toBe(false);
  });
});

describe('what was done in a panel meanwhile', () => {
  it('is on screen after a look', async () => {
    const { port, store, applied } = await openStore();
    port.answer('settings/read', { ok: true, value: betaView() });
    await store.refresh();
    expect(store.state().draft?.id).toBe('p2');
    expect(applied.mock.calls).toEqual([[true]]);
  });

  it('changes nothing where it is nothing: the word on the last Save stays', async () => {
    const { store, applied, saves } = await openStore();
    saves(settingsView());
    await store.save();
    applied.mockClear();
    await store.refresh();
    expect(store.state().saving).toBe('saved');
    expect(applied).not.toHaveBeenCalled();
  });

  it('leaves alone what is typed, before the look and during it', async () => {
    const { port, store } = await openStore();
    const { answer, reply } = held();
    port.answer('settings/read', answer);
    const look = store.refresh();
    store.type('tenantId', 'typed');
    reply(betaView());
    await look;
    expect(store.state().draft).toMatchObject({ id: 'p1', settings: { tenantId: 'typed' } });
    await store.refresh();
    expect(port.of('settings/read')).toHaveLength(2);
  });

  it('is read at last where the first reading failed', async () => {
    const { port, store } = await openStore();
    const failing = createFakePagePort();
    failing.answer('settings/read', { ok: false, failure: { code: 'storage-failed' } });
    const late = createOptionsStore({ port: failing, newId: () => 'new', applied: () => undefined });
    await settle();
    expect(late.state()).toMatchObject({ draft: null, problem: { code: 'storage-failed' } });
    failing.answer('settings/read', { ok: true, value: settingsView() });
    await late.refresh();
    expect(late.state().draft).toEqual(store.state().draft);
    expect(port.of('settings/read')).toHaveLength(1);
  });
});

describe('a draft', () => {
  it('has changed when a field has, and only then', () => {
    const view = settingsView();
    const stored = storedDraft(view);
    expect(isChanged(stored, view)).toBe(false);
    expect(isChanged(newDraft('new', view), view)).toBe(false);
    expect(isChanged({ ...stored, settings: settings({ compatibilityHeaders: true }) }, view)).toBe(true);
    expect(isChanged({ ...newDraft('new', view), settings: settings() }, view)).toBe(true);
  });

  it('has its own locks while it is new', () => {
    const view = settingsView({ locked: ['name', 'apiUrl'], blankLocked: ['tenantId'] });
    expect(lockedOnScreen(storedDraft(view), view)).toEqual(['name', 'apiUrl']);
    expect(lockedOnScreen(newDraft('new', view), view)).toEqual(['tenantId']);
  });
});
