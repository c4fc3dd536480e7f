import type { Policy } from './policy.ts';
import { productionProfile, type Profile, type ProfileBook } from './profile.ts';
import { settingsFields, settingsRecord, type SettingsField } from './settings-record.ts';

/** A profile that can be used, with what the organisation has set in it. */
export interface OfferedProfile {
  readonly profile: Profile;
  /** The organisation's own: nothing in it can be changed. */
  readonly isManaged: boolean;
  readonly locked: readonly SettingsField[];
}

export interface OfferedProfiles {
  /** At least one. */
  readonly all: readonly OfferedProfile[];
  readonly current: OfferedProfile;
}

/** Of a person's own profiles, what the policy sets in each. */
export function lockedFields(policy: Policy): readonly SettingsField[] {
  return settingsFields.filter((field) => {
    const row = settingsRecord[field];
    return 'setBy' in row && policy[row.setBy] !== null;
  });
}

/** What a person has typed, with what the organisation has set in its place. */
export function underPolicy<Own extends Pick<Profile, 'tenantId' | 'sso'>>(
  own: Own,
  { defaultTenant, sso }: Policy,
): Own {
  return { ...own, tenantId: defaultTenant ?? own.tenantId, sso: sso ?? own.sso };
}

/**
 * The organisation's profiles and a person's own. Their own stay stored where the policy forbids them, and are back when
 * it no longer does.
 */
export function offerProfiles(book: ProfileBook | null, policy: Policy): OfferedProfiles {
  const managed = policy.profiles.map((profile) => ({ profile, isManaged: true, locked: settingsFields }));
  // Where nothing was ever saved, the organisation's profiles stand in for the default.
  const saved = book?.profiles ?? (managed.length > 0 ? [] : [productionProfile]);
  const own = saved.map((profile) => ({
    profile: underPolicy(profile, policy),
    isManaged: false,
    locked: lockedFields(policy),
  }));
  const allowed = policy.ownProfiles ? [...managed, ...own] : managed;
  const all = allowed.length > 0 ? allowed : [defaultOffer(policy)];
  const [first = defaultOffer(policy)] = all;
  return { all, current: all.find(({ profile }) => profile.id === book?.currentId) ?? first };
}

function defaultOffer(policy: Policy): OfferedProfile {
  return {
    profile: underPolicy(productionProfile, policy),
    isManaged: false,
    locked: policy.ownProfiles ? lockedFields(policy) : settingsFields,
  };
}
