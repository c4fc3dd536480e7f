import { z } from 'zod/mini';
import { fail, ok, type Result } from '../shared/result.ts';
import { readAddress, webAddress } from './address.ts';
import type { SettingRefusal } from './setting-refusal.ts';

/** Where and as whom a person signs in by OpenID Connect. */
export interface SsoSettings {
  /** As the provider writes it of itself, compared character by character (OpenID Connect Discovery §4.3). */
  readonly issuer: string;
  readonly clientId: string;
  /** Space-separated; `openid` is among them. */
  readonly scopes: string;
}

/** As typed; an empty issuer and client ID: no SSO. */
export interface SsoInput {
  readonly ssoIssuer: string;
  readonly ssoClientId: string;
  /** Empty: the default. */
  readonly ssoScopes: string;
}

/** `offline_access` asks for a refresh token: without one a person would sign in again every hour. */
export const defaultScopes = 'openid profile email offline_access';

const clientIdLimit = 200;
const clientIdPattern = /^[\x21-\x7e]+$/;
/** RFC 6749 §3.3 */
const scopesPattern = /^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/;
const scopesLimit = 1000;

/** An origin, with or without a path: a trailing slash stays, for it is part of the name. */
const readIssuer = (typed: string): Result<string, SettingRefusal> => {
  const read = readAddress(webAddress, typed);
  return read.ok ? ok(typed.trim()) : read;
};

const readClientId = (typed: string): Result<string, SettingRefusal> => {
  const text = typed.trim();
  if (text === '') return fail({ code: 'client-id-empty' });
  if (text.length <= clientIdLimit && clientIdPattern.test(text)) return ok(text);
  return fail({ code: 'client-id-malformed', limit: clientIdLimit });
};

const readScopes = (typed: string): Result<string, SettingRefusal> => {
  const text = typed.trim().replaceAll(/\s+/g, ' ');
  if (text === '') return ok(defaultScopes);
  if (text.length > scopesLimit || !scopesPattern.test(text)) return fail({ code: 'scopes-malformed' });
  return ok(text.split(' ').includes('openid') ? text : `openid ${text}`);
};

export type SsoErrors = Partial<Record<keyof SsoInput, SettingRefusal>>;

/** SSO as typed → settings, null where none is meant, or why which field is refused. */
export const readSso = (input: SsoInput): Result<SsoSettings | null, SsoErrors> => {
  if (input.ssoIssuer.trim() === '' && input.ssoClientId.trim() === '') return ok(null);
  const issuer = readIssuer(input.ssoIssuer);
  const clientId = readClientId(input.ssoClientId);
  const scopes = readScopes(input.ssoScopes);
  if (issuer.ok && clientId.ok && scopes.ok)
    return ok({ issuer: issuer.value, clientId: clientId.value, scopes: scopes.value });
  return fail({
    ...(issuer.ok ? {} : { ssoIssuer: issuer.failure }),
    ...(clientId.ok ? {} : { ssoClientId: clientId.failure }),
    ...(scopes.ok ? {} : { ssoScopes: scopes.failure }),
  });
};

export const toSsoInput = (sso: SsoSettings | null): SsoInput => ({
  ssoIssuer: sso?.issuer ?? '',
  ssoClientId: sso?.clientId ?? '',
  ssoScopes: sso === null || sso.scopes === defaultScopes ? '' : sso.scopes,
});

/** As stored: held to the same rules as typed. */
export const ssoSettings = z.object({ issuer: z.string(), clientId: z.string(), scopes: z.string() }).check(
  z.refine((sso) => {
    const read = readSso({ ssoIssuer: sso.issuer, ssoClientId: sso.clientId, ssoScopes: sso.scopes });
    return read.ok && JSON.stringify(read.value) === JSON.stringify(sso);
  }),
);
