import {
  completeApiUrl,
  completeIssuer,
  completeSettings,
  completeWebSocketUrl,
} from '../config/address-completion.ts';
import type { SettingsField, SettingsInput } from '../messaging/settings-shapes.ts';
import { hostOf } from '../shared/host-of.ts';
import { readableAddress, readableName } from './readable-address.ts';

const completions: { readonly [Field in SettingsField]?: (typed: string) => string | null } = {
  apiUrl: (typed) => completeApiUrl(typed)?.address ?? null,
  wsUrl: (typed) => completeWebSocketUrl(typed)?.address ?? null,
  ssoIssuer: completeIssuer,
};

/** What the address that is typed into a field is completed to, for people; null: to nothing else than what stands there. */
export function completionOf(field: SettingsField, { [field]: typed }: SettingsInput): string | null {
  const address = typeof typed === 'string' && typed.trim() !== '' && completions[field]?.(typed);
  if (!address) return null;
  const shown = readableAddress(address);
  return typed.trim().replace(/\/$/, '') === shown ? null : shown;
}

/** As they are saved and tested: completed. A profile without a name is called after its server, in the server's own letters. */
export function meantSettings(typed: SettingsInput): SettingsInput {
  const meant = completeSettings(typed);
  const host = hostOf(meant.apiUrl);
  const readable = readableName(host);
  return meant.name.trim() === '' && readable !== host ? { ...meant, name: readable } : meant;
}

/** As they stand in the form: hosts in their own letters. */
export function shownSettings(stored: SettingsInput): SettingsInput {
  return {
    ...stored,
    apiUrl: readableAddress(stored.apiUrl),
    wsUrl: readableAddress(stored.wsUrl),
    ssoIssuer: readableAddress(stored.ssoIssuer),
  };
}
