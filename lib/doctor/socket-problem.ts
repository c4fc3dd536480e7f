import type { ConnectionSettings } from '../config/endpoint-rules.ts';
import { closePolicy, codeOfError } from '../transport/websocket/close-policy.ts';
import { quote } from '../protocol/quotation.ts';
import type { ServerFrame } from '../protocol/server-frame.ts';
import { hostOf } from '../shared/host-of.ts';
import type { Problem } from '../shared/problem.ts';

function codeOfClose(code: number, reason: string): Problem['code'] {
  const policy = closePolicy(code, reason, true);
  switch (policy.kind) {
    case 'rest':
    case 'back-off':
      return 'server-error';
    case 'wait-for-rate':
      return 'rate-limited';
    case 'authenticate':
      return 'sign-in-needed';
    case 'halt':
      return policy.problem.code;
    default:
      return policy satisfies never;
  }
}

function withWords(code: Problem['code'], words: string, { wsUrl, tenantId }: ConnectionSettings): Problem {
  const detail = quote(words);
  const subject = code.startsWith('tenant-') ? tenantId : hostOf(wsUrl);
  return { code, subject, ...(detail === undefined ? {} : { detail }) };
}

/** Of a socket that was open. */
export function problemOfClose(
  closed: { code: number; reason: string },
  profile: ConnectionSettings,
): Problem {
  return withWords(codeOfClose(closed.code, closed.reason), closed.reason, profile);
}

/** Of a frame that is an error; null for any other. */
export function problemOfFrame(frame: ServerFrame, profile: ConnectionSettings): Problem | null {
  switch (frame.type) {
    case 'error':
      return withWords(codeOfError(frame) ?? 'server-error', frame.detail ?? '', profile);
    case 'rate-limited':
      return withWords('rate-limited', '', profile);
    case 'unauthorised':
      return withWords(frame.isForbidden === true ? 'not-authorised' : 'sign-in-needed', '', profile);
    default:
      return null;
  }
}
