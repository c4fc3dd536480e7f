import type { Profile } from '../config/profile.ts';
import { quote } from '../protocol/rest/quotation.ts';
import type { Problem } from '../shared/problem.ts';

const speaksOfRate = (words: string): boolean => /\brate\b|too many/i.test(words);

const codeOfClose = (code: number, reason: string): Problem['code'] => {
  switch (code) {
    case 1008:
      return speaksOfRate(reason) ? 'rate-limited' : 'settings-rejected';
    case 4400:
      return 'join-rejected';
    case 4401:
      return 'sign-in-needed';
    case 4403:
      return /scope|permission/i.test(reason) ? 'scope-missing' : 'tenant-mismatch';
    case 4408:
      return 'join-timeout';
    default:
      return 'server-error';
  }
};

const codeOfFrame = (code: string): Problem['code'] => {
  switch (code.toLowerCase()) {
    case 'rate_limit_exceeded':
      return 'rate-limited';
    case 'auth_required':
    case 'authentication_required':
    case 'invalid_token':
    case 'token_expired':
    case 'unauthorized':
      return 'sign-in-needed';
    case 'tenant_mismatch':
      return 'tenant-mismatch';
    case 'tenant_not_found':
      return 'tenant-unknown';
    case 'insufficient_scope':
      return 'scope-missing';
    default:
      return 'server-error';
  }
};

const withWords = (code: Problem['code'], words: string, { wsUrl, tenantId }: Profile): Problem => {
  const detail = quote(words);
  const subject = code.startsWith('tenant-') ? tenantId : new URL(wsUrl).host;
  return { code, subject, ...(detail === undefined ? {} : { detail }) };
};

/** Of a socket that was open (platform §6, table of close codes). */
export const problemOfClose = (closed: { code: number; reason: string }, profile: Profile): Problem =>
  withWords(codeOfClose(closed.code, closed.reason), closed.reason, profile);

/** Of an `error` frame, or of one whose type is itself the error (platform §6, 8). */
export const problemOfFrame = (frame: { type: string; code: string; words: string }, profile: Profile): Problem =>
  withWords(codeOfFrame(frame.type === 'error' ? frame.code : frame.type), frame.words, profile);
