import type {
  SettingsErrors,
  SettingsField,
  SettingsInput,
  SettingsView,
} from '../messaging/settings-shapes.ts';
import type { Problem } from '../shared/problem.ts';
import type { ProfileDraft } from './profile-draft.ts';

export interface OptionsState {
  /** As stored; null until read. */
  readonly view: SettingsView | null;
  /** What is on screen: the profile in use, or a new one. */
  readonly draft: ProfileDraft | null;
  /** What is wrong with which field. */
  readonly errors: SettingsErrors;
  /** The tenant that an address named before it was saved without. */
  readonly named: string | null;
  /** `untested`: what is typed breaks a rule, so nothing was asked. */
  readonly saving: 'idle' | 'running' | 'saved' | 'refused' | 'untested';
  /** The profile that will be on screen as soon as the background has answered; nothing can be typed until then. */
  readonly coming: string | null;
  readonly asking:
    | null
    /** Something is typed and not saved, and another profile was chosen; null: a new one. */
    | { readonly about: 'leaving'; readonly next: string | null }
    | { readonly about: 'removal' };
  readonly problem: Problem | null;
  readonly trouble: Problem | null;
}

export const emptyOptions: OptionsState = {
  view: null,
  draft: null,
  errors: {},
  named: null,
  saving: 'idle',
  coming: null,
  asking: null,
  problem: null,
  trouble: null,
};

/** What was wrong with a field no longer stands beside it once it is typed into. null: nothing can be typed now. */
export function typed<Field extends SettingsField>(
  { draft, coming, errors: before }: OptionsState,
  field: Field,
  value: SettingsInput[Field],
): Partial<OptionsState> | null {
  if (draft === null || coming !== null) return null;
  const { [field]: _corrected, ...errors } = before;
  return {
    draft: { ...draft, settings: { ...draft.settings, [field]: value } },
    errors,
    saving: 'idle',
    // Of another address it says nothing.
    ...((field === 'apiUrl' || field === 'wsUrl') && { named: null }),
  };
}
