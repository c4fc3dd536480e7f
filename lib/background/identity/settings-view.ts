import { mayUseProtocol } from '../../config/allowed-protocols.ts';
import { derivedWsUrl } from '../../config/endpoint-rules.ts';
import { lockedFields } from '../../config/offered-profiles.ts';
import { toSettingsInput } from '../../config/profile.ts';
import { blankSettings, settingsRecord } from '../../config/settings-record.ts';
import type { SettingsView } from '../../messaging/settings-shapes.ts';
import { toSsoInput } from '../../config/sso.ts';
import type { Settings } from './settings-store.ts';

/** What the options page is told. */
export function toSettingsView({ all, current, policy }: Settings, redirectUrl: string): SettingsView {
  const { profile } = current;
  return {
    profileId: profile.id,
    profiles: all.map(({ profile: { id, name }, isManaged }) => ({ id, name, isManaged })),
    settings: toSettingsInput(profile),
    derivedWsUrl: derivedWsUrl(profile.apiUrl),
    blank: { ...blankSettings(), tenantId: policy.defaultTenant ?? '', ...toSsoInput(policy.sso) },
    locked: [...current.locked],
    blankLocked: [...lockedFields(policy)],
    mayAdd: policy.ownProfiles,
    protocols: settingsRecord.protocol.choices.filter((name) =>
      mayUseProtocol(name, policy.allowedProtocols),
    ),
    policyMistakes: [...policy.mistakes],
    redirectUrl,
  };
}
