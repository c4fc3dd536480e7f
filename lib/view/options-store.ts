import {
  settingsSaved,
  settingsView,
  type SettingsField,
  type SettingsInput,
  type SettingsView,
  type TestStage,
} from '../messaging/contract.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { Problem } from '../shared/problem.ts';

export type { SettingsField, SettingsInput, TestStage } from '../messaging/contract.ts';

export interface OptionsState {
  /** Null until read. */
  readonly settings: SettingsInput | null;
  /** What an empty WebSocket URL stands for; null while the API URL on screen is not the stored one. */
  readonly derivedWsUrl: string | null;
  /** A sentence per refused field. */
  readonly errors: Partial<Record<SettingsField, string>>;
  readonly saving: 'idle' | 'running' | 'saved' | 'refused';
  readonly testing: 'idle' | 'running' | 'done';
  readonly stages: readonly TestStage[];
  readonly problem: Problem | null;
  readonly trouble: Problem | null;
}

export interface OptionsStore {
  state(): OptionsState;
  subscribe(listener: () => void): () => void;
  type(field: SettingsField, value: string): void;
  /** Resolves with the first refused field, or null. */
  save(): Promise<SettingsField | null>;
  test(): Promise<void>;
  dismiss(): void;
  close(): void;
}

export const fields: readonly SettingsField[] = ['apiUrl', 'wsUrl', 'tenantId', 'protocol'];

export function createOptionsStore(port: PagePort): OptionsStore {
  let state: OptionsState = {
    settings: null,
    derivedWsUrl: null,
    errors: {},
    saving: 'idle',
    testing: 'idle',
    stages: [],
    problem: null,
    trouble: null,
  };
  let stored: SettingsView | null = null;
  const listeners = new Set<() => void>();

  function set(next: Partial<OptionsState>): void {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  }

  function show(view: SettingsView): void {
    stored = view;
    set({ settings: view.settings, derivedWsUrl: view.derivedWsUrl });
  }

  async function read(): Promise<void> {
    const result = await port.request({ type: 'settings/read' });
    if (!result.ok) return set({ problem: result.failure });
    const view = settingsView.safeParse(result.value);
    if (view.success) show(view.data);
    else set({ problem: { code: 'internal' } });
  }

  const unsubscribe = port.subscribe((push) => {
    if (push.type === 'test/stage' && state.testing === 'running')
      set({ stages: withStage(state.stages, push.stage) });
  });
  const stopListening = port.onTrouble((trouble) => set({ trouble }));
  void read();

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    type(field, value) {
      if (!state.settings) return;
      const settings: SettingsInput = { ...state.settings, [field]: value };
      const { [field]: _corrected, ...errors } = state.errors;
      const derived = stored && settings.apiUrl === stored.settings.apiUrl ? stored.derivedWsUrl : null;
      set({ settings, errors, saving: 'idle', derivedWsUrl: derived });
    },
    async save() {
      if (!state.settings || state.saving === 'running') return null;
      const { settings } = state;
      set({ saving: 'running', problem: null });
      const result = await port.request({ type: 'settings/save', settings });
      if (!result.ok) {
        set({ saving: 'idle', problem: result.failure });
        return null;
      }
      const saved = settingsSaved.safeParse(result.value);
      if (!saved.success) {
        set({ saving: 'idle', problem: { code: 'internal' } });
        return null;
      }
      const refused = fields.find((field) => saved.data.errors[field] !== undefined) ?? null;
      set({ errors: saved.data.errors, saving: refused === null ? 'saved' : 'refused' });
      // Typed on while it was being saved: that stays.
      if (refused === null && state.settings === settings) show(saved.data.view);
      return refused;
    },
    async test() {
      if (!state.settings || state.testing === 'running') return;
      set({ testing: 'running', stages: [], problem: null });
      const result = await port.request({ type: 'settings/test', settings: state.settings });
      if (result.ok) return set({ testing: 'done' });
      // Broken off: a stage that was under way has no end, and the whole no verdict.
      const stages = state.stages.filter(({ outcome }) => outcome !== 'running');
      set({ testing: 'idle', stages, problem: result.failure });
    },
    dismiss: () => set({ problem: null }),
    close() {
      unsubscribe();
      stopListening();
      listeners.clear();
    },
  };
}

function withStage(stages: readonly TestStage[], stage: TestStage): readonly TestStage[] {
  const at = stages.findIndex(({ name }) => name === stage.name);
  return at === -1 ? [...stages, stage] : stages.with(at, stage);
}
