import {
  presets,
  settingsFields,
  settingsRecord,
  type ChoiceField,
  type Preset,
  type SettingsGroup,
} from '../config/settings-record.ts';
import { completeApiUrl, completeWebSocketUrl } from '../config/address-completion.ts';
import type { ProfileChoice } from '../messaging/profile-choice.ts';
import type { SettingsField, SettingsInput, SettingsView } from '../messaging/settings-shapes.ts';
import { keysOf } from '../shared/record-of.ts';
import { shownSettings } from './meant-settings.ts';
import { readableAddress } from './readable-address.ts';
import { isSame } from './same-settings.ts';
import { profileWords } from './words/profile-words.ts';

export type { ProfileChoice } from '../messaging/profile-choice.ts';
export type { SettingRefusal, SettingsField, SettingsInput } from '../messaging/settings-shapes.ts';

/** A profile as it stands on screen, with what was typed into it. */
export interface ProfileDraft {
  readonly id: string;
  /** Not saved yet: the background knows nothing of it. */
  readonly isNew: boolean;
  readonly settings: SettingsInput;
}

/** As they stand in that part of the form, from the top. */
export function fieldsOf(group: SettingsGroup): readonly SettingsField[] {
  return settingsFields.filter((field) => settingsRecord[field].group === group);
}

/** By its key, as a link has it. */
export function settingNamed(key: string): SettingsField | undefined {
  return settingsFields.find((field) => field === key);
}

/** Of the part that is folded away. */
export const advancedFields: readonly SettingsField[] = [...fieldsOf('advanced'), ...fieldsOf('sso')];

/** Whether something in the part that is folded away was set; every profile has a name. */
export function isAdvanced({ isNew }: ProfileDraft, view: SettingsView): boolean {
  const { settings, foundWsUrl, locked } = view;
  if (isNew) return false;
  const isOffered = foundWsUrl !== null && settings.wsUrl === '' && !locked.includes('wsUrl');
  return (
    isOffered ||
    advancedFields.some((field) => field !== 'name' && settings[field] !== settingsRecord[field].byDefault)
  );
}

export function storedDraft({ profileId, settings }: SettingsView): ProfileDraft {
  return {
    id: profileId,
    isNew: false,
    settings: shownSettings(settings),
  };
}

export function newDraft(id: string, { blank }: SettingsView): ProfileDraft {
  return {
    id,
    isNew: true,
    settings: shownSettings(blank),
  };
}

/** Whether something would be lost with it. */
export function isChanged({ isNew, settings }: ProfileDraft, view: SettingsView): boolean {
  return !isSame(settings, shownSettings(isNew ? view.blank : view.settings));
}

function inUse({ profiles, profileId }: SettingsView): ProfileChoice | undefined {
  return profiles.find(({ id }) => id === profileId);
}

/** Fields that can't be typed into. */
export function lockedOnScreen({ isNew }: ProfileDraft, view: SettingsView): readonly SettingsField[] {
  return isNew ? view.blankLocked : view.locked;
}

/** What can be chosen, as far as the organisation allows it. */
export function choicesOf(field: ChoiceField, view: SettingsView): readonly SettingsInput[ChoiceField][] {
  const allowed: { readonly [Field in ChoiceField]?: readonly SettingsInput[Field][] } = {
    protocol: view.protocols,
  };
  return allowed[field] ?? settingsRecord[field].choices;
}

/** One's own, and not the last: where nothing is left, nothing could be used. */
export function mayRemove({ isNew }: ProfileDraft, view: SettingsView): boolean {
  const own = view.profiles.filter(({ isManaged }) => !isManaged);
  return view.mayAdd && !isNew && own.length > 1 && inUse(view)?.isManaged === false;
}

/** What an empty WebSocket URL stands for; null where the API URL on screen is not the one it was derived from. */
export function impliedWsUrl({ settings }: ProfileDraft, view: SettingsView): string | null {
  return settings.apiUrl === shownSettings(view.settings).apiUrl ? readableAddress(view.derivedWsUrl) : null;
}

/** What a preset makes of a new profile; what the organisation has set stays. */
export function withPreset(draft: ProfileDraft, preset: Preset, view: SettingsView): ProfileDraft {
  const locked = lockedOnScreen(draft, view);
  const filled = {
    name: profileWords.presets[preset],
    apiUrl: presets[preset],
    wsUrl: '',
    tenantId: settingsRecord.tenantId.byDefault,
  };
  const settings = { ...draft.settings };
  for (const field of keysOf(filled)) if (!locked.includes(field)) settings[field] = filled[field];
  return { ...draft, settings };
}

/** The tenant that a pasted address names (A1, A2), in the field of either; null: none that could be one (A3). */
export function tenantNamedIn({ wsUrl, apiUrl }: SettingsInput): string | null {
  return completeWebSocketUrl(wsUrl)?.tenantId ?? completeApiUrl(apiUrl)?.tenantId ?? null;
}

/**
 * What is offered for the Tenant ID, where it is another than the one set, and may be set.
 * @param saved named by an address that was saved since, which says so no more
 */
export function namedTenant(
  draft: ProfileDraft,
  view: SettingsView,
  saved: string | null = null,
): string | null {
  const tenant = tenantNamedIn(draft.settings) ?? saved;
  if (tenant === null || tenant === draft.settings.tenantId.trim()) return null;
  return lockedOnScreen(draft, view).includes('tenantId') ? null : tenant;
}
