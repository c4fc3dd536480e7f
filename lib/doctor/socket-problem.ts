import { closePolicy, codeOfError } from '../transport/websocket/close-policy.ts';
import type { ServerFrame } from '../protocol/server-frame.ts';
import { hostOf } from '../shared/host-of.ts';
import type { Problem } from '../shared/problem.ts';
import type { ProbeEvent } from './socket-probe.ts';
import { failed, type Finding, type TestBench } from './stage.ts';

type Closed = Omit<Extract<ProbeEvent, { kind: 'closed' }>, 'kind'>;
export type SaidFrame = Extract<ServerFrame, { type: 'error' | 'rate-limited' | 'unauthorised' }>;

/** Of a socket that had opened. */
function codeOfClose({ code, reason }: Closed): Problem['code'] {
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

/** null: it says nothing that its close doesn't say, too. */
function codeOfFrame(frame: SaidFrame): Problem['code'] | null {
  switch (frame.type) {
    case 'error':
      return codeOfError(frame);
    case 'rate-limited':
      return 'rate-limited';
    case 'unauthorised':
      return frame.isForbidden === true ? 'not-authorised' : 'sign-in-needed';
    default:
      return frame satisfies never;
  }
}

/** Words of servers that take a token in the address only, which is where it never goes (P1). */
const wantsAddress = /\btoken\b.*\b(query|url|param\w*)\b|\b(query|url|param\w*)\b.*\btoken\b/i;

/** A socket that opened and did not stay. @param said the last frame that was an error */
export function closedFinding(
  { profile, quote }: TestBench,
  closed: Closed,
  said: SaidFrame | null = null,
): Finding {
  const words = said?.type === 'error' && said.detail !== null ? said.detail : closed.reason;
  const code = (said && codeOfFrame(said)) ?? codeOfClose(closed);
  const note = noteOf(closed, words, said);
  return failed(
    {
      code,
      ...about(code, profile),
      ...detailed(quote(words)),
    },
    note,
    closed.code,
  );
}

function noteOf({ code }: Closed, words: string, said: SaidFrame | null): Finding['note'] {
  if (wantsAddress.test(words)) return { code: 'token-in-url' };
  if (said === null && code === 1006) return { code: 'accepts-then-drops' };
  return code === 1001 || code === 1012 ? { code: 'restarting' } : undefined;
}

/** An error that no close followed. */
export function saidFinding({ profile, quote }: TestBench, said: SaidFrame): Finding {
  const code = codeOfFrame(said) ?? 'server-error';
  return failed({
    code,
    ...about(code, profile),
    ...detailed(said.type === 'error' && said.detail !== null ? quote(said.detail) : undefined),
  });
}

/** Which permission is missing a socket does not say. */
function about(code: Problem['code'], { tenantId, wsUrl }: TestBench['profile']): Pick<Problem, 'subject'> {
  if (code === 'scope-missing') return {};
  return { subject: code.startsWith('tenant-') ? tenantId : hostOf(wsUrl) };
}

const detailed = (detail: string | undefined): Pick<Problem, 'detail'> =>
  detail === undefined ? {} : { detail };

export function isSaid(event: ProbeEvent): event is ProbeEvent & { frame: SaidFrame } {
  return event.kind === 'frame' && ['error', 'rate-limited', 'unauthorised'].includes(event.frame.type);
}
