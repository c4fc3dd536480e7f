import {
  settingsFields,
  settingsRecord,
  type ChoiceField,
  type SettingsGroup,
} from '../config/settings-record.ts';
import type {
  ProfileChoice,
  SettingsField,
  SettingsInput,
  SettingsView,
} from '../messaging/settings-shapes.ts';

export type { ProfileChoice, SettingsField, SettingsInput } from '../messaging/settings-shapes.ts';

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

/** Whether there is something to be seen in the part that is folded away. */
export function isAdvanced(settings: SettingsInput): boolean {
  return fieldsOf('advanced').some((field) => settings[field] !== settingsRecord[field].byDefault);
}

export function storedDraft({ profileId, settings }: SettingsView): ProfileDraft {
  return {
    id: profileId,
    isNew: false,
    settings,
  };
}

export function newDraft(id: string, { blank }: SettingsView): ProfileDraft {
  return {
    id,
    isNew: true,
    settings: blank,
  };
}

/** Whether something would be lost with it. */
export function isChanged({ isNew, settings }: ProfileDraft, view: SettingsView): boolean {
  const before = isNew ? view.blank : view.settings;
  return settingsFields.some((field) => settings[field] !== before[field]);
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
  return settings.apiUrl === view.settings.apiUrl ? view.derivedWsUrl : null;
}

/** The tenant that a pasted WebSocket URL names (A2), where it could be one (A3), is another than the one set, and may be set. */
export function namedTenant(draft: ProfileDraft, view: SettingsView): string | null {
  const { wsUrl, tenantId } = draft.settings;
  const address = /^\s*wss?:/i.test(wsUrl) && URL.canParse(wsUrl) ? new URL(wsUrl) : null;
  const tenant = address?.searchParams.get('tenant_id') ?? '';
  if (!/^[\w-]{1,64}$/.test(tenant) || tenant === tenantId.trim()) return null;
  return lockedOnScreen(draft, view).includes('tenantId') ? null : tenant;
}
