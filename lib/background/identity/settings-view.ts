import { mayUseProtocol } from '../../config/allowed-protocols.ts';
import { atPath, type KnownWay } from '../../config/known-way.ts';
import { derivedWsUrl } from '../../config/endpoint-rules.ts';
import { lockedFields } from '../../config/offered-profiles.ts';
import { toSettingsInput, type Profile } from '../../config/profile.ts';
import { blankSettings, settingsRecord } from '../../config/settings-record.ts';
import type { SettingsView } from '../../messaging/settings-shapes.ts';
import { toSsoInput } from '../../config/sso.ts';
import type { Settings } from './settings-store.ts';

/** What the options page is told. */
export function toSettingsView(
  { all, current, policy }: Settings,
  redirectUrl: string,
  known: KnownWay | null,
): SettingsView {
  const { profile } = current;
  const { enabled, allow, block } = policy.pageContext;
  return {
    profileId: profile.id,
    profiles: all.map(({ profile: { id, name }, isManaged }) => ({ id, name, isManaged })),
    settings: toSettingsInput(profile),
    derivedWsUrl: derivedWsUrl(profile.apiUrl),
    foundWsUrl: foundAddress(profile, known),
    blank: { ...blankSettings(), tenantId: policy.defaultTenant ?? '', ...toSsoInput(policy.sso) },
    locked: [...current.locked],
    blankLocked: [...lockedFields(policy)],
    mayAdd: policy.ownProfiles,
    protocols: settingsRecord.protocol.choices.filter((name) =>
      mayUseProtocol(name, policy.allowedProtocols),
    ),
    pageRules: { enabled, allow: allow && [...allow], block: [...block] },
    policyMistakes: [...policy.mistakes],
    redirectUrl,
  };
}

function foundAddress({ protocol, wsUrl }: Profile, known: KnownWay | null): string | null {
  const isSocket = known?.way === 'v3' || known?.way === 'v1';
  return protocol === 'automatic' && isSocket && known.path !== null ? atPath(wsUrl, known.path) : null;
}
