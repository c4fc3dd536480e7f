import { settingsFields, type Preset } from '../config/settings-record.ts';
import type {
  SettingsErrors,
  SettingsField,
  SettingsInput,
  SettingsView,
} from '../messaging/settings-shapes.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { settingsRows } from '../messaging/settings-rows.ts';
import { createHeldState } from './held-state.ts';
import { meantSettings } from './meant-settings.ts';
import { emptyOptions, typed, type OptionsState } from './options-state.ts';
import {
  isChanged,
  newDraft,
  storedDraft,
  tenantNamedIn,
  withPreset,
  type ProfileDraft,
} from './profile-draft.ts';

export interface OptionsStore {
  state(): OptionsState;
  subscribe(listener: () => void): () => void;
  /** What changed elsewhere: in a panel, say. Leaves what is being typed alone. */
  refresh(): Promise<void>;
  type<Field extends SettingsField>(field: Field, value: SettingsInput[Field]): void;
  /** Fills a new profile. */
  fill(preset: Preset): void;
  /** Resolves with the first refused field, or null. */
  save(): Promise<SettingsField | null>;
  /** A test was not begun, for what is typed breaks these rules. */
  refuse(errors: SettingsErrors): void;
  /** What is stored, in the place of what was typed. */
  undo(): void;
  /** Another profile, for all panels. With unsaved changes it is asked first what becomes of them. */
  use(profileId: string): Promise<void>;
  /** A new profile on screen: nothing is stored before it is saved. */
  add(): Promise<void>;
  /** The answer to what is asked. Resolves with the first refused field, where saving was; or null. */
  leave(how: 'save' | 'discard' | 'stay'): Promise<SettingsField | null>;
  /** Back from a new profile. */
  cancel(): void;
  askRemoval(): void;
  /** Resolves with whether it is gone. */
  remove(): Promise<boolean>;
  dismiss(): void;
  close(): void;
}

export interface OptionsStoreOptions {
  readonly port: Pick<PagePort<keyof typeof settingsRows>, 'request' | 'onTrouble'>;
  /** UUID */
  readonly newId: () => string;
  /** The profile in use was stored, or is another: who is signed in may be, too. */
  readonly applied: (isAnother: boolean) => void;
}

export function createOptionsStore({ port, newId, applied }: OptionsStoreOptions): OptionsStore {
  const held = createHeldState(emptyOptions);
  const { state, set } = held;
  /** Grows with all that is shown and asked for: an answer that was overtaken changes nothing. */
  let turn = 0;
  let saved: Promise<SettingsField | null> | null = null;

  /** The whole screen anew. */
  function show(view: SettingsView, draft: ProfileDraft = storedDraft(view)): void {
    turn += 1;
    set({ view, draft, errors: {}, named: null, saving: 'idle', coming: null });
  }

  async function read(): Promise<void> {
    const asked = turn;
    const view = await port.request({ type: 'settings/read' });
    if (asked !== turn) return;
    if (!view.ok) return set({ problem: view.failure });
    const before = state().view;
    // Nothing new: the word on the last *Save* stays, too.
    if (JSON.stringify(before) === JSON.stringify(view.value)) return;
    show(view.value);
    if (before !== null) applied(before.profileId !== view.value.profileId);
  }

  /** What stands on screen is saved, or may be lost. */
  async function go(next: string | null): Promise<void> {
    const { view, coming } = state();
    if (view === null) return;
    if (next === null) return show(view, newDraft(newId(), view));
    // Back from a new profile. Not so where another was asked for: it will be in use by the time this one is on screen.
    if (next === view.profileId && coming === null) return show(view);
    await replace(next, 'profile/use', next);
  }

  async function replace(
    coming: string,
    type: 'profile/use' | 'settings/remove',
    profileId: string,
  ): Promise<boolean> {
    turn += 1;
    const asked = turn;
    set({ coming, problem: null });
    const view = await port.request({ type, profileId });
    if (asked !== turn) return false;
    if (!view.ok) {
      set({ coming: null, problem: view.failure });
      return false;
    }
    show(view.value);
    applied(true);
    return true;
  }

  async function leaveFor(next: string | null): Promise<void> {
    // What is being saved now need not be asked about.
    await saved;
    const { view, draft } = state();
    if (view === null || draft === null) return;
    if (isChanged(draft, view)) set({ asking: { about: 'leaving', next } });
    else await go(next);
  }

  async function save(): Promise<SettingsField | null> {
    const { view, draft, coming } = state();
    if (view === null || draft === null || coming !== null) return null;
    set({ saving: 'running', problem: null });
    const { id: profileId, settings } = draft;
    const named = tenantNamedIn(settings) ?? state().named;
    const reply = await port.request({
      type: 'settings/save',
      profileId,
      settings: meantSettings(settings),
    });
    if (!reply.ok) {
      set({ saving: 'idle', problem: reply.failure });
      return null;
    }
    const { errors, view: now } = reply.value;
    const refused = settingsFields.find((field) => errors[field] !== undefined) ?? null;
    if (refused !== null) {
      set({ errors, saving: 'refused' });
      return refused;
    }
    const onScreen = state().draft?.settings ?? settings;
    // Typed on while it was being saved: that stays.
    show(now, onScreen === settings ? storedDraft(now) : { ...storedDraft(now), settings: onScreen });
    set({ saving: 'saved', named });
    applied(now.profileId !== view.profileId);
    return null;
  }

  async function saveOnce(): Promise<SettingsField | null> {
    if (saved !== null) return null;
    saved = save();
    try {
      return await saved;
    } finally {
      saved = null;
    }
  }

  const stopListening = port.onTrouble((trouble) => set({ trouble }));
  void read();

  return {
    state,
    subscribe: held.subscribe,
    async refresh() {
      const { view, draft, coming, asking } = state();
      if (view === null || draft === null) return read();
      const isBusy = saved !== null || coming !== null || asking !== null;
      if (!isBusy && !draft.isNew && !isChanged(draft, view)) await read();
    },
    type(field, value) {
      const next = typed(state(), field, value);
      if (next === null) return;
      turn += 1;
      set(next);
    },
    fill(preset) {
      const { view, draft, coming } = state();
      if (view === null || draft?.isNew !== true || coming !== null) return;
      turn += 1;
      set({ draft: withPreset(draft, preset, view), errors: {}, named: null, saving: 'idle' });
    },
    save: saveOnce,
    refuse: (errors) => set({ errors, saving: 'untested' }),
    undo() {
      const { view, draft, coming } = state();
      if (view !== null && draft?.isNew === false && coming === null && saved === null) show(view);
    },
    async use(profileId) {
      if (profileId !== (state().coming ?? state().draft?.id)) await leaveFor(profileId);
    },
    async add() {
      if (state().coming === null) await leaveFor(null);
    },
    async leave(how) {
      const { asking } = state();
      if (asking === null) return null;
      set({ asking: null });
      if (how === 'stay' || asking.about !== 'leaving') return null;
      if (how === 'save') {
        const refused = await saveOnce();
        if (state().saving !== 'saved') return refused;
      }
      await go(asking.next);
      return null;
    },
    cancel() {
      const { view, draft } = state();
      if (view !== null && draft?.isNew === true && saved === null) show(view);
    },
    askRemoval() {
      if (saved === null && state().coming === null) set({ asking: { about: 'removal' } });
    },
    async remove() {
      const { asking, draft } = state();
      if (asking?.about !== 'removal' || draft === null) return false;
      set({ asking: null });
      return replace(draft.id, 'settings/remove', draft.id);
    },
    dismiss() {
      if (state().problem !== null) set({ problem: null });
    },
    close() {
      turn += 1;
      stopListening();
      held.close();
    },
  };
}
