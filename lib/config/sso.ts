import { fail, ok, type Result } from '../shared/result.ts';
import { readAddress, trimmed, webAddress } from './address.ts';
import type { SettingRefusal } from './setting-refusal.ts';
import type { SettingsInput, SsoField } from './settings-record.ts';

/** Where and as whom a person signs in by OpenID Connect. */
export interface SsoSettings {
  /** As the provider writes it of itself, compared character by character (OpenID Connect Discovery §4.3). */
  readonly issuer: string;
  readonly clientId: string;
  /** Space-separated; `openid` is among them. */
  readonly scopes: string;
}

/** As typed. */
export type SsoInput = Readonly<Pick<SettingsInput, SsoField>>;

/** `offline_access` asks for a refresh token: without one a person would sign in again every hour. */
export const defaultScopes = 'openid profile email offline_access';

const clientIdLimit = 200;
const clientIdPattern = /^[\x21-\x7e]+$/;
/** RFC 6749 §3.3 */
const scopesPattern = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;
const scopesLimit = 1000;

/** An origin, with or without a path: a trailing slash stays, for it is part of the name. */
export function readIssuer(typed: string): Result<string, SettingRefusal> {
  const read = readAddress(webAddress, typed);
  return read.ok ? ok(trimmed(typed)) : read;
}

export function readClientId(typed: string): Result<string, SettingRefusal> {
  const text = typed.trim();
  if (text === '') return fail({ code: 'client-id-empty' });
  if (text.length <= clientIdLimit && clientIdPattern.test(text)) return ok(text);
  return fail({ code: 'client-id-malformed', limit: clientIdLimit });
}

export function readScopes(typed: string): Result<string, SettingRefusal> {
  const text = typed.trim().replaceAll(/\s+/g, ' ');
  if (text === '') return ok(defaultScopes);
  if (text.length > scopesLimit || !scopesPattern.test(text)) return fail({ code: 'scopes-malformed' });
  return ok(text.split(' ').includes('openid') ? text : `openid ${text}`);
}

export function toSsoInput(sso: SsoSettings | null): SsoInput {
  return {
    ssoIssuer: sso?.issuer ?? '',
    ssoClientId: sso?.clientId ?? '',
    ssoScopes: sso === null || sso.scopes === defaultScopes ? '' : sso.scopes,
  };
}
