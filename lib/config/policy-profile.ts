import { z } from 'zod/mini';
import { hostOf } from '../shared/host-of.ts';
import { recordOf } from '../shared/record-of.ts';
import { readTenantId } from './address.ts';
import { mayUseProtocol } from './allowed-protocols.ts';
import { nameLimit, parseSettings, readSso } from './endpoint-rules.ts';
import { policyText, type PolicyPart } from './policy-part.ts';
import type { Profile } from './profile.ts';
import type { SettingsErrors } from './setting-refusal.ts';
import { settingsInput } from './settings-input.ts';
import {
  blankSettings,
  isPlainField,
  isSsoField,
  settingsFields,
  settingsRecord,
  type PlainField,
  type SettingsField,
  type SettingsInput,
  type SsoField,
} from './settings-record.ts';
import type { SsoSettings } from './sso.ts';

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

export const policyTenant = policyText((written) => {
  const read = readTenantId(written);
  return read.ok ? read.value : null;
});

/** Shown beside the profiles that people name themselves: one line, and no character that turns or hides others. */
export function cleanTitle(written: string, limit: number): string | null {
  const trimmed = written.trim();
  return /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(trimmed) && trimmed.length <= limit ? trimmed : null;
}

const profileName = policyText((written) => cleanTitle(written, nameLimit));

const profileKey = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

function schemaOf(field: SettingsField): z.ZodMiniType<string | boolean> {
  if (field === 'name') return profileName;
  return settingsRecord[field].control === 'switch' ? policyFlag : settingsInput.shape[field];
}

/** A wrong name or flag is left out by itself. */
function isVital(field: SettingsField): boolean {
  return field !== 'name' && settingsRecord[field].control !== 'switch';
}

interface Written {
  readonly input: SettingsInput;
  /** False: something vital in it is of the wrong type. */
  readonly isWhole: boolean;
}

/** What is written of these settings, as if it were typed in the place of `otherwise`. */
function readWritten<Field extends SettingsField>(
  fields: readonly Field[],
  partOf: (field: Field) => PolicyPart,
  otherwise: SettingsInput,
): Written {
  const read = new Map<SettingsField, string | boolean | undefined>(
    fields.map((field) => [field, partOf(field).read(schemaOf(field))]),
  );
  const isMissing = (field: Field): boolean => partOf(field).isSet && read.get(field) === undefined;
  return {
    input: recordOf<SettingsInput>(settingsFields, (field) => read.get(field) ?? otherwise[field]),
    isWhole: !fields.some((field) => isVital(field) && isMissing(field)),
  };
}

function rejectRefused<Field extends SettingsField>(
  fields: readonly Field[],
  partOf: (field: Field) => PolicyPart,
  errors: SettingsErrors,
): void {
  for (const field of fields) if (errors[field] !== undefined) partOf(field).reject();
}

const ssoFields = settingsFields.filter(isSsoField);
const plainFields = settingsFields.filter(isPlainField);

/** Undefined where it is wrong: half a provider is none. */
export function readPolicySso(part: PolicyPart): SsoSettings | undefined {
  const parts = part.fields(ssoFields.map((field) => settingsRecord[field].policy));
  if (parts === undefined) return undefined;
  const partOf = (field: SsoField): PolicyPart => parts[settingsRecord[field].policy];
  const { input, isWhole } = readWritten(ssoFields, partOf, blankSettings());
  // Typed, two empty fields mean that none is wanted; an administrator who writes them has forgotten to fill them in.
  const sso = readSso(input);
  if (!sso.ok) rejectRefused(ssoFields, partOf, sso.failure);
  return sso.ok && isWhole ? sso.value : undefined;
}

/**
 * A profile is whole or not at all: with a wrong address left out, messages would go to another place than was meant.
 * Only a wrong name, flag or provider is left out by itself.
 */
export function readPolicyProfile(part: PolicyPart, setting: ProfileSetting): PolicyProfile | undefined {
  const parts = part.fields([
    ...(['id', 'sso'] as const),
    ...plainFields.map((field) => settingsRecord[field].policy),
  ]);
  if (parts === undefined) return undefined;
  const partOf = (field: PlainField): PolicyPart => parts[settingsRecord[field].policy];

  const key = parts.id.read(profileKey);
  const sso = parts.sso.isSet ? (readPolicySso(parts.sso) ?? null) : setting.sso;
  const { input, isWhole } = readWritten(plainFields, partOf, {
    ...blankSettings(),
    tenantId: setting.defaultTenant ?? '',
  });
  const isAllowed = mayUseProtocol(input.protocol, setting.allowedProtocols);
  if (!isAllowed) parts.protocol.reject();

  const parsed = parseSettings(input);
  if (!parsed.ok) rejectRefused(plainFields, partOf, parsed.failure);
  if (!parsed.ok || !isWhole || !isAllowed) return undefined;
  const { apiUrl, tenantId } = parsed.value;
  return { ...parsed.value, id: `org:${key ?? `${hostOf(apiUrl)}/${tenantId}`}`, sso };
}
