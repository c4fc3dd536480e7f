import { z } from 'zod/mini';
import { hostOf } from '../shared/host-of.ts';
import { readTenantId, type AddressResult } from './address.ts';
import { parseSettings } from './endpoint-rules.ts';
import { policyText, type PolicyPart } from './policy-part.ts';
import { nameLimit, type Profile } from './profile.ts';
import { readSso, type SsoSettings } from './sso.ts';

/**
 * A profile that the organisation hands out, by the same rules as a typed one. Its id is `org:` and the `id` of the policy
 * or, without one, host and tenant: the same in whatever order, under whatever name. Its SSO is its own or, where the
 * policy gives it none, the organisation's.
 */
export type PolicyProfile = Readonly<Profile>;

/** What the rest of the policy says to every profile. */
export interface ProfileSetting {
  readonly defaultTenant: string | null;
  readonly sso: SsoSettings | null;
  /** Null: all. */
  readonly allowedProtocols: readonly string[] | null;
}

/** Also as 0 and 1: Windows' registry, from which Firefox hands a policy on as it is, knows no other. */
export const policyFlag = z.union([
  z.boolean(),
  z.pipe(
    z.union([z.literal(0), z.literal(1)]),
    z.transform((bit) => bit === 1),
  ),
]);

/** Text by a rule of typed settings. */
const textBy = (rule: (typed: string) => AddressResult) =>
  policyText((written) => {
    const read = rule(written);
    return read.ok ? read.value : null;
  });

export const policyTenant = textBy(readTenantId);

/** Shown beside the profiles that people name themselves: one line, and no character that turns or hides others. */
const profileName = policyText((written) => {
  const trimmed = written.trim();
  return /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(trimmed) && trimmed.length <= nameLimit ? trimmed : null;
});

const profileKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

const text = z.string();

const inPolicy = { ssoIssuer: 'issuer', ssoClientId: 'clientId', ssoScopes: 'scopes' } as const;

/** Undefined where it is wrong: half a provider is none. */
export function readPolicySso(part: PolicyPart): SsoSettings | undefined {
  const fields = part.fields(['issuer', 'clientId', 'scopes']);
  if (fields === undefined) return undefined;
  const scopes = fields.scopes.isSet ? fields.scopes.read(text) : '';
  const sso = readSso({
    ssoIssuer: fields.issuer.read(text) ?? '',
    ssoClientId: fields.clientId.read(text) ?? '',
    ssoScopes: scopes ?? '',
  });
  if (!sso.ok) {
    for (const field of ['ssoIssuer', 'ssoClientId', 'ssoScopes'] as const) {
      if (sso.failure[field] !== undefined) fields[inPolicy[field]].reject();
    }
    return undefined;
  }
  if (sso.value === null) {
    // Typed, two empty fields mean that none is wanted; an administrator who writes them has forgotten to fill them in.
    fields.issuer.reject();
    fields.clientId.reject();
    return undefined;
  }
  return scopes === undefined ? undefined : sso.value;
}

/**
 * A profile is whole or not at all: with a wrong address left out, messages would go to another place than was meant.
 * Only a wrong name, flag or provider is left out by itself.
 */
export function readPolicyProfile(part: PolicyPart, setting: ProfileSetting): PolicyProfile | undefined {
  const fields = part.fields([
    ...(['id', 'name', 'apiUrl', 'wsUrl', 'tenantId', 'protocol', 'compatibilityHeaders', 'sso'] as const),
  ]);
  if (fields === undefined) return undefined;

  const key = fields.id.read(profileKey);
  const name = fields.name.read(profileName);
  const compatibilityHeaders = fields.compatibilityHeaders.read(policyFlag) ?? false;
  const sso = fields.sso.isSet ? (readPolicySso(fields.sso) ?? null) : setting.sso;

  const protocol = fields.protocol.isSet ? fields.protocol.read(z.literal('v3')) : 'v3';
  const isProtocolAllowed = setting.allowedProtocols === null || setting.allowedProtocols.includes('v3');
  if (!isProtocolAllowed) fields.protocol.reject();
  const typed = {
    apiUrl: fields.apiUrl.read(text),
    wsUrl: fields.wsUrl.isSet ? fields.wsUrl.read(text) : '',
    tenantId: fields.tenantId.isSet ? fields.tenantId.read(text) : (setting.defaultTenant ?? ''),
  };
  const parsed = parseSettings({
    name: name ?? '',
    apiUrl: typed.apiUrl ?? '',
    wsUrl: typed.wsUrl ?? '',
    tenantId: typed.tenantId ?? '',
    protocol: 'v3',
    compatibilityHeaders,
    // Read above, for its mistakes to be named by its own place.
    ...{ ssoIssuer: '', ssoClientId: '', ssoScopes: '' },
  });
  if (!parsed.ok) {
    for (const field of ['apiUrl', 'wsUrl', 'tenantId'] as const) {
      if (parsed.failure[field] !== undefined) fields[field].reject();
    }
    return undefined;
  }
  if (typed.wsUrl === undefined || protocol === undefined || !isProtocolAllowed) return undefined;
  const { apiUrl, tenantId } = parsed.value;
  return { ...parsed.value, id: `org:${key ?? `${hostOf(apiUrl)}/${tenantId}`}`, sso };
}
