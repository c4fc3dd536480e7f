import { readProxiedError } from '../../protocol/rest/proxied.ts';
import { classify, type ClassifyOptions, type FailedAnswer } from '../http/classify.ts';
import type { RestFailure } from '../http/failure.ts';

/** What the platform says of who asks it. Here that is the proxy, and only its operator can mend it. */
const ofProxy: ReadonlySet<RestFailure['kind']> = new Set<RestFailure['kind']>([
  'unauthorised',
  'scope',
  'tenant-setting',
  'tenant-mismatch',
  'tenant-unknown',
  'wrong-path',
  'locked',
]);

/**
 * Rule R42. Two kinds mean another thing than where the platform is asked directly: `unauthorised` is that the platform does
 * not let the proxy in, and `scope` that the proxy does not let this extension in.
 */
export function classifyProxied(answer: FailedAnswer, options: ClassifyOptions): RestFailure {
  const { status, body } = readProxiedError(answer.body);
  const failure = classify({ ...answer, body, status: status ?? answer.status }, options);
  if (status !== null) return ofProxy.has(failure.kind) ? asKind(failure, 'unauthorised') : failure;
  return answer.status === 403 ? asKind(failure, 'scope') : failure;
}

/** The same words. */
function asKind(failure: RestFailure, kind: 'unauthorised' | 'scope'): RestFailure {
  return {
    kind,
    ...('detail' in failure && { detail: failure.detail }),
    ...('requestId' in failure && { requestId: failure.requestId }),
  };
}
