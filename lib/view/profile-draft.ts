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

/** As they stand on screen, from the top: the first refused one gets the focus. */
export const fields: readonly SettingsField[] = [
  'name',
  'apiUrl',
  'wsUrl',
  'tenantId',
  'protocol',
  'ssoIssuer',
  'ssoClientId',
  'ssoScopes',
  'compatibilityHeaders',
];

export const storedDraft = ({ profileId, settings }: SettingsView): ProfileDraft => ({
  id: profileId,
  isNew: false,
  settings,
});

export const newDraft = (id: string, { blank }: SettingsView): ProfileDraft => ({
  id,
  isNew: true,
  settings: blank,
});

/** Whether something would be lost with it. */
export function isChanged({ isNew, settings }: ProfileDraft, view: SettingsView): boolean {
  const before = isNew ? view.blank : view.settings;
  return fields.some((field) => settings[field] !== before[field]);
}

const inUse = ({ profiles, profileId }: SettingsView): ProfileChoice | undefined =>
  profiles.find(({ id }) => id === profileId);

/** Fields that can't be typed into. */
export const lockedOnScreen = ({ isNew }: ProfileDraft, view: SettingsView): readonly SettingsField[] =>
  isNew ? view.blankLocked : view.locked;

/** One's own, and not the last: where nothing is left, nothing could be used. */
export function mayRemove({ isNew }: ProfileDraft, view: SettingsView): boolean {
  const own = view.profiles.filter(({ isManaged }) => !isManaged);
  return view.mayAdd && !isNew && own.length > 1 && inUse(view)?.isManaged === false;
}

/** What an empty WebSocket URL stands for; null where the API URL on screen is not the one it was derived from. */
export function impliedWsUrl({ settings }: ProfileDraft, view: SettingsView): string | null {
  return settings.apiUrl === view.settings.apiUrl ? view.derivedWsUrl : null;
}
