import { settingsFields, type SettingsField } from '../../config/settings-record.ts';
import type { SettingRefusal, SettingsErrors } from '../../messaging/settings-shapes.ts';
import { settingWords } from './setting-words.ts';

/** What is wrong with a typed setting, and what to type instead. */
export function refusalWords(field: SettingsField, refusal: SettingRefusal): string {
  const { label } = settingWords[field];
  switch (refusal.code) {
    case 'address-empty':
      return `The ${label} is empty. Type it like ${refusal.example}.`;
    case 'address-too-long':
      return `The ${label} is longer than ${refusal.limit} characters. Type the server's address alone.`;
    case 'address-spaced':
      return `The ${label} has a space or line break in it. Remove it.`;
    case 'address-unschemed':
      return `The ${label} has to begin with ${refusal.scheme}//. Type it like ${refusal.example}.`;
    case 'address-malformed':
      return `The ${label} is not a web address. Type it like ${refusal.example}.`;
    case 'address-scheme':
      return `The ${label} begins with ${refusal.typed}//, and has to begin with ${refusal.scheme}//. Type it like ${refusal.example}.`;
    case 'address-user':
      return `The ${label} holds a user name or password. Remove it: type ${refusal.example}.`;
    case 'address-query':
      return `The ${label} must not have anything from the “?” on. Remove it: type ${refusal.example}.`;
    case 'address-fragment':
      return `The ${label} must not have anything from the “#” on. Remove it: type ${refusal.example}.`;
    case 'address-unencrypted':
      return `Only this computer may be reached by ${refusal.scheme}//, without encryption. Type ${refusal.example}.`;
    case 'address-path':
      return `The ${label} is the server's address without a path. Type ${refusal.example}.`;
    case 'tenant-empty':
      return `The ${label} is empty. Type the one your organisation gave you.`;
    case 'tenant-too-long':
      return `The ${label} is longer than ${refusal.limit} characters. Type the ID alone.`;
    case 'tenant-characters':
      return `The ${label} may hold only the letters A–Z, digits, “-” and “_”. Type it without other characters.`;
    case 'client-id-empty':
      return 'The Client ID is empty. Type the one that the sign-in provider gave the extension.';
    case 'client-id-malformed':
      return `The Client ID has at most ${refusal.limit} characters, and neither spaces nor accents. Copy it from the sign-in provider.`;
    case 'scopes-malformed':
      return 'The scopes are words with spaces between them. Leave the field empty for the usual ones.';
    case 'set-by-organisation':
      return 'Set by your organisation.';
    default:
      return refusal satisfies never;
  }
}

/** The same of all that are refused, in the order of the form. */
export function refusalsInWords(errors: SettingsErrors): string {
  const sentences = settingsFields.flatMap((field) => {
    const refusal = errors[field];
    return refusal === undefined ? [] : [refusalWords(field, refusal)];
  });
  return sentences.join(' ');
}
