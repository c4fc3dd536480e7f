import { recordOf } from '../shared/record-of.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import {
  deriveWebSocketUrl,
  readApiUrl,
  readPasswordPage,
  readTenantId,
  readWebSocketUrl,
} from './address.ts';
import type { SettingRefusal, SettingsErrors } from './setting-refusal.ts';
import {
  isPlainField,
  isSsoField,
  isTextField,
  plainSettings,
  settingsFields,
  type PlainField,
  type PlainSettings,
  type SettingsField,
  type SettingsInput,
  type TextField,
} from './settings-record.ts';
import { readClientId, readIssuer, readScopes, type SsoSettings } from './sso.ts';

/** A profile, but for what makes it one of several. */
export interface ConnectionSettings extends Readonly<PlainSettings> {
  /** True: follows the API URL; the user left the field empty. */
  readonly wsUrlIsDerived: boolean;
  /** null: by e-mail and password, where the platform wants it at all. */
  readonly sso: SsoSettings | null;
}

/** Characters of a profile's name. */
export const nameLimit = 60;

/** A profile without a name is called after its server. */
function readName(typed: string, { apiUrl }: SettingsInput): Result<string, SettingRefusal> {
  const server = readApiUrl(apiUrl);
  const name = typed.trim() || (server.ok ? server.value.replace(/^https?:\/\//, '') : '');
  return ok(name.slice(0, nameLimit).trimEnd());
}

/** What an empty WebSocket URL would stand for; empty while the API URL breaks a rule. */
export function derivedWsUrl(typedApiUrl: string): string {
  const apiUrl = readApiUrl(typedApiUrl);
  return apiUrl.ok ? deriveWebSocketUrl(apiUrl.value) : '';
}

type TextRule = (typed: string, all: SettingsInput) => Result<string, SettingRefusal>;

/** What is kept of a typed text, or why it is refused. The others need no rule: they are chosen, not typed. */
const textRules: { readonly [Field in TextField]: TextRule } = {
  name: readName,
  apiUrl: readApiUrl,
  // With a refused API URL nothing can be derived: one mistake is told once.
  wsUrl: (typed, { apiUrl }) => (typed.trim() === '' ? ok(derivedWsUrl(apiUrl)) : readWebSocketUrl(typed)),
  // A secure proxy knows its own, and is told none.
  tenantId: (typed, { protocol }) =>
    protocol === 'proxy' && typed.trim() === '' ? ok('') : readTenantId(typed),
  passwordPage: (typed) => (typed.trim() === '' ? ok('') : readPasswordPage(typed)),
  ssoIssuer: readIssuer,
  ssoClientId: readClientId,
  ssoScopes: readScopes,
};

function readTexts<Field extends TextField>(
  fields: readonly Field[],
  input: SettingsInput,
): Result<Record<Field, string>, SettingsErrors> {
  const kept = recordOf<Record<Field, string>>(fields, () => '');
  const errors: SettingsErrors = {};
  for (const field of fields) {
    const read = textRules[field](input[field], input);
    if (read.ok) kept[field] = read.value;
    else errors[field] = read.failure;
  }
  return Object.keys(errors).length === 0 ? ok(kept) : fail(errors);
}

const plainTexts = settingsFields.filter(
  (field: SettingsField): field is PlainField & TextField => isPlainField(field) && isTextField(field),
);
const ssoTexts = settingsFields.filter(isSsoField);

/** A provider as typed, where one is meant. */
export function readSso(input: SettingsInput): Result<SsoSettings, SettingsErrors> {
  const read = readTexts(ssoTexts, input);
  if (!read.ok) return read;
  const { ssoIssuer, ssoClientId, ssoScopes } = read.value;
  return ok({ issuer: ssoIssuer, clientId: ssoClientId, scopes: ssoScopes });
}

/**
 * Settings as typed → a profile, trimmed and complete; or why which of them is refused (A1–A3).
 * Takes any strings and never throws.
 */
export function parseSettings(input: SettingsInput): Result<ConnectionSettings, SettingsErrors> {
  const texts = readTexts(plainTexts, input);
  const isSsoMeant = input.ssoIssuer.trim() !== '' || input.ssoClientId.trim() !== '';
  const sso = isSsoMeant ? readSso(input) : ok(null);
  if (!texts.ok || !sso.ok) {
    return fail({ ...(texts.ok ? {} : texts.failure), ...(sso.ok ? {} : sso.failure) });
  }
  return ok({
    ...plainSettings(input),
    ...texts.value,
    wsUrlIsDerived: input.wsUrl.trim() === '',
    sso: sso.value,
  });
}
